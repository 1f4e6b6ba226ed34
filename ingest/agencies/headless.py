"""Names that only the words beside them make a body: "Ty Celyn, a children's home"."""

from __future__ import annotations

import re
from functools import cache

from ingest.agencies.names import distinctive, flat
from ingest.agencies.rules import agency_rules, alternation
from ingest.rulebook import load_rules

__all__ = ["headless_names"]

# Those who work for a body: "a support worker at Bright Days".
_WORKERS = ("officer", "worker", "adviser", "advisor", "counsellor", "advocate")
# "The Limes" may be anything where a sentence begins; "The Fen Rise" is a name.
_ARTICLE_AND_NAME = 2


def headless_names(text: str) -> dict[str, str]:
    """Return names that only the words beside them make a body ("Ty Celyn, a children's home")."""
    found: dict[str, str] = {}
    for pattern in _beside():
        for match in pattern.finditer(text):
            name = flat(match["name"]).strip(".,")
            kind = agency_rules().kinds[_kind(match["kind"])]
            before = text[max(0, match.start("name") - 3) : match.start("name")]
            inside = re.search(r"[\w,(]\s+$", before) is not None
            if _may_be_headless(name, kind, inside=inside):
                found.setdefault(name, kind)
                bare = name.removeprefix("The ")
                found.setdefault(bare if " " in bare else name, kind)
    for pattern in _settings():
        for match in pattern.finditer(text):
            setting = _setting_type(match["kind"])
            if setting and match["name"] not in agency_rules().openers:
                found.setdefault(match["name"], setting)
    return found


@cache
def _settings() -> tuple[re.Pattern[str], ...]:
    """Match names of one word beside a word for a setting: "the Lodge, a pupil referral unit"."""
    rules = load_rules("agencies")["settings"]
    words, firms = alternation(rules["words"]), alternation(rules["firms"])
    name = r"(?P<name>[A-Z][a-z][\w’'-]{2,30})(?<!['’]s)"
    some = r"(?:[\w’'-]+\s+){0,3}?"
    runs = r"(?:runs?|ran|manage[ds]?|provide[ds]?|own(?:s|ed)|staffed|operate[ds]?)"
    by = r"(?:run|managed|provided|owned|staffed|operated|commissioned|employed)"
    alone = r"(?!\s[A-Z])"
    return (
        re.compile(
            rf"(?<![\w’'-])(?:[a-z][\w’']*,?\s)(?:the\s)?{name},\s(?:an?|its|the)\s"
            rf"(?P<kind>{some}(?:{words}))\b{rules['alone']}"
        ),
        re.compile(rf"\b(?P<kind>{words})(?:,)?\s(?:called|named|known as)\s(?:the\s)?{name}\b"),
        re.compile(
            rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Ll]ocal|from|by|with|and|of)\s"
            rf"(?P<kind>{some}(?:{firms}))\s{name}{alone}"
        ),
        re.compile(
            rf"\b(?P<kind>{words}),?\s(?:which\s|that\s)?(?:is\s|was\s)?(?:then\s)?{by}\sby\s"
            rf"(?:the\s)?{name}{alone}"
        ),
        re.compile(
            rf"\b{name},?\s(?:which|who|that)\s{runs}\s(?:the|a|an|his|her|their)\s"
            rf"(?P<kind>{some}(?:{words}))\b"
        ),
    )


def _setting_type(printed: str) -> str | None:
    """Return the type of a setting: by its own word, or by one before it ("youth charity")."""
    rules = load_rules("agencies")["settings"]
    plain = flat(printed).lower()
    told = next((kind for word, kind in rules["told"].items() if word in plain.split()), None)
    ends = [word for word in rules["words"] + rules["firms"] if plain.endswith(word)]
    setting = max(ends, key=len, default=plain)
    if told and setting in rules["loose"]:
        return str(told)
    own = rules["types"].get(setting)
    return agency_rules().kinds.get(setting) if own is None else own or None


def _may_be_headless(name: str, kind: str, *, inside: bool) -> bool:
    """Say whether a name can be a body's; inside a sentence it may begin with any word."""
    rules = agency_rules()
    first = name.split(maxsplit=1)[0] if name else ""
    house = kind in rules.homes and name.endswith((" House", " Lodge", " Court", " Place"))
    if re.match(r"(?:Mr|Mrs|Ms|Miss|Dr|PC)\b|.*[A-Z]\d", name) or name in rules.known:
        return False
    if name in rules.stop_names or (rules.not_a_body.search(name) and not house):
        return False
    article = first == "The" and len(name.split()) > _ARTICLE_AND_NAME
    begins = inside or article or first not in rules.openers
    return len(name.split()) > 1 and begins and bool(distinctive(name))


@cache
def _beside() -> tuple[re.Pattern[str], ...]:
    word, joint = r"[A-Z][\w’']{0,40}", r"(?:na |yr |y |the |of |in |for |on the |on )?"
    name = rf"\b(?P<name>{word}(?: {joint}{word}){{1,3}})"
    # "Young Carers" is a name of its own.
    titles = [kind.title() for kind in agency_rules().kinds if kind != "carers"]
    plain = rf"(?P<kind>{alternation([*agency_rules().kinds, *titles])})s?\b"
    kinds = rf"(?P<kind>(?i:{alternation(agency_rules().kinds)}))s?\b"
    workers = alternation([k for k in agency_rules().kinds if k.endswith(_WORKERS)])
    some = r"(?:(?:a|an|the|its|their|local)\s+)?(?:[\w-]+\s+){0,2}?"
    quoted = r"[\"“‘'](?P<name>[A-Z][\w’']{0,40}(?: [A-Z][\w’']{0,40}){0,3})[\"”’']"
    return (
        re.compile(rf"{name}[\"”’']?,\s(?:an?|the|its|their)\s(?:[\w-]+\s+){{0,3}}?{kinds}"),
        re.compile(rf"{name}\s\({some}{kinds}"),
        re.compile(rf"\b{kinds}(?:,|\s(?:from|called|named|run by|employed by))\s(?:the\s)?{name}"),
        re.compile(rf"\b(?P<kind>(?i:(?:[a-z]+ )?charity))\s{name}"),
        re.compile(
            rf"\b(?P<kind>(?i:{workers}))s?,?\s\(?(?:of|at|from|with|employed by)\s(?:the\s)?{name}"
        ),
        re.compile(rf"\b{kinds},?\s(?:called\s)?{quoted}"),
        re.compile(rf"{name}\s{plain}"),
        re.compile(rf"{name}\s(?:is|was)\s(?:an?|the)\s(?:[\w-]+\s){{0,2}}?{plain}"),
    )


def _kind(printed: str) -> str:
    plain = flat(printed).lower()
    known = agency_rules().kinds
    # "a housing charity" where only "charity" has a type of its own.
    return next((kind for kind in known if kind.lower() == plain), plain.rsplit(maxsplit=1)[-1])
