"""The builder's form: its fields as a question about cases, and what each can be set to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import QueryInvalid
from graph.patterns.question import (
    Absence,
    Condition,
    Degree,
    Factor,
    Kind,
    Question,
    Recommended,
    Span,
)
from graph.vocabulary import Vocabulary
from web.language import later

__all__ = ["ABSENCES", "ABSENT", "DEGREES", "PRESENT", "Choice", "choices", "question_from"]

# The numbers of the form's rows: factors the case has, and factors it has not.
PRESENT = (1, 2, 3)
ABSENT = (1, 2)

DEGREES = {
    Degree.PRESENT: later("stated as present"),
    Degree.ANY: later("present, history or possible"),
    Degree.HISTORICAL: later("history only"),
    Degree.POSSIBLE: later("possible only"),
}
ABSENCES = {
    Absence.UNSAID: later("no evidence of it"),
    Absence.RULED_OUT: later("ruled out by the review"),
}
_KINDS = {
    "agency": Kind.AGENCY,
    "outcome": Kind.OUTCOME,
    "legal": Kind.LEGAL,
    "review": Kind.REVIEW,
}
_INDENT = "\u2003"  # one em space for each step below the top


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list to choose from."""

    value: str
    label: str

    @property
    def pair(self) -> tuple[str, str]:
        """The value and its label."""
        return self.value, self.label


def question_from(fields: Mapping[str, str]) -> Question:
    """Return the question that a form asks; empty fields ask nothing.

    Raises QueryInvalid for a value that its field cannot have.
    """
    return Question(
        factors=(
            *(
                Factor(concept, _degree(fields.get(f"d{at}", "")), _set(fields, f"w{at}"))
                for at in PRESENT
                if (concept := _set(fields, f"f{at}"))
            ),
            *(
                Factor(concept, _absence(fields.get(f"m{at}", "")))
                for at in ABSENT
                if (concept := _set(fields, f"n{at}"))
            ),
        ),
        conditions=tuple(
            Condition(kind, concept)
            for name, kind in _KINDS.items()
            if (concept := _set(fields, name))
        ),
        recommended=_recommended(fields),
        years=Span(_whole(fields, "from"), _whole(fields, "until")),
        published=fields.get("by") == "publication",
        ages=Span(_whole(fields, "youngest"), _whole(fields, "oldest")),
    )


def choices(vocabulary: Vocabulary, scheme: str) -> list[Choice]:
    """Return the concepts of a scheme as a tree of lines, each below its first parent."""
    found: list[Choice] = []

    def add(concept: str, depth: int) -> None:
        found.append(Choice(concept, _INDENT * depth + vocabulary.label(concept)))
        for child in vocabulary.children(concept):
            if vocabulary[child].broader[0] == concept:
                add(child, depth + 1)

    for one in vocabulary.scheme(scheme):
        if not one.broader:
            add(one.id, 0)
    return found


def _recommended(fields: Mapping[str, str]) -> Recommended | None:
    theme, action, addressee = (_set(fields, name) for name in ("theme", "action", "to"))
    if not (theme or action or addressee):
        return None
    return Recommended(theme, action, addressee)


def _set(fields: Mapping[str, str], name: str) -> str | None:
    return fields.get(name, "").strip() or None


def _whole(fields: Mapping[str, str], name: str) -> int | None:
    text = _set(fields, name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise QueryInvalid(f"{text!r} is no whole number. Write years and ages in figures.")
    return int(text)


def _degree(text: str) -> Degree:
    try:
        return Degree(text or Degree.PRESENT)
    except ValueError:
        raise QueryInvalid(f"{text!r} is no degree. Choose one of {', '.join(Degree)}.") from None


def _absence(text: str) -> Absence:
    try:
        return Absence(text or Absence.UNSAID)
    except ValueError:
        raise QueryInvalid(f"{text!r} is no absence. Choose one of {', '.join(Absence)}.") from None
