"""The `lessons` command: one module a group of commands, loaded when it is called."""

from web.cli.main import main

__all__ = ["main"]
