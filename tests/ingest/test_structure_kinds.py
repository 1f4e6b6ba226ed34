"""Names of sections in the words of real reviews, and the kind of passage each opens."""

from __future__ import annotations

import pytest

from graph.model import PassageKind
from ingest.structure.kinds import Section, announced, table_kind, wording
from ingest.structure.rules import section_rule

# kind, names that open it
NAMES = {
    "front-matter": [
        "Foreword",
        "Foreword by the Independent Chair",
        "A word from Marlow's mum",
        "A note on names",
        "THIS REPORT IS BEING SENT TO:",
        "Anonymity",
        "Tribute to Skye",
    ],
    "circumstances": [
        "Introduction",
        "Why this review was held",
        "Reason for the review",
        "Circumstances leading to the review",
        "INVESTIGATION AND INQUEST",
        "Why a SAR?",
        "Brief outline of circumstances resulting in the review",
        "Decision to hold a review",
    ],
    "terms-of-reference": [
        "Terms of Reference",
        "Scope of the review",
        "Key lines of enquiry",
        "Purpose of the report",
        "Questions asked",
        "Time period under review",
    ],
    "methodology": [
        "Methodology",
        "How the review was done",
        "Panel membership",
        "The process",
        "Services involved",
        "Parallel processes",
        "How we worked",
        "Limitations",
    ],
    "family-composition": [
        "Family composition",
        "Genogram",
        "Who was in Bodie's life",
        "Household members",
        "Family structure",
    ],
    "background": [
        "Background",
        "Relevant history",
        "Family background",
        "K.D.'s history",
        "What had happened before",
        "Profile of Mr K",
        "Before",
    ],
    "narrative": [
        "BODY OF REPORT",
        "Chronology",
        "What happened",
        "Key practice episodes",
        "Circumstances of the death",
        "Summary of agency involvement",
        "The story in outline",
        "Timeline of significant events",
        "Case M",
        "2018 - Hexley - Young Person Z",
        "July 2016 to January 2017",
        "Skye's story in brief",
        "What agencies knew",
        "The facts",
    ],
    "family-views": [
        "Views of the family",
        "Family involvement",
        "What his sister said",
        "The voice of the child",
        "Views of practitioners",
        "Contribution of the family",
    ],
    "analysis": ["Analysis", "Analysis by agency", "Appraisal of practice", "Summary"],
    "finding": ["Findings", "What we found", "Key issues", "Modifiable factors", "Key themes"],
    "lesson": [
        "Lessons learned",
        "Lessons learnt",
        "Learning points",
        "What we learned",
        "Practice and organisational learning",
        "CORONER'S CONCERNS",
        "Five things we learned",
        "Matters of concern",
        "Key messages",
        "What should I do?",
        "Why it matters",
    ],
    "good-practice": [
        "Good practice",
        "What went well",
        "Effective practice",
        "What worked",
        "Things that were done well",
    ],
    "conclusion": [
        "Conclusion",
        "Predictability and preventability",
        "What was not found",
        "Could it have been prevented?",
        "What we do not ask",
        "Should we have seen this coming?",
    ],
    "recommendation": [
        "What I am asking of the Partnership and its members",
        "How will things be different?",
        "Actions the panel would like to see",
        "What next: actions for the Board and its partners",
        "Recommendations",
        "RECOMMENDATIONS",
        "What needs to change",
        "What next?",
        "Single agency recommendations",
        "Improving systems and practice",
        "What we ask",
        "Actions for agencies",
        "What will be different",
        "Recommendations include:",
        "Next steps",
    ],
    "question": [
        "Questions for the Board",
        "Considerations for the Board",
        "Over to you",
        "To think about in your team",
        "Challenges to the Partnership",
        "Talk about it",
    ],
    "action-plan": ["Action plan", "Single-agency action plan", "Implementation plan"],
    "action-taken": [
        "Action already taken",
        "What has changed since",
        "Already done",
        "Progress",
        "Developments since the review",
        "What's happened already",
    ],
    "policy": [
        "Legal and policy framework",
        "Serious Case Reviews:",
        "What is a serious case review?",
        "Criteria for a safeguarding adults review",
        "Statutory guidance",
    ],
    "research": ["Wider context", "A note on research", "Literature review"],
    "glossary": ["Glossary", "Appendix: abbreviations", "Acronyms used"],
    "references": ["References", "Bibliography", "Further reading"],
    "boilerplate": [
        "EQUAL OPPORTUNITIES IMPLICATIONS",
        "COMMENTS OF THE CHIEF FINANCIAL OFFICER",
        "CONCURRENT REPORT OF THE ASSISTANT CHIEF EXECUTIVE (LEGAL)",
        "Background papers",
        "SUSTAINABLE ACTION FOR A GREENER ENVIRONMENT",
        "ACTION SHOULD BE TAKEN",
        "YOUR RESPONSE",
        "COPIES AND PUBLICATION",
        "Statement by reviewers",
        "Financial, legal and equality implications",
        "Acknowledgements",
        "Crime and disorder, risk and sustainability",
        "Coroner's legal powers",
    ],
}


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k, names in NAMES.items() for n in names])
def test_the_name_of_a_section_tells_its_kind(kind: str, name: str) -> None:
    rule = section_rule(name)
    assert (rule.kind.value if rule else "analysis") == kind


@pytest.mark.parametrize(
    "name", ["Housing", "Marlow", "Mill Lane Practice", "Homelessness", "Safer sleeping", ""]
)
def test_names_that_say_nothing_are_left_to_the_section_above(name: str) -> None:
    assert section_rule(name) is None


# text, stands before a list, kind of what follows, what the row proves
LEAD_INS = [
    ("The review makes the following recommendations:", False, "recommendation", "colon"),
    ("Recommendations include:", False, "recommendation", "two words"),
    ("It was found late. Lessons learned are as follows.", False, "lesson", "as follows"),
    ("The MATTERS OF CONCERN are as follows:-", False, "lesson", "a colon and a dash"),
    ("The overview report makes six recommendations", True, None, "no word that points down"),
    ("The following recommendations were agreed", True, "recommendation", "before a list"),
    ("The following recommendations were agreed.", False, None, "no list and no colon"),
    ("Managers may wish to ask these questions:", False, "question", "questions"),
    ("The following changes have already been made:", False, "action-taken", "what was done"),
    ("She had been worked with by:", False, None, "a list of something else"),
]


@pytest.mark.parametrize(
    ("text", "before_list", "kind", "proves"), LEAD_INS, ids=[row[3] for row in LEAD_INS]
)
def test_lead_ins(text: str, before_list: bool, kind: str | None, proves: str) -> None:
    found = announced(text, before_list=before_list)
    assert (found.value if found else None) == kind, proves


# text, the section's kind, the passage's kind, what the row proves
WORDINGS = [
    (
        "A serious case review should be conducted where a child has died and abuse is known.",
        "circumstances",
        "policy",
        "a rule among circumstances",
    ),
    (
        "The criteria for a review were met when Ash died in 2021.",
        "circumstances",
        "circumstances",
        "a rule that was applied",
    ),
    (
        "Section 44 requires a review where an adult with needs for care has died.",
        "analysis",
        "policy",
        "what a section of an Act requires",
    ),
    (
        "The Board should review its policy and a review should be held where it fails.",
        "recommendation",
        "recommendation",
        "recommendations are never policy",
    ),
    (
        "In my opinion action should be taken to prevent future deaths.",
        "lesson",
        "boilerplate",
        "a coroner's standing words",
    ),
    (
        "How will the Board know that fathers are seen?",
        "finding",
        "question",
        "an item that asks",
    ),
    (
        "Who would have known? Nobody asked the nurse.",
        "finding",
        "finding",
        "a statement with a question in it",
    ),
]


@pytest.mark.parametrize(
    ("text", "section", "kind", "proves"), WORDINGS, ids=[row[3] for row in WORDINGS]
)
def test_wording(text: str, section: str, kind: str, proves: str) -> None:
    assert wording(text, Section(("X",), PassageKind(section))).value == kind, proves


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (("Recommendation", "Action", "Lead", "By when"), "action-plan"),
        (("No", "Recommendation", "For"), "recommendation"),
        (("Date", "Event"), "narrative"),
        (("Name", "Age", "Relationship"), "family-composition"),
        (("Colour", "Size"), "analysis"),
    ],
)
def test_tables_by_their_headers(headers: tuple[str, ...], kind: str) -> None:
    assert table_kind(headers, Section(("X",), PassageKind.ANALYSIS)).value == kind


def test_a_section_that_holds_keeps_its_tables() -> None:
    held = Section(("Glossary",), PassageKind.GLOSSARY, holds=True)
    assert table_kind(("Date", "Event"), held) is PassageKind.GLOSSARY
