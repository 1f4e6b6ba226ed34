"""What a document tells of a case's subject: age, sex, and when death or harm came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Passage
from ingest.cases.ages import age_of_subject
from ingest.cases.birth import age_by_birth, age_by_birthday, year_by_birth
from ingest.cases.incidents import incident_date
from ingest.cases.sexes import sex_of_subject
from ingest.cases.telling import Sentence, subject_pattern, telling_sentences
from ingest.scopes import SubjectKind

__all__ = ["Particulars", "particulars"]


@dataclass(frozen=True, slots=True)
class Particulars:
    """Age as printed, sex ("female", "male") and incident date (ISO, cut to what is known)."""

    age: str | None
    sex: str | None
    incident_date: str | None


def particulars(
    forms: Sequence[str],
    passages: Sequence[Passage],
    headline: str,
    text: str,
    *,
    front: Sequence[str] = (),
    kind: SubjectKind | None = None,
    published: str | None = None,
) -> Particulars:
    """Return what these passages tell of the subject that goes by `forms`.

    `headline` is the title or the case's heading, `text` all of the passages'
    words, `front` the lines of the title page, `kind` whom the review is held for
    where its type says so. What two readings fit is left None.
    """
    subject = subject_pattern(forms)
    told = [Sentence(headline, names=True, follows=False)]
    told += list(telling_sentences(passages, subject))
    sex = sex_of_subject(forms, told, text)
    lines = [Sentence(line, names=True, follows=False) for line in front]
    incident = incident_date([*told, *lines], sex, published, text, subject=subject)
    age = (
        age_of_subject(subject, told, sex, text, kind=kind, incident=incident)
        or age_by_birthday(told)
        or age_by_birth(told, incident)
    )
    return Particulars(age, sex, incident or year_by_birth(told, age))
