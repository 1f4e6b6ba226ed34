"""A document source: front matter and a small Markdown, as plain values.

`read_source` turns the text of a `NAME.src.md` into a `Source`, the one shape
that the PDF and the Word writer render. The subset is described in README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

__all__ = [
    "Block",
    "Heading",
    "ListBlock",
    "PageBreak",
    "Paragraph",
    "Run",
    "Source",
    "SourceInvalid",
    "Table",
    "plain",
    "read_source",
]

STYLES = {
    "pdf": ("plain", "two-column", "designed", "letter"),
    "docx": ("styles", "bold-headings"),
}
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_PAGE_BREAK = re.compile(r"<!--\s*pagebreak\s*-->")


class SourceInvalid(ValueError):
    """A source that does not follow the subset; the message names what is wrong."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look; `footnote` is the 1-based note called here, else 0."""

    text: str
    bold: bool = False
    italic: bool = False
    footnote: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of depth 1 to 4."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; `start` is the first printed number, or None for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A pipe table: one header row and its body rows."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A forced new page."""


Block = Heading | Paragraph | ListBlock | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Source:
    """One document to publish: where it goes, its look, its blocks and notes."""

    output: str
    style: str
    header: str
    footer: str
    contents: bool
    blocks: tuple[Block, ...]
    notes: tuple[Runs, ...]


def read_source(text: str) -> Source:
    """Return the document a source describes; raises SourceInvalid."""
    front, body = _split_front(text)
    tree = SyntaxTreeNode(_markdown().parse(body))
    blocks: list[Block] = []
    notes: list[Runs] = []
    for node in tree.children:
        if node.type == "footnote_block":
            notes.extend(_note(child) for child in node.children)
        else:
            blocks.append(_block(node))
    return replace(_described(front), blocks=tuple(blocks), notes=tuple(notes))


def plain(runs: Sequence[Run]) -> str:
    """Return the characters of runs without their look."""
    return "".join(run.text for run in runs)


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)
    # An indented paragraph is a paragraph: the subset has no code blocks.
    return parser.disable(["code", "fence", "lheading"])


def _split_front(text: str) -> tuple[Mapping[str, str], str]:
    found = _FRONT.match(text)
    if not found:
        raise SourceInvalid("no front matter between two lines of ---")
    pairs = (line.partition(":") for line in found[1].splitlines() if line.strip())
    front = {key.strip(): re.split(r"\s+#", value)[0].strip() for key, _, value in pairs}
    return front, text[found.end() :]


def _described(front: Mapping[str, str]) -> Source:
    output = front.get("output", "")
    if output not in STYLES:
        raise SourceInvalid(f"output is {output!r}, not pdf or docx")
    style = front.get("style", STYLES[output][0])
    if style not in STYLES[output]:
        raise SourceInvalid(f"style is {style!r}, not one of {', '.join(STYLES[output])}")
    return Source(
        output=output,
        style=style,
        header=front.get("header", ""),
        footer=front.get("footer", ""),
        contents=front.get("contents", "no") in {"yes", "true"},
        blocks=(),
        notes=(),
    )


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "heading":
            return Heading(min(int(node.tag[1:]), 4), _inline(node))
        case "paragraph":
            return Paragraph(_inline(node))
        case "ordered_list":
            return ListBlock(_items(node), int(node.attrs.get("start", 1)))
        case "bullet_list":
            return ListBlock(_items(node), None)
        case "table":
            return _table(node)
        case "html_block" if _PAGE_BREAK.fullmatch(node.content.strip()):
            return PageBreak()
    raise SourceInvalid(f"a {node.type} in line {_line(node)} is outside the subset")


def _items(node: SyntaxTreeNode) -> tuple[tuple[Block, ...], ...]:
    return tuple(tuple(_block(child) for child in item.children) for item in node.children)


def _table(node: SyntaxTreeNode) -> Table:
    rows = [
        tuple(_inline(cell) for cell in row.children)
        for part in node.children
        for row in part.children
    ]
    return Table(rows[0], tuple(rows[1:]))


def _note(node: SyntaxTreeNode) -> Runs:
    return tuple(
        run for child in node.children if child.type == "paragraph" for run in _inline(child)
    )


def _inline(node: SyntaxTreeNode) -> Runs:
    return tuple(run for child in node.children for run in _runs(child, Run("")))


def _runs(node: SyntaxTreeNode, look: Run) -> Iterator[Run]:
    match node.type:
        case "text" | "code_inline":
            yield replace(look, text=node.content)
        case "softbreak":
            yield replace(look, text=" ")
        case "hardbreak":
            yield replace(look, text="\n")
        case "footnote_ref":
            yield replace(look, footnote=int(node.meta["id"]) + 1)
        case "footnote_anchor":
            return
        case "inline" | "strong" | "em":
            look = replace(
                look,
                bold=look.bold or node.type == "strong",
                italic=look.italic or node.type == "em",
            )
            for child in node.children:
                yield from _runs(child, look)
        case _:
            raise SourceInvalid(f"a {node.type} in line {_line(node)} is outside the subset")


def _line(node: SyntaxTreeNode) -> str:
    return str(node.map[0] + 1) if node.map else "?"
