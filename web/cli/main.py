"""The root command; commands are imported on demand so that `lessons --help` stays quick."""

from __future__ import annotations

import importlib
import sys
from typing import NoReturn

import click

from graph.errors import LessonsError, UsageInvalid

__all__ = ["COMMANDS", "main"]

# Exit codes beside those of graph.errors.
INTERRUPTED = 130  # what shells give a program that Ctrl-C ended
SYSTEM_FAILED = 3

_UNHURT = "The library serves what it did before, or all of the new; start again when you like."

# Command -> (module, one line for the list of commands).
COMMANDS: dict[str, tuple[str, str]] = {
    "ingest": ("web.cli.ingesting", "Read files and folders into the library."),
    "extract": ("web.cli.ingesting", "Print what one file says, as a Record (JSON)."),
    "rebuild": ("web.cli.keeping", "Read every original again and publish the result."),
    "rollback": ("web.cli.keeping", "Serve the generation before this one."),
    "doctor": ("web.cli.keeping", "Check the library and say what to mend."),
    "export": ("web.cli.keeping", "Write the whole graph to a file."),
    "search": ("web.cli.searching", "Find passages, lessons, recommendations and reviews."),
    "query": ("web.cli.asking", "Ask the graph in SPARQL."),
    "show": ("web.cli.asking", "Show one review, case, agency, concept or recommendation."),
    "related": ("web.cli.relating", "Find what is like something, in other reviews."),
    "draft": ("web.cli.relating", "Set a draft recommendation beside what was said before."),
    "themes": ("web.cli.recurring", "List the themes and families that recur in most reviews."),
    "path": ("web.cli.pathing", "Show how two things are linked, in sentences."),
    "patterns": ("web.cli.patterns", "Count what cases have in common."),
    "explain": ("web.cli.explaining", "Print what a file says of a concept, and what decided it."),
    "evaluate": ("web.cli.measuring", "Measure extraction against gold files."),
    "serve": ("web.cli.serving", "Serve the library's pages."),
    "jobs": ("web.cli.working", "List the jobs that editors asked for."),
    "work": ("web.cli.working", "Do the jobs that editors asked for, without a web service."),
    "demo": ("web.cli.serving", "Build a library from the sample reviews and serve it."),
}


class _Commands(click.Group):
    """A group whose commands live in modules that are imported when asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, or None when there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lessons-graph", prog_name="lessons")
def _root() -> None:
    """Read safeguarding reviews into a library that can be searched and browsed."""


def main(args: list[str] | None = None) -> NoReturn:
    """Run one command and exit; a failure becomes one line on stderr and its exit code."""
    try:
        sys.exit(_root.main(args=args, prog_name="lessons", standalone_mode=False))
    except LessonsError as error:
        _stop(error.code, str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(UsageInvalid.exit_code)
    except click.ClickException as error:
        _stop(UsageInvalid.code, _usage(error), UsageInvalid.exit_code)
    except (KeyboardInterrupt, click.Abort):
        _stop("interrupted", f"Stopped. {_UNHURT}", INTERRUPTED)
    except OSError as error:
        _stop("system-error", f"{_told(error)}. Check the path and its permissions.", SYSTEM_FAILED)


def _stop(code: str, message: str, status: int) -> NoReturn:
    click.echo(f"{code}: {' '.join(message.split())}", err=True)
    sys.exit(status)


def _told(error: OSError) -> str:
    place = f": {error.filename}" if error.filename else ""
    return f"{error.strerror or error}{place}"


def _usage(error: click.ClickException) -> str:
    """Return click's message and where the right usage is told."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "lessons"
    return f"{error.format_message().rstrip('.')}. See: {command} --help"
