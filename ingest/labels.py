"""The shapes a case's label is printed in, and when two of them mean one person.

Labels are single letters after an introduction ("M"), designators with a code or
a name ("Child A", "Baby Finch"), titles ("Mr X", "Mrs Abel"), references
("LN15", "Case 20/31") and chosen names ("Wren", "Lila W").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ingest.rulebook import load_rules

__all__ = [
    "base",
    "called",
    "is_collective",
    "is_label",
    "label_pattern",
    "members",
    "name_pattern",
    "normal",
    "person_uses",
    "same_person",
    "title_label_pattern",
]

_UPPER = r"[A-Z\u00c0-\u00de\u0141\u015a\u0160\u017b\u017d]"
_LOWER = r"[a-z\u00df-\u00ff\u0101-\u017f]"
_NAME = rf"(?:{_UPPER}['\u2019])?(?:Ma?c)?{_UPPER}{_LOWER}+(?:[-'\u2019]{_UPPER}{_LOWER}+)*"
_CODE = r"(?:[A-Z]{1,6}\d{1,4}(?:/\d{1,4})?|[A-Z]{1,2}|\d{1,4}[/-]\d{1,4}|(?:[A-Z]\.){2,3})"
# Initials of a surname: "W", "D-K", "McD" is a name and none.
_INITIALS = r"[A-Z](?:-[A-Z])?(?![\w/]|-\w|\.\w)"
_DESIGNATED_CODE = (
    r"(?:[A-Z]{1,4}[/-]?\d{0,4}(?:/\d{1,4})?|\d{1,4}(?:[/-]\d{1,4})?|(?:[A-Z]\.){1,3})"
)
# A code ends where no further letter, digit or joined part follows ("T3" in "T3/22" does not).
_END = r"(?![\w/]|-\w|\.\w)"
_LONGEST = 40
# A code of letters alone is no longer than this ("AK").
_CODE_LETTERS = 2


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def label_pattern() -> str:
    """Return the pattern of one person's label in running text."""
    rules = load_rules("cases")["label"]
    titles = _any(rules["titles"])
    designators = _any(rules["designators"])
    return (
        rf"(?<![\w.])(?:(?:{designators})\s+(?:{_DESIGNATED_CODE}{_END}|{_NAME})"
        rf"|(?:{titles})\.?\s+(?:{_NAME}(?:\s+{_NAME}){{0,2}}(?:\s+{_INITIALS})?|{_INITIALS}|{_CODE}{_END})"
        rf"|{_NAME}(?:\s+(?:[A-Z]{_END}|{_NAME}))?"
        rf"|{_CODE}{_END})"
    )


@cache
def title_label_pattern() -> str:
    """Return the pattern of a label in a title: capitals, lists and references count there."""
    rules = load_rules("cases")["label"]
    designators, collective = _any(rules["designators"]), _any(rules["collective"])
    one = (
        rf"(?:(?i:{designators})\s+(?:{_DESIGNATED_CODE}{_END}|{_NAME}|[A-Z]{{3,12}}\b)"
        rf"|(?i:{collective})\s+(?:{_DESIGNATED_CODE}{_END}|[A-Z]{{1,2}}{_END})"
        rf"|[Tt]he\s+[A-Z]\s+[Ff]amily"
        rf"|[A-Z]{{2,6}}[\s/]+(?:[A-Z]{{2,5}}[\s/])?\d{{1,4}}(?:/\d{{1,4}})?{_END}"
        rf"|{label_pattern()}|[A-Z]{{3,12}}\b)"
    )
    quote = r"[\u2018\u2019\u201c\u201d\"']?"
    joined = rf"{quote}(?:,\s+(?:and\s+)?|\s+(?:and|&)\s+){quote}"
    couple = r"(?:Mr|Ms|Mrs)\s+(?:and|&)\s+(?=(?:Mrs|Ms|Mr)\b)"
    return rf"(?:{couple})?{one}(?:{joined}{one}){{0,7}}"


def normal(label: str) -> str:
    """Return a label in the form shown: "CHILD R" as "Child R", white space single."""
    plain = re.sub(r"(?<!\w)[\u2018\u201c\"']|[\u2019\u201d\"'](?!\w)", "", label)
    words = plain.replace("\u2019", "'").strip(" ,:;'\"*").split()
    if words and words[-1].endswith(".") and words[-1].count(".") == 1:
        words[-1] = words[-1].rstrip(".")
    reference = any("/" in word for word in words)  # "CARW 2/2018" stays as it is printed
    return " ".join(
        _mark_forms().get(word.casefold(), word if reference else _spoken(word)) for word in words
    )


def _spoken(word: str) -> str:
    return word.title() if _shouted(word) else word


@cache
def _mark_forms() -> dict[str, str]:
    return {word.casefold(): word for word in _marks()}


def _shouted(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) > 3  # noqa: PLR2004 - codes are shorter


@cache
def _marks() -> frozenset[str]:
    rules = load_rules("cases")["label"]
    marks = [*rules["designators"], *rules["titles"], *rules["collective"]]
    return frozenset(word for mark in marks for word in mark.split())


@cache
def _not_names() -> frozenset[str]:
    return frozenset(load_rules("cases")["label"]["not_names"])


def is_label(label: str) -> bool:
    """Say whether a string of a label's shape can be one: no month, body, role or pronoun."""
    words = label.split()
    if not words or len(label) > _LONGEST:
        return False
    if is_collective(label):
        return len(words) > 1 or any(letter.isdigit() for letter in label)
    if words[0] in _marks():
        return len(words) > 1 and (len(words[-1]) <= _CODE_LETTERS or words[-1] not in _not_names())
    return not any(word in _not_names() for word in words) and label not in ("A", "I", "O")


def called(label: str) -> tuple[str, ...]:
    """Return what a text may call a labelled person for short, the label itself first.

    "Mrs Nesta W" is "Mrs W" and "Nesta", "Gareth Lowell Humphries" "Mr Humphries" (by
    title only where the label has none), "Child A" is "A".
    """
    parts, mark = base(label).split(), label[: len(label) - len(base(label))].strip()
    forms = [label, base(label)]
    if len(parts) > 1:
        titles = [mark] if mark else ["Mr", "Mrs", "Ms", "Miss", "Dr"]
        forms += [f"{title} {parts[-1]}" for title in titles]
        forms += [part for part in (parts[0], parts[-1]) if len(part) > _CODE_LETTERS]
    return tuple(dict.fromkeys(forms))


def is_collective(label: str) -> bool:
    """Say whether a label names a family, a file or several people rather than one person."""
    collective = load_rules("cases")["label"]["collective"]
    reference = re.fullmatch(r"[A-Z]{2,6}[\s/].*\d|[A-Z]{3,6}\d+|.*\d/\d.*", label)
    return (
        label.split(maxsplit=1)[0] in collective
        or label.lower().startswith("the ")
        or reference is not None
        or len(members(label)) > 1
    )


def members(label: str) -> tuple[str, ...]:
    """Return the people of a list: "Sisters F, G and H" gives F, G and H; "Child A" itself."""
    parts = [part for part in re.split(r",\s*(?:and\s+)?|\s+(?:and|&)\s+", label) if part]
    if len(parts) == 1:
        return (label,)
    head = parts[0].split()
    if head[0] in load_rules("cases")["label"]["collective"]:
        parts[0] = " ".join(head[1:])
    if parts[0] in load_rules("cases")["label"]["titles"]:  # "Mr and Mrs H"
        parts[0] = f"{parts[0]} {base(parts[-1])}"
    return tuple(parts)


def base(label: str) -> str:
    """Return what is left of a label without designator or title: "L" of "Child L"."""
    words = label.split()
    while len(words) > 1 and words[0].rstrip(".") in _marks():
        words = words[1:]
    return " ".join(words)


def same_person(one: str, other: str) -> bool:
    """Say whether two labels of a document are forms of one name.

    "Child R" and "R" are, "Child R" and "Ms R" are not: two designators that
    differ are two people, except that a full name may go with a title.
    """
    if _closed_up(one) == _closed_up(other):
        return True
    if len(members(one)) > 1 or len(members(other)) > 1:
        return False
    mark, base_one = _mark(one), base(one)
    other_mark, base_other = _mark(other), base(other)
    if mark and other_mark and mark != other_mark:
        return False
    if base_one.casefold() == base_other.casefold():
        return True
    parts, other_parts = base_one.split(), base_other.split()
    if len(parts) == len(other_parts) or min(len(parts), len(other_parts)) > 1:
        return False
    longer, shorter = (
        (parts, other_parts) if len(parts) > len(other_parts) else (other_parts, parts)
    )
    return len(shorter[0]) > 1 and shorter[0] in (longer[0], longer[-1])


def _closed_up(label: str) -> str:
    """Return a label without spaces: "Young Person 7" and "YP7" are one form."""
    return "".join(label.replace("Young Person", "YP").split()).casefold()


def _mark(label: str) -> str:
    words = label.split()
    marked = base(label).split()
    return " ".join(words[: len(words) - len(marked)]).rstrip(".").casefold()


def name_pattern(forms: Iterable[str]) -> str:
    """Return the pattern of a person's printed forms, longest first.

    A form without a mark is not read out of somebody else's: "D" is not in "Ms D".
    """
    ordered = sorted(dict.fromkeys(forms), key=lambda form: (-len(form), form))
    bare = [re.escape(form) for form in ordered if base(form) == form]
    marked = [re.escape(form) for form in ordered if base(form) != form]
    # The first letters are looked at first: what stands before is slow to look at.
    initials = "".join(sorted({re.escape(form[0]) for form in ordered if form}))
    names = [*marked, *([rf"{_no_mark()}(?:{'|'.join(bare)})"] if bare else [])]
    return rf"(?<![\w.])(?=[{initials}])(?:{'|'.join(names)})(?!\w)"


@cache
def _no_mark() -> str:
    rules = load_rules("cases")["label"]
    marks = [*rules["titles"], *rules["designators"]]
    return "".join(rf"(?<!\b{re.escape(mark)}\s)" for mark in marks)


def person_uses(label: str, text: str, at_most: int = 0) -> int:
    """Return how often `text` uses a label as a person's name (doing, having, being).

    Counting stops at `at_most` where that is given: a long report says it soon.
    """
    uses = (1 for at in _places(label, text) if _use(label).match(text, at))
    return sum(itertools.islice(uses, at_most or None))


def _places(label: str, text: str) -> Iterator[int]:
    """Yield where a label's letters stand; far faster than a pattern over a long text."""
    at = text.find(label) if label else -1
    while at >= 0:
        yield at
        at = text.find(label, at + 1)


@lru_cache(maxsize=512)
def _use(label: str) -> re.Pattern[str]:
    verbs = (
        r"['\u2019]s\b|['\u2019]\s|\s+(?:was|is|had|has|did|does|could|would|lived|lives|died|told"
        r"|said|says|went|came|who|attended|moved|became|remained|appeared|began|took|spoke|wanted"
        r"|himself|herself|aged|never|also|and\s+(?:his|her|their)|\(|wrote|wore|spent|fell|ran|cut)"
        r"|,\s+(?:who|aged|then|an?|\d)"
    )
    return re.compile(rf"{name_pattern([label])}(?:{verbs})")
