"""A query in plain English: "passages in reviews from 2012 to 2020 where the case has ..."."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from whoosh import query as q

from graph.bracketing import within_brackets
from graph.errors import QueryInvalid
from graph.vocabulary import Vocabulary, load_vocabulary
from search import values
from search.fields import FACETS, FIELDS, FieldKind
from search.nodes import Concerns, Group, Scope
from search.query import Query, conjuncts, scope_of

__all__ = ["clause", "describe", "filter_clause"]

_EVERYTHING = "everything"
_LAST_DATE = 9_999
# What a condition on a field says, and what it says below NOT; {} is its value.
_SAYS = {
    "text": ("the text says {}", "the text does not say {}"),
    "title": ("the title says {}", "the title does not say {}"),
    "board": ("a commissioning body's name has {}", "no commissioning body's name has {}"),
    "area": ("the area's name has {}", "the area's name does not have {}"),
    "case": ("the case is called {}", "the case is not called {}"),
    "factor": ("the {scope} has {}", "the {scope} does not have {}"),
    "legal": ("the {scope} has the legal status {}", "the {scope} has not the legal status {}"),
    "outcome": ("the {scope} has the outcome {}", "the {scope} does not have the outcome {}"),
    "agency": ("the {scope} involves {}", "the {scope} does not involve {}"),
    "theme": ("the {scope} has learning about {}", "the {scope} has no learning about {}"),
    "action": (
        "the {scope} has a recommendation of the kind {}",
        "the {scope} has no recommendation of the kind {}",
    ),
    "age": ("the subject's age is {}", "the subject's age is not {}"),
    "type": ("the review is a {}", "the review is not a {}"),
    "year": ("it was published {}", "it was not published {}"),
    "date": ("it was published {}", "it was not published {}"),
    "kind": ("it is a {}", "it is not a {}"),
    "section": ("it stands in the part {}", "it does not stand in the part {}"),
}
_OTHERWISE = ("its {field} is {}", "its {field} is not {}")
_STATUSES = {"negated": "ruled out"}
_FACTS_OF_ANY = {"factor": "any risk factor", "legal": "any legal status", "agency": "any agency"}


def describe(query: Query) -> str:
    """Return what a query asks for as one phrase, its kind first, without a full stop.

    >>> from search.query import read_query
    >>> describe(read_query("year:2012..2020 kind:lesson curiosity", expand=False))
    'lessons in reviews from 2012 to 2020 where the text says “curiosity”'
    """
    scope = scope_of(query)
    kinds, spans, others = [], [], []
    for node in conjuncts(query):
        if isinstance(node, q.Term) and node.fieldname == "kind":
            kinds.append(f"{node.text.lower()}s")
        elif _field(node) in ("year", "date") and (span := _span(node)):
            spans.append(span)
        elif not _is_everything(node):
            others.append(clause(node, scope))
    for one in query.filters:
        if one.facet == "kind":
            kinds.append(f"{one.value}s")
        else:
            others.append(filter_clause(one.facet, one.value))
    head = " ".join((" that are ".join(kinds) or _EVERYTHING, "in reviews", *spans))
    return f"{head} where {_listed(others)}" if others else head


def clause(  # noqa: PLR0911 - one for each kind
    node: q.Query, scope: Scope = Scope.CASE, *, negated: bool = False
) -> str:
    """Return one condition as typed in words, as it reads below NOT where `negated`."""
    match node:
        case q.Not():
            return clause(node.query, scope, negated=not negated)
        case q.And() | q.Or():
            return _joined(node, scope, negated=negated)
        case q.AndNot():
            return clause(q.And([node.a, q.Not(node.b)]), scope, negated=negated)
        case q.Require():
            return clause(q.And([node.a, node.b]), scope, negated=negated)
        case q.AndMaybe():
            return clause(node.a, scope, negated=negated)
        case Group():
            return clause(node.inside, node.scope, negated=negated)
        case q.Every():
            return "it is not there" if negated else "it is there"
        case Concerns():
            return _said(node.field, _fact(node), scope, negated=negated)
        case _:
            return _said(_field(node), _value(node), scope, negated=negated)


def filter_clause(facet: str, value: str, vocabulary: Vocabulary | None = None) -> str:
    """Return a chosen filter in words: an entry's own value, whatever its case has."""
    field = FIELDS.get(facet)
    label = (vocabulary or load_vocabulary()).label(value) if field and field.scheme else value
    if facet == "year":
        return f"it was published in {value}"
    return f"{facet if facet in FACETS else 'it'} is {label}"


def _is_everything(node: q.Query) -> bool:
    star = isinstance(node, q.Wildcard) and node.text == "*" and _field(node) == "text"
    return star or isinstance(node, q.Every) or node is q.NullQuery


def _joined(node: q.Query, scope: Scope, *, negated: bool) -> str:
    # Not (a and b) is not a or not b.
    both = isinstance(node, q.And) is not negated
    parts = [clause(one, scope, negated=negated) for one in node.subqueries]
    if len(parts) == 1:
        return parts[0]
    return f"({_listed(parts)})" if both else f"({' or '.join(parts)})"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(parts)


def _said(field: str, value: str, scope: Scope, *, negated: bool) -> str:
    form = _SAYS.get(field, _OTHERWISE)[negated]
    return form.replace("{scope}", scope.value).replace("{field}", field).replace("{}", value)


def _fact(node: Concerns) -> str:
    if node.months is not None:
        return _age(node)
    named = node.told.lower() if node.told and not node.told.isupper() else node.told
    named = named or _FACTS_OF_ANY.get(node.field, "any at all")
    more = []
    if node.statuses is not None:
        more.append(" or ".join(_STATUSES.get(one, one) for one in sorted(node.statuses)))
    if node.persons is not None:
        more.append(f"of {within_brackets(node.person_told.lower())}")
    return f"{named} ({', '.join(more)})" if more else named


def _age(node: Concerns) -> str:
    start, dots, end = node.told.partition("..")
    if not dots:
        return start or "told"
    if start and end:
        return f"{start} to {end}"
    if start:
        return start if start.startswith("over") else f"{start} or more"
    return end if end.startswith("under") else f"at most {end}" if end else "told"


def _field(node: q.Query) -> str:
    name = (getattr(node, "fieldname", None) or "text").lower()
    return FIELDS[name].name if name in FIELDS else "text"


def _value(node: q.Query) -> str:
    field = FIELDS[_field(node)]
    if field.kind in (FieldKind.YEAR, FieldKind.DATE):
        return _span(node) or "then"
    if field.kind is FieldKind.CONCEPT and isinstance(node, q.Term):
        try:
            return (
                load_vocabulary()
                .label(values.concept_named(field, node.text, load_vocabulary()))
                .lower()
            )
        except QueryInvalid:
            return str(node.text)
    return " ".join(_words(node))


def _words(node: q.Query) -> Iterator[str]:
    match node:
        case q.Phrase():
            yield f"“{' '.join(node.words)}”"
            if node.slop > 1:
                yield f"with each word at most {node.slop} after the one before"
        case q.Prefix():
            yield f"a word beginning with “{node.text}”"
        case q.Wildcard():
            yield f"a word like “{node.text}”"
        case q.FuzzyTerm():
            yield f"a word spelt nearly like “{node.text}”"
        case q.TermRange():
            yield f"“{node.start or ''}” to “{node.end or ''}”"
        case _:
            yield f"“{getattr(node, 'text', node)}”"


def _span(node: q.Query) -> str:
    """Return the years (or dates) of a condition in words, nothing where there are none."""
    field = FIELDS[_field(node)]
    try:
        if isinstance(node, q.TermRange):
            found = values.period_between(
                field, node.start, node.end, after=node.startexcl, before=node.endexcl
            )
        else:
            found = values.period(field, str(getattr(node, "text", "")))
    except QueryInvalid:
        return ""
    if field.kind is FieldKind.DATE:
        return _dates(node)
    return _years(found.start, found.end)


def _years(first: int, last: int) -> str:
    if first <= 1:
        return "in any year" if last > _LAST_DATE else f"up to {last}"
    if last > _LAST_DATE:
        return f"from {first} on"
    return f"in {first}" if first == last else f"from {first} to {last}"


def _dates(node: q.Query) -> str:
    if isinstance(node, q.TermRange):
        start, end = node.start or "", node.end or ""
    else:
        start, dots, end = str(node.text).partition("..")
        if not dots:
            return f"in {start}"
    return " ".join(_bounds((("from", start), ("to", end)))) or "at any time"


def _bounds(bounds: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"{sign} {date}" for sign, date in bounds if date)
