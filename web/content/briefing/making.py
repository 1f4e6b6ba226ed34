"""A briefing as a reader made it: title, what is chosen, in which order, and own questions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from graph.errors import NotFound
from graph.namespaces import V
from graph.vocabulary import load_vocabulary
from web.content.briefing.claims import SECTIONS, Claim, Section, words
from web.content.briefing.gathering import Material, claims_of
from web.content.kept import kept
from web.content.learning import Item, items
from web.content.ordering import placed
from web.content.quotable import representative
from web.content.reading_list import Picked, ReadingList, picked, read_list
from web.exports.cleaning import one_line
from web.exports.source import Source
from web.language import in_english
from web.papers.paper import Line, Paper, Part
from web.snapshot import Snapshot

__all__ = ["Briefing", "briefing", "theme_picks"]

_TITLE = 160  # characters
_OWN = 600  # characters of own questions
_OWN_LINES = 6
_SUGGESTED = 8  # lessons, and as many recommendations, of a theme
_WORDS_A_MINUTE = 130  # read aloud, calmly
# How many claims of each heading are chosen before a reader chooses.
_FIRST = {"what": 2, "why": 3, "happened": 5, "recurs": 4, "good": 3, "todo": 4, "questions": 3}


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that the form shows: the title, seven sections, own questions, what it is made from."""

    title: str
    sections: tuple[Section, ...]
    own: tuple[str, ...]
    wanted: ReadingList
    theme: str
    source: Source

    @property
    def minutes(self) -> int:
        """How long it takes to read aloud, in whole minutes."""
        told = [self.title, *self.own]
        told += [one.text for part in self.sections for one in part.claims if one.chosen]
        return max(1, round(sum(len(text.split()) for text in told) / _WORDS_A_MINUTE))

    def paper(self, site: str = "") -> Paper:
        """Return the briefing as a paper; `site` stands before the addresses of its sources."""
        parts = [section.part(site) for section in self.sections]
        own = tuple(Line(f"{one} ({words('own_question')})") for one in self.own)
        parts[-1] = Part(parts[-1].heading, (*parts[-1].lines, *own))
        endings = (words("provenance", self.source.told), words("extractive"))
        return Paper(self.title, tuple(parts), endings, words("sources"))


@in_english()
def briefing(shown: Snapshot, values: MultiDict[str, str], source: Source) -> Briefing:
    """Return the briefing that an address says; raises NotFound for a theme there is none of."""
    wanted, theme = read_list(values), values.get("theme", "")
    _checked(theme)
    subject = load_vocabulary().label(theme) if theme else wanted.title or words("list_subject")
    source = replace(source, asked_for=_asked(theme, len(wanted.ids)))
    found = _found(shown, wanted, theme)
    return Briefing(
        title=one_line(values.get("heading", ""))[:_TITLE] or words("title_of", subject),
        sections=tuple(_section(one, found.get(one, []), values) for one in SECTIONS),
        own=_own(values.get("own", "")),
        wanted=wanted,
        theme=theme,
        source=source,
    )


def _found(shown: Snapshot, wanted: ReadingList, theme: str) -> dict[str, list[Claim]]:
    """Return what may be said; what the library suggests on a theme is worked out once."""
    picks = picked(shown.index, wanted)
    if picks or not theme:
        return claims_of(Material(shown, picks, theme, wanted=True))

    def suggested() -> dict[str, list[Claim]]:
        return claims_of(Material(shown, theme_picks(shown, theme), theme, wanted=False))

    return kept(shown, ("briefing", theme), suggested)


def theme_picks(shown: Snapshot, theme: str) -> tuple[Picked, ...]:
    """Return lessons and recommendations that stand for a theme, as a reading list would."""
    said = items(shown.graph.select("pages/theme-learning", about=V[theme]))
    chosen: list[Item] = []
    for kind in ("lesson", "recommendation"):
        own = [one for one in said if one.kind == kind]
        chosen += representative(own, _SUGGESTED) or own[:_SUGGESTED]
    return picked(shown.index, ReadingList(tuple(one.id for one in chosen)))


def _checked(theme: str) -> None:
    vocabulary = load_vocabulary()
    if theme and (theme not in vocabulary or vocabulary[theme].scheme != "practice-theme"):
        raise NotFound("There is no practice theme of this name. Choose one from the list.")


def _asked(theme: str, picks: int) -> str:
    if theme:
        return words("asked_theme", load_vocabulary().label(theme))
    return words("asked_list", picks)


def _section(key: str, claims: list[Claim], values: MultiDict[str, str]) -> Section:
    """Return a section as chosen: by the form, else the first of it that identify nobody."""
    used, sent = set(values.getlist("use")), "sent" in values
    left = _FIRST[key] - sum(one.chosen for one in claims)
    shown = []
    for one in claims:
        chosen = f"{key}.{one.key}" in used if sent else one.chosen
        if not sent and not chosen and not one.telling and left > 0:
            chosen, left = True, left - 1
        shown.append(replace(one, chosen=chosen))
    start = f"at.{key}."
    typed = {name.removeprefix(start): values[name] for name in values if name.startswith(start)}
    by_key = {one.key: one for one in shown}
    ordered = [by_key[one] for one in placed(by_key, typed)]
    return Section(key, words("heading", key), words("hint", key), tuple(ordered))


def _own(typed: str) -> tuple[str, ...]:
    lines = (one_line(one) for one in typed[:_OWN].splitlines())
    return tuple(filter(None, lines))[:_OWN_LINES]
