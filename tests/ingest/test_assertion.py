"""What a sentence says of a concept: asserted, negated, supposed ... (domain/negation.md)."""

from __future__ import annotations

import csv

import pytest

from graph.model import Passage, PassageKind, Status
from graph.vocabulary import load_vocabulary
from ingest.assertion import assess, load_cues
from ingest.mentions import Lexicon
from ingest.statements import statements
from tests.ingest.legal_assertions import LEGAL_ROWS
from tests.real import SHARED, shared

EXAMPLES = SHARED / "domain" / "negation_examples.csv"


# (status, sentence): the words in square brackets are the mention.
ROWS = [
    # What the law says of when a review is held, and what a case has.
    (
        "policy",
        (
            "The criteria in that guidance are that a child has died and that there is abuse or "
            "[neglect], known or suspected, in the background of the death."
        ),
    ),
    ("policy", "A review is held where abuse or [neglect] is known or suspected."),
    ("policy", "The Board considers any case in which [neglect] of a child is known or suspected."),
    ("policy", "It covers cases of known or suspected [neglect] and those of serious harm."),
    ("policy", "The criterion was that an adult had died after [self-neglect]."),
    ("policy", "The statutory test asks whether there was [neglect] and poor joint working."),
    ("asserted", "The criteria were met: there was [neglect] over four years."),
    ("asserted", "The [neglect] was known to three agencies."),
    ("policy", "Reviews elsewhere have dealt with cruelty, [sexual abuse] and gangs."),
    # Set aside in the same sentence.
    (
        "negated",
        "We looked for cruelty, [sexual abuse] and gangs; none of those features in this case.",
    ),
    ("negated", "We asked about debt, [gambling] and violence, and none of these was present."),
    ("asserted", "He had debts and was [gambling]; none of these was known to the school."),
    ("negated", "Her [drinking] was no more than anyone's."),
    ("asserted", "Her [drinking] was no more than a secret to the neighbours."),
    ("negated", "He scored 29 out of 30, and [dementia] can be left out of account."),
    ("negated", "The fall was reported at first as an [attempt to end her life], and it was not."),
    ("asserted", "It should have been recorded as [neglect], and it was not."),
    ("negated", "No assessment has found him to have a [psychotic illness]."),
    ("negated", "She was never diagnosed with [depression]."),
    # Stated as fact: pseudo-negation, verbs of practice, double negatives leave it standing.
    ("asserted", "Mother was [drinking] two bottles of wine a night by the spring."),
    ("asserted", "The GP recorded [depression] and prescribed sertraline."),
    ("asserted", "Professionals did not recognise the [neglect] for what it was."),
    ("asserted", "Nobody asked Mother how the [domestic abuse] had affected the children."),
    ("asserted", "The school failed to act on the [bullying]."),
    ("asserted", "It was not only the [overcrowding] that wore the family down."),
    ("asserted", "There was no doubt that [domestic abuse] had resumed."),
    ("asserted", "No agency knew the extent of Father's [heroin] use."),
    ("asserted", "Father did not disclose his [criminal convictions] to the midwife."),
    ("asserted", "Without regard to the [self-harm] of that week, the ward discharged her."),
    ("asserted", "There was a lack of response to the [rent arrears]."),
    ("asserted", "The health visitor was not aware of the [domestic abuse]."),
    ("asserted", "The risk assessment did not take account of Father's [violence]."),
    ("asserted", "Neither the school nor the GP knew about the [eviction]."),
    ("asserted", "In spite of the [learning disability], no advocate was offered."),
    ("asserted", "No one doubted that he was [homeless] by then."),
    ("asserted", "Although Mother denied it, she was found to be [intoxicated] on three visits."),
    ("asserted", "Her [depression] had not been treated for a year."),
    ("asserted", "The chronology shows eleven incidents of [domestic abuse] in two years."),
    ("asserted", "Because of the [debt], the electricity was cut off."),
    ("asserted", "Father pleaded guilty to [assaulting Mother]."),
    ("asserted", "The court found that Father had [assaulted Mother]."),
    ("asserted", "Previous incidents of [domestic abuse] that autumn had been logged separately."),
    ("asserted", "He was [evicted] in June and nobody told the ward."),
    # Over, told in another clause; what was only broken off for a while is not over.
    ("historical", "He [drank a bottle of whisky] a day until 2004, gave it up after a fall."),
    ("historical", "He was a [heavy drinker] for some years, but he had stopped by 2014."),
    ("historical", "He had [used cocaine] at university but not since."),
    ("historical", "He [misused drugs] until 2011 and has been abstinent since."),
    ("asserted", "She [drank heavily] and had stopped answering the door by March."),
    ("asserted", "She [drank], gave it up for a month and began again."),
    ("asserted", "She [used heroin] and had stopped attending in 2019."),
    ("negated", "A GP queried [dementia], and a memory clinic test ruled that out in the spring."),
    # What a law or guidance is for.
    ("policy", "Working Together provides for a review where abuse or [neglect] is suspected."),
    # Said not to hold: before, after, in a list, corrected later in the sentence.
    ("negated", "There was no evidence of [domestic abuse] in either household."),
    ("negated", "There were no indications of [drug misuse], debt or violence."),
    ("negated", "There were no indications of drug misuse, debt or [violence]."),
    ("negated", "Father was never known to be [violent]."),
    ("negated", "[Alcohol] played no part in what happened."),
    ("negated", "[Domestic abuse] was not a factor in this family."),
    ("negated", "Toxicology ruled out [cannabis]."),
    ("negated", "No concerns about [neglect] were ever raised."),
    ("negated", "She had no history of [self-harm]."),
    ("negated", "He was not [homeless] at any time in the period."),
    ("negated", "The allegation of [sexual abuse] was unfounded."),
    ("negated", "Mother did not have a [learning disability]."),
    ("negated", "Nothing suggested that she was [depressed]."),
    ("negated", "The suggestion of [alcohol misuse] was withdrawn and was untrue."),
    ("negated", "[Gambling] did not feature."),
    ("negated", "The entry that Father was a [drug user] was made in error."),
    ("negated", "There had been no [self-harm] before that night."),
    ("negated", "The family were free of [debt]."),
    ("negated", "The post-mortem found no [alcohol] in her blood."),
    ("negated", "Neither [alcohol] nor drugs were found."),
    ("negated", "We found no evidence that he had been [sexually exploited]."),
    (
        "negated",
        "An unsigned letter alleged [domestic abuse], and the police found it to be untrue.",
    ),
    ("negated", "She was tested for [learning disability] and does not have one."),
    (
        "negated",
        "[Domestic abuse], drink and drugs were all asked about, and there was none of them.",
    ),
    ("negated", "At no stage was there any [violence] between them."),
    ("negated", "Mother denied any [drug use] and every test was clear."),
    # Alleged, suspected, unclear, charged and not convicted, denied against signs.
    ("possible", "A relative alleged that Father was [drinking] again."),
    ("possible", "It is believed that he had been [using heroin] in the weeks before."),
    ("possible", "There were suspicions of [sexual exploitation]."),
    ("possible", "The bruise may have been caused by [physical abuse]."),
    ("possible", "Staff suspected [cuckooing] but never saw the men."),
    ("possible", "He was charged with [drug dealing] and the case was not proceeded with."),
    ("possible", "He was acquitted of [child cruelty]."),
    ("possible", "[Overlaying] could not be excluded."),
    ("possible", "It was unclear whether she was [homeless]."),
    ("possible", "An anonymous caller said that the children were [left alone]."),
    ("possible", "There were concerns that she was being [financially abused]."),
    ("possible", "A neighbour reported [domestic abuse] to the landlord."),
    ("possible", "He appeared to be [intoxicated]."),
    ("possible", "She may well have been suffering from [postnatal depression]."),
    ("possible", "The possibility of [self-neglect] was raised by the dentist."),
    ("possible", "Father was arrested on suspicion of [assaulting Mother]."),
    ("possible", "Mother denied [drinking], but staff noted empty bottles."),
    ("possible", "It was said that he was [gambling]."),
    ("possible", "Probable [alcohol dependence], the locum wrote."),
    ("possible", "There were signs that she was [hoarding]."),
    # An earlier life, an earlier relationship, given up.
    ("historical", "She had a history of [self-harm]."),
    ("historical", "Father had previously been [in prison]."),
    ("historical", "As a teenager she had been a [heroin user]."),
    ("historical", "In her own childhood Mother had experienced [neglect]."),
    ("historical", "Her former husband had been [violent to her]."),
    ("historical", "[Depression] was recorded ten years before."),
    ("historical", "He gave up [drinking] in 2012."),
    ("historical", "She had taken an [overdose] at the age of fifteen."),
    ("historical", "In an earlier relationship she had suffered [domestic abuse]."),
    ("historical", "He used to [use heroin]."),
    ("historical", "Previously [homeless], she had held the tenancy for nine years."),
    ("historical", "Some years earlier the family had been [evicted]."),
    ("historical", "He was formerly a [heavy drinker]."),
    ("historical", "Past [domestic abuse] was noted at booking."),
    ("historical", "She had been [sexually abused] as a child."),
    # Conditional, feared, asked.
    ("hypothetical", "If Father resumed [drinking], the plan was to move."),
    ("hypothetical", "Should [domestic abuse] recur, she was to ring the police."),
    ("hypothetical", "She was thought to be at risk of [homelessness]."),
    ("hypothetical", "The review considered whether [domestic abuse] was recognised."),
    ("hypothetical", "To what extent was [neglect] understood by the school?"),
    ("hypothetical", "Was there [domestic abuse] in the family?"),
    ("hypothetical", "The worker feared that he might become [homeless] in the spring."),
    ("hypothetical", "Had she been asked, [domestic abuse] would have been disclosed."),
    ("hypothetical", "There was a risk of [eviction]."),
    ("hypothetical", "If someone has [threatened to kill] you, dial 999."),
    (
        "hypothetical",
        "The panel was asked to consider, among other things, how [neglect] was seen.",
    ),
    ("hypothetical", "Unless the [self-neglect] ended, the landlord would act."),
    # Training, services, guidance, criteria, what staff should do.
    ("policy", "All staff must attend [domestic abuse] training by March."),
    ("policy", "The Trust's [self-harm] pathway was revised."),
    ("policy", "Midwives are expected to ask about [domestic violence]."),
    ("policy", "The Partnership has launched a [neglect] strategy."),
    ("policy", "The Board should commission training on [coercive control]."),
    ("policy", "Guidance on [hoarding] was issued to every team."),
    ("policy", "The form asks about [substance misuse]."),
    ("policy", "A review is held where a child dies and [neglect] is suspected."),
    ("policy", "It is recommended that agencies consider [mental illness] in fathers."),
    ("policy", "He was referred to the [substance misuse] service."),
    ("policy", "Leaflets about [domestic abuse] were on the wall."),
    ("policy", "Practitioners need to recognise [self-neglect]."),
    # Of a practitioner, a neighbour, another case.
    ("other", "The family next door were known for [drug dealing]."),
    ("other", "The health visitor was herself off work with [depression]."),
    ("other", "In another case in the county a baby died through [co-sleeping]."),
    ("other", "The previous tenant had been a [drug dealer]."),
    ("other", "The social worker's own [bereavement] kept her away."),
    # Research, statistics, truths about everybody.
    ("general", "Research shows that [domestic abuse] escalates in pregnancy."),
    ("general", "[Domestic abuse] is present in about half of serious case reviews."),
    ("general", "Studies suggest that [neglect] is under-recorded."),
    ("general", "Nationally, one in four women experiences [domestic abuse]."),
    ("general", "[Self-neglect] is often hidden."),
    ("general", "[Alcohol misuse] can affect parenting in many ways."),
    # Not asked is not absence, and no mention.
    ("none", "There is no record that Mother was asked about [domestic abuse]."),
    ("none", "Nobody enquired about [alcohol]."),
    ("none", "It is not known whether there was [domestic abuse]."),
    ("none", "[Substance misuse] was not explored."),
    ("none", "She was not asked about [self-harm]."),
]


def _examples() -> list[dict[str, str]]:
    if not EXAMPLES.exists():
        return []
    with EXAMPLES.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def _label(sentence: str, start: int, end: int, *, legal: bool = False) -> str:
    cues = load_cues("legal") if legal else load_cues()
    status = assess(sentence, start, end, cues).status
    return status.value if status else "none"


def _marked(row: str) -> tuple[str, int, int]:
    """Return a sentence, and the offsets of the words between its square brackets."""
    start, end = row.index("["), row.index("]") - 1
    return row.replace("[", "").replace("]", ""), start, end


def _finds(sentence: str, start: int, end: int, concept: str) -> bool:
    passage = Passage("p", None, None, (), PassageKind.NARRATIVE, 0, len(sentence), sentence)
    return any(
        concept in mention.concepts and mention.start < end and start < mention.end
        for statement in statements(passage)
        for mention in Lexicon(load_vocabulary()).mentions(statement)
    )


@pytest.mark.real
@pytest.mark.parametrize("row", _examples(), ids=lambda row: f"{row['id']}-{row['label']}")
def test_labelled_example(row: dict[str, str]) -> None:
    concept = load_vocabulary()[row["concept_id"]]
    start, end = int(row["start"]), int(row["end"])
    found = _label(row["sentence"], start, end, legal=concept.scheme == "legal-status")
    if row["label"] == "NONE" and not _finds(row["sentence"], start, end, concept.id):
        found = "none"
    assert found.upper() == row["label"], row["why"]


@pytest.mark.real
def test_every_labelled_example_was_read() -> None:
    shared("domain/negation_examples.csv")
    assert len(_examples()) == 60


@pytest.mark.parametrize(("status", "row"), ROWS, ids=lambda value: value)
def test_status(status: str, row: str) -> None:
    assert _label(*_marked(row)) == status


@pytest.mark.parametrize(("status", "row"), LEGAL_ROWS, ids=lambda value: value)
def test_legal_status(status: str, row: str) -> None:
    assert _label(*_marked(row), legal=True) == status


def test_the_trace_names_every_cue_that_reached_the_mention() -> None:
    sentence, start, end = _marked("There was no evidence that he was [homeless].")
    verdict = assess(sentence, start, end, load_cues())
    assert verdict.status is Status.NEGATED
    assert any("no-noun" in step for step in verdict.trace)
