"""What a briefing is made of: claims, each standing on a review's paragraph or on a count."""

from __future__ import annotations

from dataclasses import dataclass

from flask import get_template_attribute

from web.papers.paper import Line, Note, Part, Reference

__all__ = ["SECTIONS", "Claim", "Section", "words"]

_WORDS = "briefing/words.txt"

# The seven headings, in their order; their words are in the template.
SECTIONS = ("what", "why", "happened", "recurs", "good", "todo", "questions")


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that may be chosen; `key` names it in an address.

    The addresses of its references are those within the service.

    `quoted` when the words are a report's, `telling` when they may identify
    somebody, `chosen` when it is part of the briefing.
    """

    key: str
    text: str
    references: tuple[Reference, ...]
    quoted: bool = True
    telling: bool = False
    chosen: bool = False

    def line(self, site: str = "") -> Line:
        """Return the claim as a line of a paper, `site` before its addresses."""
        places = tuple(Reference(one.words, site + one.address) for one in self.references)
        return Line(self.text, Note(places) if places else None, self.quoted)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the seven headings with what may stand under it."""

    key: str
    heading: str
    hint: str
    claims: tuple[Claim, ...]

    def part(self, site: str = "") -> Part:
        """Return the section as a part of a paper: what is chosen of it."""
        return Part(self.heading, tuple(one.line(site) for one in self.claims if one.chosen))


def words(name: str, *values: object) -> str:
    """Return words of the template of words, where all of them can be translated."""
    told: str = get_template_attribute(_WORDS, name)(*values)
    return " ".join(told.split())
