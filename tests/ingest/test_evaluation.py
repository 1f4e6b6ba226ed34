"""The scores of GOLD.md, on Records and gold made to differ in known ways."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RecordInvalid
from graph.model import (
    Agency,
    Case,
    CaseFactor,
    CaseLegalStatus,
    Document,
    Evidence,
    FactorStatus,
    Lesson,
    Passage,
    PassageKind,
    Recommendation,
    Record,
    Review,
    Source,
    Status,
)
from graph.vocabulary import load_vocabulary
from ingest import evaluation
from ingest.evaluation.folding import fold_name, locate, opening
from ingest.evaluation.tally import Agreement, kappa, wilson

_TEXT = (
    "Mother drank heavily. There was no evidence of debt. The Trust should train its staff well."
)
_GOLD: dict[str, Any] = {
    "file": "a.txt",
    "review_type": "scr-child",
    "commissioned_by": "Wendlebury LSCB",
    "published": "2011-03",
    "cases": [
        {
            "label": "Child A",
            "outcome": ["fatal-outcome"],
            "incident_year": 2010,
            "age": "6 months",
            "sex": "female",
            "factors": [
                {
                    "concept": "parental-alcohol-misuse",
                    "status": "present",
                    "person": "mother",
                    "evidence": "Mother drank heavily",
                },
                {
                    "concept": "poverty",
                    "status": "negated",
                    "person": "family-group",
                    "evidence": "no evidence of debt",
                },
                {
                    "concept": "overcrowding",
                    "status": "present",
                    "person": "family-group",
                    "evidence": "Mother drank heavily",
                    "optional": True,
                },
            ],
            "legal": [{"concept": "care-order", "status": "present"}],
        }
    ],
    "not_factors": [{"concept": "poverty", "why": "negated", "evidence": "evidence of debt"}],
    "agencies": [{"name": "Wendlebury Trust", "also": ["The Trust"], "type": "acute-trust"}],
    "lessons": [],
    "recommendations": [
        {
            "number": "1",
            "starts": "The Trust should train its staff well",
            "addressed_to": ["Wendlebury Trust"],
            "actions": ["training-action"],
            "themes": [],
        }
    ],
    "not_recommendations": [{"starts": "There was no evidence of debt", "why": "lesson"}],
}


_ASKED = Recommendation(
    "x",
    "1",
    "The Trust should train its staff well.",
    "p",
    addressed_to=("the Trust",),
    actions=("training-action",),
)


def _factor(concept: str, status: str, person: str, *evidence: str) -> CaseFactor:
    return CaseFactor(concept, FactorStatus(status), person, evidence)


def _place(identity: str, quote: str, concept: str) -> Evidence:
    at = _TEXT.index(quote)
    end = at + len(quote)
    return Evidence(
        identity, "p", at, end, quote, concept, Status.ASSERTED, None, "c", "label", 0.9
    )


def _record(*factors: CaseFactor, **changes: Any) -> Record:
    parts: dict[str, Any] = {
        "reviews": (Review("r", "scr-child", ("The Wendlebury LSCB",)),),
        "cases": (
            Case(
                "c",
                "child a",
                incident_date="2010-05-01",
                age="aged 6 months",
                sex="female",
                outcomes=("fatal-outcome",),
                factors=factors,
                legal=(CaseLegalStatus("care-order", FactorStatus.PRESENT, ()),),
            ),
        ),
        "agencies": (Agency("a", "the Trust", ("Wendlebury Trust",), "acute-trust"),),
        "recommendations": (_ASKED,),
        "passages": (Passage("p", None, None, (), PassageKind.NARRATIVE, 0, len(_TEXT), _TEXT),),
        "evidence": (_place("e-debt", "debt", "poverty"),),
    }
    document = Document("d", "Title", "2011-03-02", Source("a.txt", "0", "text/plain"))
    return Record(document=document, **(parts | changes))


def _scores(tmp_path: Path, record: Record, gold: Mapping[str, Any] = _GOLD) -> dict[str, Any]:
    (tmp_path / "a.txt").write_text(_TEXT, encoding="utf-8")
    (tmp_path / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    documents = evaluation.load_gold(tmp_path)
    found = evaluation.evaluate(documents, lambda _one: record, load_vocabulary())
    return evaluation.as_json(found)


_RIGHT = _factor("parental-alcohol-misuse", "present", "mother")


def test_a_record_that_says_what_gold_says_is_right_everywhere(tmp_path: Path) -> None:
    plain = _scores(tmp_path, _record(_RIGHT))
    assert {name: row["f1"] for name, row in plain["scores"].items()} == dict.fromkeys(
        plain["scores"], 1.0
    )
    leaks = {"factor leaks", "recommendation leaks"}
    shares = {name: row["share"] for name, row in plain["shares"].items()}
    assert {name for name, share in shares.items() if share != 1} == leaks
    assert {shares[name] for name in leaks} == {0}
    assert plain["disagreements"] == []


@pytest.mark.parametrize(
    ("factors", "score", "expected"),
    [
        # the parent concept counts in the family, not in the strict score
        ([_factor("parental-substance-misuse", "present", "mother")], "factors, strict", (0, 0, 1)),
        ([_factor("parental-substance-misuse", "present", "mother")], "factors, family", (1, 0, 0)),
        # a second row of a matched family and status is neither rewarded nor punished
        (
            [_RIGHT, _factor("parental-substance-misuse", "present", "father")],
            "factors, family",
            (1, 0, 0),
        ),
        # another status is a miss and an extra
        ([_factor("parental-alcohol-misuse", "possible", "mother")], "factors, family", (0, 1, 1)),
        # what gold rules out is met by negation or silence, and broken by presence
        ([_RIGHT, _factor("poverty", "negated", "mother")], "factors, family", (1, 0, 0)),
        ([_RIGHT, _factor("poverty", "present", "mother")], "factors, family", (1, 1, 0)),
        # optional rows are neutral
        ([_RIGHT, _factor("overcrowding", "present", "mother")], "factors, family", (1, 0, 0)),
        ([], "factors, family", (0, 0, 1)),
    ],
)
def test_factor_scores(
    tmp_path: Path, factors: list[CaseFactor], score: str, expected: tuple[int, int, int]
) -> None:
    row = _scores(tmp_path, _record(*factors))["scores"][score]
    assert (row["hit"], row["extra"], row["missed"]) == expected


@pytest.mark.parametrize(
    ("factor", "name", "share"),
    [
        (_factor("parental-alcohol-misuse", "present", "father"), "person right", 0),
        (_factor("parental-alcohol-misuse", "historical", "mother"), "status right", 0),
        (_factor("poverty", "present", "mother", "e-debt"), "factor leaks", 1),
        (_factor("poverty", "negated", "mother", "e-debt"), "factor leaks", 0),
        # the same concept told elsewhere in the text is no leak of this trap
        (_factor("poverty", "present", "mother"), "factor leaks", 0),
        (_factor("poverty", "present", "mother"), "ruled out kept out", 0),
    ],
)
def test_shares(tmp_path: Path, factor: CaseFactor, name: str, share: float) -> None:
    assert _scores(tmp_path, _record(factor))["shares"][name]["share"] == share


def test_recommendations_and_lessons_pair_by_their_first_six_words(tmp_path: Path) -> None:
    leaked = Recommendation("y", None, "There was no evidence of debt", "p")
    plain = _scores(
        tmp_path,
        _record(_RIGHT, recommendations=(leaked,), lessons=(Lesson("l", "A lesson.", "p"),)),
    )
    assert (plain["scores"]["recommendations"]["hit"], plain["scores"]["lessons"]["extra"]) == (
        0,
        1,
    )
    assert plain["shares"]["recommendation leaks"]["share"] == 1


def test_every_disagreement_is_listed_with_its_place(tmp_path: Path) -> None:
    plain = _scores(tmp_path, _record(_factor("poverty", "present", "mother", "e-debt")))
    kinds = {(one["score"], one["kind"]) for one in plain["disagreements"]}
    assert ("factor leaks", "leak") in kinds
    assert ("factors, family", "missed") in kinds
    text = evaluation.as_text(plain)
    assert "no evidence of debt" in text
    assert "Mother drank heavily" in text


def test_comparison_shows_only_what_moved(tmp_path: Path) -> None:
    before = _scores(tmp_path, _record())
    now = _scores(tmp_path, _record(_RIGHT))
    assert "factors, family" in evaluation.compare(now, before)
    assert evaluation.compare(now, now) == "No score moved.\n"


@pytest.mark.parametrize("broken", ["{", '{"file": "a.txt"}', "[]"])
def test_a_broken_gold_file_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / "a.gold.json").write_text(broken, encoding="utf-8")
    with pytest.raises(RecordInvalid, match=r"a\.gold\.json"):
        evaluation.load_gold(tmp_path)


def test_a_gold_file_without_its_document_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text(json.dumps(_GOLD), encoding="utf-8")
    with pytest.raises(RecordInvalid, match=r"a\.txt"):
        evaluation.load_gold(tmp_path)


def test_folding() -> None:
    assert fold_name("The Devon & Cornwall Police") == fold_name("Devon and Cornwall police")
    assert opening("Multi-agency  training, for all staff must be given") == (
        "multi",
        "agency",
        "training",
        "for",
        "all",
        "staff",
    )
    pieces = ((10, "she had been safe-\nguarded"), (40, "since May"))
    assert locate("safeguarded since", pieces) == (23, 45)
    assert locate("never said", pieces) is None


def test_statistics_agree_with_published_values() -> None:
    # Wilson: 8 of 10 gives 0.490 to 0.943 (Brown, Cai and DasGupta 2001, method of eq. 4).
    interval = wilson(8, 10)
    assert interval is not None
    assert [round(bound, 3) for bound in interval] == [0.490, 0.943]
    assert wilson(0, 0) is None
    # Cohen 1960 by hand: 20 both, 5 ours only, 10 gold only, 15 neither of 50: kappa 0.4.
    table = Agreement()
    for cell, times in {(True, True): 20, (True, False): 5, (False, True): 10}.items():
        for _ in range(times):
            table.add(*cell)
    assert round(kappa(table, 50) or 0, 3) == 0.4
