"""Synonyms: which words bring which labels, and which must not."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from graph.vocabulary import Concept, Vocabulary, load_vocabulary
from search.engine import ENGINES, get_engine
from search.expansion import expander
from search.query import Query, read_query
from tests.search.library import passage
from tests.search.plain import meets

SMALL = Vocabulary(
    [
        Concept(
            "abuse",
            "risk-factor",
            "Domestic abuse",
            ("domestic violence", "DV", "violent", "the violence", "IT"),
            exclusions=("domestic abuse policy", "domestic violence training"),
            weak_labels=("violent",),
        ),
        Concept("strangling", "risk-factor", "Strangulation", ("choked",), ("abuse",)),
        Concept("part-8", "review-type", "Case review", ("CR",)),
        Concept("scr", "review-type", "Serious case review", ("SCR", "review panel")),
        Concept("sar", "review-type", "Adults review", ("SAR", "review panel")),
        Concept("child", "person-role", "Subject child", ("the little one",)),
        Concept("care", "practice-theme", "Care", ("caring practice",)),
    ]
)


def read(text: str, *, expand: bool = True, narrower: bool = False) -> Query:
    return read_query(text, expand=expand, narrower=narrower, vocabulary=SMALL)


# (query, concept, labels added, what the row proves)
EXPANDED = [
    ("DV", "abuse", "Domestic abuse|domestic violence|IT", "an acronym brings its labels"),
    ("domestic violence", "abuse", "Domestic abuse|DV|IT", "words that are a label"),
    ('"domestic violence"', "abuse", "Domestic abuse|DV|IT", "a phrase that is one"),
    ("Domestic-abuse and police", "abuse", "domestic violence|DV|IT", "case and hyphens"),
    ("police DV children", "abuse", "Domestic abuse|domestic violence|IT", "among other words"),
    ("police OR DV", "abuse", "Domestic abuse|domestic violence|IT", "inside OR"),
    ("NOT DV", "abuse", "Domestic abuse|domestic violence|IT", "inside NOT"),
    ("domestic violences", "abuse", "Domestic abuse|DV|IT", "several words by their stems"),
    ("serious case review", "scr", "SCR|review panel", "the longest label, not the one inside"),
]


@pytest.mark.parametrize(("text", "concept", "added", "proves"), EXPANDED)
def test_what_is_expanded(text: str, concept: str, added: str, proves: str) -> None:
    (expansion,) = read(text).expansions
    assert (expansion.concept, expansion.added) == (concept, tuple(added.split("|"))), proves


@pytest.mark.parametrize(
    ("text", "proves"),
    [
        ("dv", "an acronym in small letters may be another word"),
        ("it was", "least of all a common one"),
        ("violent", "a weak label says too little"),
        ("domestic abuse policy", "inside an excluded phrase it is another thing"),
        ("the domestic violence training day", "wherever that phrase stands"),
        ("domestic", "a part of a label is none"),
        ("violence domestic", "nor are its words in another order"),
        ("domestic (violence)", "nor across a bracket"),
        ("multi-domestic-abuse", "nor inside a longer word"),
        ('"domestic violence was"', "nor a part of a phrase"),
        ('"domestic violence"~3', "a loose phrase means its words"),
        ("caring", "one word must be that word, not its stem"),
        ("title:DV", "only the text has synonyms"),
        ("the little one", "labels of people are left alone"),
    ],
)
def test_what_is_not_expanded(text: str, proves: str) -> None:
    assert read(text).expansions == (), proves


def test_expansion_can_be_turned_off() -> None:
    query = read("DV", expand=False)
    assert (query.expansions, query.expanded) == ((), False)
    assert not meets(passage("x", "domestic abuse"), query.tree)


def test_words_of_several_concepts_are_offered_not_guessed() -> None:
    (choice,) = read("review panel").ambiguities
    assert (choice.typed, choice.concepts) == ("review panel", ("scr", "sar"))
    assert choice.meanings == ("Serious case review", "Adults review")
    assert read("review panel").expansions == ()


@pytest.mark.parametrize("typed", ["SAR", "SCR", "CPR", "MCA"])
def test_an_acronym_of_several_meanings_is_offered_as_a_choice(typed: str) -> None:
    """By the shipped rules, also where the vocabulary knows one of the meanings alone."""
    (choice,) = read_query(f"kettle {typed}").ambiguities
    assert choice.typed == typed
    assert len(choice.meanings) > 1
    assert read_query(f"kettle {typed}").expansions == ()


def test_narrower_concepts_are_an_option() -> None:
    text = passage("x", "He choked her.")
    assert not meets(text, read("DV").tree)
    assert meets(text, read("DV", narrower=True).tree)


# (text of a passage, whether "DV" finds it, what the row proves)
REACHED = [
    ("There was domestic abuse.", True, "another label"),
    ("DVs and dv", True, "what was typed"),
    ("The domestic abuse policy was old.", False, "an excluded phrase"),
    ("A violent man.", False, "a weak label is not searched for"),
    ("The violence went on.", False, "nor one that points back"),
    ("The IT system was down.", True, "an acronym in capitals (an unlucky label)"),
    ("It was so.", False, "but not its letters as a word"),
]


@pytest.mark.parametrize(("text", "found", "proves"), REACHED)
def test_what_synonyms_reach(text: str, found: bool, proves: str) -> None:
    assert meets(passage("x", text), read("DV").tree) is found, proves


@pytest.mark.parametrize("engine", ENGINES)
def test_the_shipped_vocabulary_leads_both_ways(
    engine: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp(engine) / "index"
    with get_engine(engine).write(path) as writer:
        writer.add([passage("a", "Domestic abuse was known."), passage("b", "DV was known.")])
        writer.commit()
    reader = get_engine(engine).read(path)
    for text in ("DV", "domestic abuse", "domestic violence"):
        assert sorted(reader.ids(read_query(text))) == ["a", "b"], text
    reader.close()


def test_the_rules_name_what_the_vocabulary_has() -> None:
    rules = tomllib.loads((files("search") / "rules" / "expansion.toml").read_text("utf-8"))
    vocabulary = load_vocabulary()
    assert set(rules["schemes"]) <= set(vocabulary.schemes)
    assert all(concept in vocabulary for concept in rules["never_concepts"])
    assert read_query("professionals").expansions == ()


def test_no_shipped_label_of_another_scheme_is_searched_for() -> None:
    """Every synonym of the shipped vocabulary can be told from a pointer or a weak label."""
    vocabulary = load_vocabulary()
    synonyms = expander(vocabulary)
    for concept in vocabulary.scheme("risk-factor"):
        for synonym in synonyms.synonyms(concept.id, ()):
            assert synonym.label not in concept.weak_labels
            assert synonym.label.split()[0].lower() not in ("the", "this", "that", "our")
