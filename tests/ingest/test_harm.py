"""Which harm led to the review: read where the report first tells it."""

from __future__ import annotations

import pytest

from ingest.aged import years_of
from ingest.extract import extract

_CHILD = "Serious Case Review: Child P\nExample Safeguarding Children Board, May 2016\n\n"
_ADULT = "Safeguarding Adults Review: Mr Q\nExample Safeguarding Adults Board, May 2019\n\n"
_HOMICIDE = (
    "Domestic Homicide Review\nInto the death of Ms Q\n"
    "Example Community Safety Partnership, May 2019\n\n"
)
_HEAD = "1. Circumstances that led to the review\n\n"

# (outcomes, head, what the report tells first)
ROWS = [
    # Children who died.
    (
        "sudi",
        _CHILD,
        (
            "1.1 Child P was eleven weeks old when his grandmother found him cold in the "
            "bouncer at half past five. He could not be resuscitated. No cause was established."
        ),
    ),
    (
        "sudi",
        _CHILD,
        (
            "1.1 Child P, a girl of four months, died in February 2015. She had been "
            "sharing a settee with her father, who had been drinking. The death is unascertained."
        ),
    ),
    (
        "fatal-physical-abuse",
        _CHILD,
        (
            "1.1 Child P, aged 2 years, died in hospital on 3 May 2015 "
            "of a severe head injury. 1.2 His mother's partner was later convicted of manslaughter."
        ),
    ),
    (
        "fatal-physical-abuse",
        _CHILD,
        (
            "1.1 Child P, who was five months old, died on 3 May 2015. "
            "A post-mortem found that he had been shaken and that several ribs had been broken."
        ),
    ),
    (
        "child-homicide-overt",
        _CHILD,
        (
            "1.1 Child P, aged 4 years, was smothered by his mother on "
            "3 May 2015. She was suffering from a psychotic illness and was given a hospital order."
        ),
    ),
    (
        "child-homicide-overt perpetrator-death",
        _CHILD,
        (
            "1.1 Child P, 7, and his sister were killed by their father "
            "on 3 May 2015. He stabbed both children and then himself."
        ),
    ),
    (
        "fatal-neglect",
        _CHILD,
        (
            "1.1 Child P, aged 3 years, died on 3 May 2015. He had starved to "
            "death. He weighed less than a child of one."
        ),
    ),
    (
        "child-suicide",
        _CHILD,
        (
            "1.1 Child P was 15 when she took her own life in May 2015. She had "
            "been seen by four services."
        ),
    ),
    (
        "child-suicide",
        _CHILD,
        (
            "1.1 In May 2015 Child P, a boy of 16, was found hanging in his "
            "bedroom. The inquest recorded a conclusion of suicide."
        ),
    ),
    (
        "extrafamilial-child-homicide",
        _CHILD,
        (
            "1.1 Child P, a boy of 16, was stabbed to death "
            "outside a takeaway in May 2015. Three youths were convicted of his murder."
        ),
    ),
    (
        "child-death-medical",
        _CHILD,
        (
            "1.1 Child P, a girl of 11, died on 3 May 2015 from an asthma "
            "attack at her school. Nobody had collected her inhaler."
        ),
    ),
    (
        "death-related-maltreatment",
        _CHILD,
        (
            "1.1 Child P, a boy of two years, drowned in a garden "
            "pond on 3 May 2015. Nobody had seen him go out."
        ),
    ),
    (
        "accidental-overdose-death",
        _CHILD,
        (
            "1.1 Child P, aged 2 years, "
            "died on 3 May 2015. The cause of death was methadone toxicity."
        ),
    ),
    (
        "fire-death",
        _CHILD,
        ("1.1 Child P, aged 4 years, died in a fire at the family's flat on 3 May 2015."),
    ),
    (
        "fatal-outcome risk-taking-harm",
        _CHILD,
        (
            "1.1 Child P, a boy of 15, died on 3 May 2015 when the stolen "
            "moped that he was riding hit a wall."
        ),
    ),
    # Children who lived.
    (
        "nonfatal-physical-abuse",
        _CHILD,
        (
            "1.1 Child P was ten weeks old when he was taken to "
            "hospital with a fractured skull and bleeding on the brain in May 2015. He survived."
        ),
    ),
    (
        "nonfatal-neglect",
        _CHILD,
        (
            "1.1 In May 2015 police removed Child P, aged 5, from a flat with "
            "no food. She was malnourished and could not speak."
        ),
    ),
    (
        "child-sexual-abuse-harm",
        _CHILD,
        (
            "1.1 In May 2015 Child P, aged 12, told a teacher that her "
            "stepfather had raped her. He was convicted in 2016."
        ),
    ),
    (
        "child-exploitation-harm",
        _CHILD,
        (
            "1.1 This review concerns the sexual exploitation of Child "
            "P, a girl of 14, by men in the town between 2013 and May 2015."
        ),
    ),
    (
        "extrafamilial-serious-assault",
        _CHILD,
        (
            "1.1 Child P, a boy of 15, was stabbed in the thigh "
            "by other boys in a park in May 2015. He has recovered."
        ),
    ),
    (
        "child-self-harm-serious",
        _CHILD,
        (
            "1.1 Child P, a girl of 14, took a serious overdose in May "
            "2015 and spent nine days in intensive care."
        ),
    ),
    (
        "nonfatal-fii",
        _CHILD,
        (
            "1.1 In May 2015 Child P, aged 6, was found to have been given salt by "
            "his mother through the feeding tube. He recovered in hospital."
        ),
    ),
    # Adults.
    (
        "domestic-homicide-ipv",
        _HOMICIDE,
        (
            "1.1 Ms Q, aged 41, was strangled by her former partner "
            "at her flat on 3 May 2018. He was convicted of murder."
        ),
    ),
    (
        "domestic-homicide-ipv perpetrator-death",
        _HOMICIDE,
        ("1.1 Ms Q, aged 41, was shot by her husband on 3 May 2018. He then took his own life."),
    ),
    (
        "domestic-homicide-familial",
        _HOMICIDE,
        (
            "1.1 Ms Q, aged 71, was killed at home by her "
            "grandson on 3 May 2018. He pleaded guilty to manslaughter."
        ),
    ),
    (
        "da-related-suicide",
        _HOMICIDE,
        (
            "1.1 Ms Q, aged 41, took her own life on 3 May 2018. She had "
            "told the police that her husband had assaulted her."
        ),
    ),
    ("fire-death", _ADULT, "1.1 Mr Q, aged 66, died in a fire at his flat on 3 May 2018."),
    (
        "adult-neglect-death",
        _ADULT,
        (
            "1.1 Mr Q, aged 81, lived in a nursing home. He died on 3 May "
            "2018 of sepsis from a pressure sore which nobody had dressed."
        ),
    ),
    (
        "adult-self-neglect-death",
        _ADULT,
        (
            "1.1 Mr Q, aged 66, was found dead at his home on 3 May "
            "2018. He had been dead for about a month. The house was squalid."
        ),
    ),
    (
        "homeless-death",
        _ADULT,
        (
            "1.1 Mr Q, aged 46, was found dead in a tent behind the station on "
            "3 May 2018. He had slept rough for two years."
        ),
    ),
    (
        "accidental-overdose-death",
        _ADULT,
        (
            "1.1 Mr Q, aged 36, died at his flat on 3 May 2018. The "
            "coroner found that he had died of the combined toxicity of heroin and pregabalin."
        ),
    ),
    (
        "alcohol-drug-adult-death",
        _ADULT,
        ("1.1 Mr Q, aged 46, died in hospital on 3 May 2018 of alcohol-related liver failure."),
    ),
    ("adult-suicide", _ADULT, "1.1 Mr Q, aged 46, hanged himself at his flat on 3 May 2018."),
    (
        "adult-natural-death",
        _ADULT,
        ("1.1 Mr Q, aged 76, died in hospital on 3 May 2018 of a heart attack."),
    ),
    (
        "adult-serious-abuse-harm",
        _ADULT,
        (
            "1.1 In May 2018 Mr Q, aged 76, was admitted to hospital "
            "with burns. His lodger had kept him locked in one room. He lives in a care home now."
        ),
    ),
    # The same in other words again.
    (
        "sudi",
        _CHILD,
        (
            "1.1 On 3 May 2015 an ambulance was called to Child P, aged seven weeks, who "
            "was not breathing. She had been put to sleep beside her mother. She died that morning."
        ),
    ),
    (
        "fatal-physical-abuse",
        _CHILD,
        (
            "1.1 Child P died on 3 May 2015 at the age of three. Both "
            "parents were convicted of causing or allowing his death."
        ),
    ),
    (
        "fatal-physical-abuse",
        _CHILD,
        (
            "1.1 Child P, aged 20 months, was killed by her stepfather in "
            "May 2015. She had multiple injuries, some of them weeks old."
        ),
    ),
    (
        "extrafamilial-child-homicide",
        _CHILD,
        (
            "1.1 Child P, a girl of 15, was murdered in May 2015 by "
            "a man whom she had met online. He is serving a life sentence."
        ),
    ),
    (
        "child-suicide",
        _CHILD,
        (
            "1.1 Child P, aged 17, died in May 2015 after jumping from a bridge. "
            "The coroner concluded that it was suicide."
        ),
    ),
    (
        "child-death-medical",
        _CHILD,
        (
            "1.1 Child P, a boy of 9, died of diabetic ketoacidosis on 3 "
            "May 2015. He had missed six clinics."
        ),
    ),
    (
        "sudi",
        _CHILD,
        (
            "1.1 This review is about the sudden and unexpected death of a baby aged nine "
            "weeks in May 2015."
        ),
    ),
    (
        "nonfatal-physical-abuse",
        _CHILD,
        (
            "1.1 In May 2015 Child P, then four months old, was brought "
            "to the Emergency Department with a swollen leg. X-rays showed fractures of two ages."
        ),
    ),
    (
        "nonfatal-neglect",
        _CHILD,
        (
            "1.1 Child P, aged 4, was found alone in a locked house in May "
            "2015. He was filthy and had severe tooth decay. His mother was convicted of neglect."
        ),
    ),
    (
        "domestic-homicide-ipv",
        _HOMICIDE,
        (
            "1.1 On 3 May 2018 Mr R stabbed his wife, Ms Q, at their "
            "home. She died at the scene. He is serving a life sentence."
        ),
    ),
    (
        "domestic-homicide-familial",
        _HOMICIDE,
        (
            "1.1 On 3 May 2018 Ms Q, aged 68, was found dead. Her "
            "adult son was charged with her murder and detained in a secure hospital."
        ),
    ),
    (
        "adult-neglect-death",
        _ADULT,
        (
            "1.1 Mr Q, aged 36, who had a learning disability, choked on a "
            "sandwich in his supported living flat on 3 May 2018 and died two days later."
        ),
    ),
    (
        "adult-self-neglect-death",
        _ADULT,
        (
            "1.1 Mr Q, aged 66, died on 3 May 2018 of sepsis from leg "
            "ulcers. He had declined all help, and his home was full to the ceilings."
        ),
    ),
    (
        "homeless-death",
        _ADULT,
        ("1.1 Mr Q, aged 46, died in a shop doorway on 3 May 2018. He had no fixed abode."),
    ),
    (
        "fire-death",
        _ADULT,
        (
            "1.1 Firefighters found Mr Q, 70, dead in his living room on 3 May 2018. "
            "He died of smoke inhalation. A cigarette had set light to his chair."
        ),
    ),
]


@pytest.mark.parametrize(("outcomes", "head", "told"), ROWS)
def test_the_first_account_gives_the_outcome(outcomes: str, head: str, told: str) -> None:
    (case,) = extract((head + _HEAD + told + "\n").encode(), "review.txt").cases
    assert sorted(case.outcomes) == sorted(outcomes.split())


def test_the_death_of_somebody_else_is_not_the_subjects() -> None:
    told = (
        "1.1 Child P, a girl of 13, took an overdose in May 2015 and was critically ill in "
        "hospital for a week. Her father had died in 2012.\n"
    )
    (case,) = extract((_CHILD + _HEAD + told).encode(), "review.txt").cases
    assert case.outcomes == ("child-self-harm-serious",)


@pytest.mark.parametrize(
    ("age", "years"),
    [
        ("3 years and 1 month", 3),
        ("ten weeks", 0),
        ("18 months", 1),
        ("sixteen", 16),
        ("old", None),
    ],
)
def test_an_age_in_years(age: str, years: float | None) -> None:
    assert years_of(age) == years
