"""The questions people ask, with the rows they expect over the factory's library."""

from __future__ import annotations

import pytest

from graph.namespaces import PREFIXES
from graph.queries import query_names, query_text
from graph.view import GraphView

# For each question the columns looked at, and the rows in their order.
EXPECTED: dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]] = {
    # methadone counts as substance misuse; the suspicion about drinking does not
    "co-occurring-factors": (
        ("caseLabel", "conceptLabel", "person", "number", "quote", "title"),
        [
            (
                "Baby E",
                "Domestic abuse",
                "Mother",
                "1",
                "domestic violence",
                "Baby E: executive summary",
            ),
            (
                "Baby E",
                "Domestic abuse",
                "Mother",
                "4.6",
                "domestic violence",
                "Two serious case reviews",
            ),
            (
                "Baby E",
                "Parental opiate use or opioid substitution",
                "Mother",
                "4.6",
                "methadone",
                "Two serious case reviews",
            ),
        ],
    ),
    # the later review has police but no drug service; two documents count once
    "themes-with-agencies": (
        ("themeLabel", "reviews", "cases", "firstYear", "lastYear"),
        [
            ("Hidden men", 1, 1, "2007", "2007"),
            ("Information sharing", 1, 1, "2007", "2007"),
            ("Quality assurance and implementing learning", 1, 1, "2007", "2007"),
        ],
    ),
    # Baby E's review is older than 2013
    "themes-with-agencies-in-babies": (("themeLabel",), []),
    # the later review repeats the theme; nothing is later than that
    "recommendations-on-theme": (
        ("number", "year", "strength", "addressees", "laterReviews"),
        [
            ("6.1", "2007", "Intermediate action", "Wendlebury Police", 1),
            ("1", "2019", None, "Wendlebury Police", 0),
        ],
    ),
    # a named force and "the police" of the area: both are police, and two bodies
    "agencies-of-type-with-factor": (
        ("name", "type", "caseLabel", "number", "quote"),
        [
            ("Wendlebury Police", "Police service", "Rowan", "2", "Wendlebury Police"),
            ("the police", "Police service", "Rowan", "2", "the police"),
        ],
    ),
    "ruled-out-or-suspected": (
        ("caseLabel", "status", "conceptLabel", "person", "quote"),
        [
            ("Baby E", "possible", "Parental alcohol misuse", "Father", "may have been drinking"),
            ("Child M", "ruled out", "Parental drug misuse", "Mother", "did not use drugs"),
        ],
    ),
    # Child M's mother "did not use drugs": that is a mention
    "never-mentioned": (("caseLabel",), [("Rowan",)]),
    # each factor counts with those below it; all three stand in one case each
    "factors-ranked": (
        ("label", "cases"),
        [
            ("Accommodation and housing problems", 1),
            ("Cross-cutting themes (person not resolved)", 1),
            ("Domestic abuse", 1),
            ("Environmental and socio-economic factors", 1),
            ("Family and relationship factors", 1),
            ("Homelessness", 1),
            ("Parent and carer factors", 1),
            ("Parental opiate use or opioid substitution", 1),
            ("Parental substance misuse", 1),
            ("Substance misuse (any person)", 1),
        ],
    ),
    # Baby E died; what is suspected or ruled out is not counted
    "factors-in-deaths": (
        ("label", "cases"),
        [("Domestic abuse", 1), ("Parental opiate use or opioid substitution", 1)],
    ),
    "outcomes": (("label", "cases"), [("Death", 1)]),
    "actions-recommended": (
        ("label", "reviews", "recommendations"),
        [("Audit and assurance", 1, 1), ("Information-sharing action", 1, 1)],
    ),
    # "the Board" is the body whose other name it is
    "agencies-addressed": (
        ("name", "reviews", "recommendations"),
        [("Wendlebury Police", 2, 2), ("Wendlebury LSCB", 1, 1)],
    ),
    "recommendations-with-deadline": (
        ("number", "deadline", "title"),
        [("6.1", "within six months", "Two serious case reviews")],
    ),
    # each board has one review only
    "boards-repeating-a-theme": (("boardName", "themeLabel"), []),
    # the recommendation on it is no lesson
    "lessons-on-theme": (
        ("text", "number", "title", "year"),
        [("Agencies did not share what they knew.", "2", "Baby E: executive summary", "2007")],
    ),
    "said-of-fathers": (
        ("label", "status", "cases"),
        [("Parental alcohol misuse", "possible", 1)],
    ),
    "childhood-of-parents": (
        ("caseLabel", "number", "quote", "title"),
        [("Baby E", "4.7", "was neglected", "Two serious case reviews")],
    ),
    "legal-statuses": (("label", "cases"), [("Care order", 1)]),
    # a lesson and a recommendation of one review, then another review
    "theme-by-year": (("year", "reviews", "items"), [("2007", 1, 2), ("2019", 1, 1)]),
    "provenance": (
        ("caseLabel", "status", "number", "start", "end", "quote", "method", "check"),
        [
            ("Baby E", "present", "1", 19, 36, "domestic violence", "label-match", None),
            ("Baby E", "present", "4.6", 231, 248, "domestic violence", "label-match", None),
            ("Baby E", "present", "4.6", 268, 277, "methadone", "label-match", None),
            ("Baby E", "possible", "4.6", 290, 312, "may have been drinking", "label-match", None),
            ("Baby E", "historical", "4.7", 337, 350, "was neglected", "label-match", None),
            ("Child M", "negated", "4.2", 174, 191, "did not use drugs", "label-match", None),
            ("Rowan", "present", "1", 15, 38, "slept on friends' sofas", "label-match", None),
        ],
    ),
}


@pytest.mark.parametrize("question", EXPECTED)
def test_the_rows_of_a_question(view: GraphView, question: str) -> None:
    columns, rows = EXPECTED[question]
    found = view.select(f"questions/{question}")
    assert [tuple(row[column] for column in columns) for row in found] == rows


def test_no_question_is_without_expected_rows() -> None:
    names = {name.removeprefix("questions/") for name in query_names() if "questions/" in name}
    assert names == set(EXPECTED)


def test_an_earlier_year_finds_the_babies(view: GraphView) -> None:
    text = query_text("questions/themes-with-agencies-in-babies").replace('"2013"', '"2007"')
    assert [row["themeLabel"] for row in view.select(text)] == [
        "Hidden men",
        "Information sharing",
        "Quality assurance and implementing learning",
    ]


@pytest.mark.parametrize("name", query_names())
def test_each_file_says_what_it_asks_in_plain_words(name: str) -> None:
    text = query_text(name)
    assert text.startswith("# ")
    assert text.endswith("\n")
    assert max(map(len, text.splitlines())) <= 125


@pytest.mark.parametrize("name", [name for name in query_names() if "questions/" in name])
def test_a_question_needs_no_parameter_and_says_who_asks(name: str) -> None:
    text = query_text(name)
    assert "$" not in text
    assert "Asked by" in text


def test_prefixes_need_not_be_declared() -> None:
    assert {"cr", "v", "skos", "oa", "dcterms", "prov"} <= set(PREFIXES)
    assert not any("PREFIX" in query_text(name) for name in query_names())
