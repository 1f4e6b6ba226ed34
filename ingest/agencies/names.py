"""Named bodies in a text: capitalised runs that end in a word for an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.agencies.rules import AgencyRules, agency_rules
from ingest.rulebook import load_rules

__all__ = ["NamedBody", "distinctive", "flat", "named_bodies", "reduced", "type_of"]

# Longer names are lists or headings run together, not names.
_LONGEST_NAME = 14
# A longer run is cut: it is a heading in capitals, or no text at all.
_LONGEST_RUN = 40
_PERSON = re.compile(
    r"(?:Dr|Mr|Mrs|Ms|Miss|PC|DC|DS|Sgt)\.?\s+[A-Z]\w*\s+(?:of|from|at)\s+(?:the\s+)?"
)
# "Her" opens sentences, and the names of the Crown's bodies.
_CROWN = ("His Majesty", "Her Majesty")
# "Governor and the Head of Healthcare": what is left of it without the first title.
_TWO_POSTS = re.compile(r"\s+and\s+(?:the\s+)?(?:Head|Director|Chief|Chair|Manager)\b")
_AT_HOME = re.compile(r"(?<=Care)\s+at\s+[Hh]ome\b")
_AFTER_TITLE = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?|\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A name as printed (white space single) at [start, end), and the type it tells."""

    start: int
    end: int
    name: str
    type: str | None


@dataclass(frozen=True, slots=True)
class _Trades:
    """Words of a trade that end a name, and the words that make no name of them."""

    words: frozenset[str]
    not_before: frozenset[str]


@cache
def _trades() -> _Trades:
    data = load_rules("agencies")["trades"]
    return _Trades(frozenset(data["words"]), frozenset(data["not_before"]))


@cache
def _run() -> re.Pattern[str]:
    # Words of a name: capitalised ones, and the small words that join them.
    bracket = r" \([A-Z]\w+\)(?= (?:Ltd|Limited|plc|CIC|LLP)\b)"
    word = r"(?:St\.|(?:[A-Z]\.){2,}|[A-ZÀ-Þ][\w’']{0,40}(?:-\w{1,40}){0,4})"
    joint = r"(?:of|and|&|for|the|na|yr|y|upon)"
    # A name known with its commas; places before "and" ("Tees, Esk and Wear Valleys Trust").
    known = agency_rules().with_commas
    places = rf", (?={word}(?:, {word}){{0,3}} and {word} )"
    # A line of a text that is set in may break a name.
    space = r"(?:[ \n]{1,3}|\n[ ]{3,24})"
    gap = rf"(?:{places}|{space}(?:{joint}{space}){{0,2}})"
    return re.compile(rf"(?:{known})|{word}(?:{gap}{word}|{bracket}){{0,{_LONGEST_RUN}}}")


def named_bodies(text: str) -> tuple[NamedBody, ...]:
    """Return the bodies that `text` names, in order, not overlapping."""
    return tuple(body for found in _run().finditer(text) for body in _of_run(text, found))


def flat(name: str) -> str:
    """Return a name with single spaces and straight apostrophes."""
    return " ".join(name.replace("’", "'").split())


@lru_cache(maxsize=16384)
def type_of(name: str) -> str | None:
    """Return the agency type (concept id) that a name tells, or None.

    >>> type_of("Hartsmoor Royal Infirmary")
    'acute-trust'
    """
    rules = agency_rules()
    plain = re.sub(r"^[Tt]he ", "", flat(name))
    lower = rules.lower_heads.search(plain)
    if lower and lower.end() == len(plain):
        plain = plain[: lower.start()] + lower.group().title()
    known = rules.known.get(plain)
    return known or next((kind for pattern, kind in rules.types if pattern.search(plain)), None)


@lru_cache(maxsize=16384)
def distinctive(name: str) -> frozenset[str]:
    """Return the words of a name that set one body apart from others of its type.

    >>> sorted(distinctive("Hartsmoor Safeguarding Children Partnership"))
    ['Hartsmoor']
    """
    plain = agency_rules().plain_words
    words = (word.strip(".,") for word in flat(name).split())
    return frozenset(
        word
        for word in words
        if word[:1].isupper() and word not in plain and word.removesuffix("'s") not in plain
    )


def reduced(name: str) -> str:
    """Return a name without the job title before it.

    >>> reduced("Chief Executive of the Wendle Trust")
    'Wendle Trust'
    """
    title = agency_rules().titles.match(name)
    rest = name[title.end() :] if title else name
    if title and re.match(r"\s*(?:,|of|for)\s|\s+[A-Z]", rest):
        return re.sub(r"^\s*(?:,|of|for)?\s+(?:the\s+)?", "", rest)
    return name


def _of_run(text: str, found: re.Match[str]) -> Iterator[NamedBody]:
    rules = agency_rules()
    start = _begin(rules, found.group(), found.start())
    while start < found.end():
        piece = _piece(rules, text, start, found.end())
        if piece is None:
            return
        at, end, following = piece
        at = _after_list(text, at, end)
        name = flat(text[at:end]).strip(" ,.&")
        if _is_name(rules, name) and not rules.not_followed.match(text, end):
            yield NamedBody(at, end, name, type_of(name))
        start = _begin(rules, text[following : found.end()], following)


def _after_list(text: str, start: int, end: int) -> int:
    """Return where the name begins behind a comma, unless places of its own stand there."""
    comma = text.rfind(",", start, end)
    if comma < 0 or flat(text[start:end]) in agency_rules().known:
        return start
    before = flat(text[start:comma]).replace(",", " ").split()
    return start if all(distinctive(word) for word in before) else comma + 2


def _begin(rules: AgencyRules, run: str, offset: int) -> int:
    """Return where the name begins: words that open a sentence, and job titles, left out."""
    at = len(run) - len(run.lstrip(" ,\n"))
    while True:
        person = _PERSON.match(run, at)
        if person:
            at = person.end()  # "Dr Amery of Netherfold Surgery"
            continue
        verb = re.compile(r"[A-Z][a-z]+\s+the\s+(?=[A-Z])").match(run, at)
        if verb:
            at = verb.end()  # "Press the Welsh Government"
            continue
        opener = re.compile(r"(?:\d+\.?\s+)?([\w’']+)\s*").match(run, at)
        word = opener.group(1) if opener else ""
        title = rules.titles.match(run, at)
        after = _AFTER_TITLE.match(run, title.end()) if title else None
        if after:
            at = after.end()
        elif opener and run.startswith(_CROWN, at):
            return offset + at
        elif opener and (word in rules.openers or word.islower() or re.search(r"\d", word)):
            at = opener.end()
        else:
            return offset + at


def _piece(rules: AgencyRules, text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Return (start, end, where to go on) of the first name in a run, or None."""
    heads = list(rules.heads.finditer(text, start, end))
    for index, head in enumerate(heads):
        if flat(head.group()) in rules.known and re.search(
            r"\s(?:and|of)\s(?:the\s)?$", text[start : head.start()]
        ):
            # "England and the UK Government", "Review Panel of the ...": a name known by itself.
            start = head.start()
        rest = text[head.end() : end]
        if head.group() in _trades().words and re.match(r"\s+[A-Z]", rest):
            continue  # "Bridgeway Care" is a body, "Enhanced Care Programme" is none
        if re.match(r"['’]s?\s", rest):
            if not distinctive(text[start : head.end()]) and index + 1 < len(heads):
                continue  # "Council's Private Sector Housing Team": the possessor belongs to it
            return start, head.end(), head.end() + 2
        tail = re.match(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z]", rest)
        if tail and head.group() in rules.tails:
            return start, _tail_end(text, head.end(), end), end
        later = heads[index + 1] if index + 1 < len(heads) else None
        if later and _runs_on(head.group(), text[head.end() : later.start()]):
            continue
        return _ended(rules, text, start, head.end(), end)
    return _prefixed(rules, text, start, end)


def _runs_on(head: str, between: str) -> bool:
    """Say whether the next head belongs to the same name: only capitalised words between."""
    if head.startswith(("Hospital", "University", "College")):
        between = re.sub(r"^\s+of\s", " ", between)  # "University Hospitals of X NHS Trust"
    return not re.search(r"\s(?:and|&|for|of)\s|['’]s?\s|,", f"{between} ")


def _ended(rules: AgencyRules, text: str, start: int, end: int, limit: int) -> tuple[int, int, int]:
    lower = rules.lower_heads.match(text, end) or _AT_HOME.match(text, end)
    if lower and end == limit:
        return start, lower.end(), lower.end()
    return start, end, end


def _tail_end(text: str, at: int, limit: int) -> int:
    # "Department of Health and Social Care" goes on over "and"; a comma ends it.
    return limit if text[at:limit] else at


def _prefixed(rules: AgencyRules, text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Return a name that begins with its head ("NHS Brennan") or ends in lower case."""
    run = text[start:end]
    first, _, rest = run.partition(" ")
    if (
        re.split("['’]", first)[0] in rules.prefixes
        and rest
        and rest.split()[0] not in rules.not_prefixed
    ):
        another = _another_prefixed(rules, run)
        end = start + another if another else end
        possessive = re.search(r"['’]s$", text[start:end])
        return start, end - (2 if possessive else 0), end
    lower = rules.lower_heads.match(text, end)
    if lower and not re.search(r"['’]s$", run) and (rest or _inside_sentence(text, start)):
        return start, lower.end(), lower.end()
    return None


def _another_prefixed(rules: AgencyRules, run: str) -> int:
    """Return where "... and NHS Brennan" begins a name of its own, or 0."""
    found = re.search(r"\s(?:and|&)\s(?:the\s)?(\w+)\s", run)
    return found.start() if found and found.group(1) in rules.prefixes else 0


def _inside_sentence(text: str, at: int) -> bool:
    """Say whether a capital at `at` is that of a name: a word stands before it."""
    return bool(re.search(r"[\w,]\s+$", text[max(0, at - 5) : at]))


def _is_name(rules: AgencyRules, name: str) -> bool:
    words = name.split()
    title = rules.titles.fullmatch(name) or _TWO_POSTS.match(rules.titles.sub("", name, count=1))
    if name in rules.known:
        return True
    if title or name in rules.stop_names or name.endswith(rules.stop_endings):
        return False
    if len(words) > _LONGEST_NAME or not words:
        return False
    if len(words) == 1 and name not in rules.known:
        return False
    if words[-2] in _trades().not_before and _ends_in_a_trade(rules, name):
        return False
    return bool(distinctive(name)) or type_of(name) is not None


def _ends_in_a_trade(rules: AgencyRules, name: str) -> bool:
    """Say whether a name's last head is the word of a trade: "Social Care" is one of its own."""
    last = max(rules.heads.finditer(name), key=lambda one: one.end(), default=None)
    return last is not None and last.group() in _trades().words
