"""The data files of structure, read once: names of sections, labels, the look of lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from graph.model import PassageKind

__all__ = [
    "Layout",
    "SectionRule",
    "Sections",
    "containers",
    "fold",
    "label_kind",
    "labels",
    "layout",
    "section_rule",
    "sections",
]

# No section's name is longer; patterns need not look at more.
_LONGEST_NAME = 300
_NEVER = r"(?!)"


def fold(text: str) -> str:
    """Return `text` as the patterns expect it: lower case, straight quotes, single spaces."""
    plain = text.translate(_STRAIGHT).replace(" & ", " and ").lower()
    return re.sub(r"\s+", " ", plain).strip()


_STRAIGHT = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00a0": " ",
        "*": None,
        "#": None,
    }
)


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns of one meaning. Those that begin with "^" are tried at one place only."""

    begins: re.Pattern[str]
    inside: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match of any of the patterns in `text`, else None."""
        return self.begins.match(text) or self.inside.search(text)


@dataclass(frozen=True, slots=True)
class SectionRule:
    """Names of one part of a report; `top` and `holds` as in sections.toml."""

    kind: PassageKind
    pattern: Cues
    top: bool = False
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Sections:
    """sections.toml with its patterns compiled."""

    rules: tuple[SectionRule, ...]
    contents: Cues
    mixed: Cues
    asking: Cues
    pointing: Cues
    says: Cues
    lead_ins: tuple[tuple[PassageKind, Cues], ...]
    run_ins: tuple[tuple[PassageKind, re.Pattern[str]], ...]
    policy: Cues
    policy_facts: Cues
    policy_kinds: frozenset[PassageKind]
    standing: Cues
    standing_ends: re.Pattern[str]
    tables: tuple[tuple[PassageKind, tuple[tuple[str, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """layout.toml with its patterns compiled."""

    answers: Cues
    unasked: Cues
    running: Cues
    dates: Cues
    contents: Cues
    title: Cues
    body: Cues
    addressee: Cues
    subject: Cues
    subtitle: Cues
    junk_titles: Cues
    reference_titles: Cues
    number_columns: Cues
    title_cells: Cues
    not_labels: Cues
    asking: re.Pattern[str]
    sentence: re.Pattern[str]
    naming: re.Pattern[str]
    question: re.Pattern[str]
    ordinal: re.Pattern[str]
    unfinished: frozenset[str]
    not_codes: frozenset[str]
    not_counted: frozenset[str]


@cache
def sections() -> Sections:
    """Return the rules that tell the parts of a report apart."""
    data = _data("sections.toml")
    return Sections(
        rules=tuple(
            SectionRule(
                PassageKind(rule["kind"]),
                _any(rule["headings"]),
                bool(rule.get("top")),
                bool(rule.get("holds")),
            )
            for rule in data["section"]
        ),
        contents=_any(data["contents"]["headings"]),
        mixed=_any(data["mixed"]["headings"]),
        asking=_any(data["mixed"]["asking"]),
        pointing=_any(data["pointing"]["cues"]),
        says=_any(data["run_in_headings"]["says"]),
        lead_ins=tuple((PassageKind(rule["kind"]), _any(rule["cues"])) for rule in data["lead_in"]),
        run_ins=tuple(
            (PassageKind(rule["kind"]), _in_sentence(rule["cues"])) for rule in data["run_in"]
        ),
        policy=_any(data["policy"]["cues"]),
        policy_facts=_any(data["policy"]["facts"]),
        policy_kinds=frozenset(map(PassageKind, data["policy"]["kinds"])),
        standing=_any(data["standing"]["cues"]),
        standing_ends=re.compile(_union(data["standing"]["ends"]).pattern, re.IGNORECASE),
        tables=tuple(
            (PassageKind(rule["kind"]), tuple(tuple(row) for row in rule["headers"]))
            for rule in data["table"]
        ),
    )


@cache
def labels() -> Mapping[str, PassageKind | None]:
    """Return the words that stand before an item's number, and the kind each gives."""
    plain: Mapping[str, str] = _data("sections.toml")["labels"]
    return {label: PassageKind(kind) if kind else None for label, kind in plain.items()}


@cache
def containers() -> frozenset[str]:
    """Return the labels of parts that hold sections of their own ("Part", "Appendix")."""
    return frozenset(_data("sections.toml")["containers"]["labels"])


@cache
def layout() -> Layout:
    """Return the rules for what lines of a page look like."""
    data = _data("layout.toml")
    return Layout(
        answers=_any(data["answers"]),
        unasked=_any(data["unasked"]),
        running=_any(data["running"]),
        dates=_any(data["dates"]),
        contents=_any(data["contents"]),
        title=_any(data["title"]),
        body=_any(data["body"]),
        addressee=_any(data["addressee"]),
        subject=_any(data["subject"]),
        subtitle=_any(data["subtitle"]),
        junk_titles=_any(data["junk_titles"]),
        reference_titles=_any(data["reference_titles"]),
        not_labels=_any(data["not_labels"]),
        title_cells=_any(data["title_cells"]),
        number_columns=_any(data["number_columns"]),
        asking=re.compile(data["asking"]),
        sentence=re.compile(data["sentence"]),
        naming=re.compile(data["naming"]),
        question=re.compile(data["question"]),
        ordinal=re.compile(data["ordinal"]),
        unfinished=frozenset(data["unfinished"]),
        not_codes=frozenset(data["not_codes"]),
        not_counted=frozenset(data["not_counted"]),
    )


_UNREAD_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.? (?=[a-z])")


@lru_cache(maxsize=4096)
def section_rule(name: str) -> SectionRule | None:
    """Return the first rule that knows a heading's text (without its number), else None."""
    folded = fold(name[:_LONGEST_NAME]).lstrip("[(").rstrip(" :.?-\u2013\u2014])")
    if not folded:
        return None
    found = next((rule for rule in sections().rules if rule.pattern.search(folded)), None)
    bare = _UNREAD_NUMBER.sub("", folded)  # "7 the way forward"
    return section_rule(bare) if found is None and bare != folded else found


def label_kind(label: str) -> PassageKind | None:
    """Return the kind that a label gives its paragraph ("finding"), else None."""
    return labels().get(label)


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("ingest") / "rules" / name).read_text("utf-8"))


def _any(patterns: Sequence[str]) -> Cues:
    """Compile alternatives, those for the beginning apart from those for anywhere."""
    begins = [one.removeprefix("^") for one in patterns if one.startswith("^")]
    inside = [one for one in patterns if not one.startswith("^")]
    return Cues(
        _union(begins), _union([rf"\b{one}" if one[:1].isalpha() else one for one in inside])
    )


def _union(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns) or _NEVER)


def _in_sentence(patterns: Sequence[str]) -> re.Pattern[str]:
    """Compile headings that stand inside a paragraph, each at the beginning of a sentence."""
    union = _union(patterns).pattern
    return re.compile(rf"(?:^|(?<=[.;!?]\s))(?=[A-Z])(?i:{union})")
