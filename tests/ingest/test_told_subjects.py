"""What the files by subject tell: a telling of each concept, and its look-alike."""

from __future__ import annotations

import pytest

from graph.model import Passage, PassageKind
from ingest.statements import statements
from ingest.told import told


def _told(text: str) -> set[str]:
    passage = Passage("p", None, None, (), PassageKind.NARRATIVE, 0, len(text), text)
    return {one.concepts[0] for piece in statements(passage) for one in told(piece)}


# (concept, a sentence that tells it, a look-alike that does not)
ROWS = [
    (
        "parental-alcohol-misuse",
        "Staff could smell vodka on her breath at ten in the morning.",
        "There was a hot drink on the table.",
    ),
    (
        "parental-alcohol-misuse",
        "He hid bottles of wine in the airing cupboard, and was drinking from lunchtime.",
        "The health visitor explained that drinking water was safe.",
    ),
    (
        "parental-drug-misuse",
        "She had relapsed on street drugs that spring.",
        "The ward's drug chart was complete.",
    ),
    (
        "parental-stimulant-use",
        "Father was using crack at weekends.",
        "Father was using the car at weekends.",
    ),
    (
        "parental-opiate-use-ost",
        "She collected her daily methadone with the baby in the pram.",
        "She collected her daily paper.",
    ),
    (
        "parental-cannabis-use",
        "The hallway smelled of cannabis.",
        "The hallway smelled of paint.",
    ),
    (
        "parental-prescription-misuse",
        "She bought diazepam online.",
        "She bought a cot online.",
    ),
    (
        "parental-mh-nonadherence",
        "Mother had stopped taking her medication in June without telling anybody.",
        "The baby stopped taking the bottle.",
    ),
    (
        "parental-suicidality",
        "He was talked down from a motorway bridge.",
        "He walked home over the bridge.",
    ),
    (
        "parental-suicidality",
        "She had taken two overdoses before the birth.",
        "He took an accidental overdose.",
    ),
    (
        "parental-learning-disability",
        "Mother attended a special school and cannot tell the time.",
        "Mother attended the special meeting.",
    ),
    (
        "parental-childhood-adversity",
        "Her stepfather used to beat her.",
        "Her stepfather used to drive a bus.",
    ),
    (
        "parent-care-experienced",
        "Father grew up in children's homes.",
        "The child is now placed in foster care.",
    ),
    (
        "parent-known-to-csc-as-child",
        "Mother was herself on the child protection register.",
        "The child was placed on the register at birth.",
    ),
    (
        "young-parent",
        "She gave birth to him when she was sixteen.",
        "She moved house when she was thirty.",
    ),
    (
        "previous-children-removed",
        "Her two older children live with their grandmother under an order.",
        "Two professionals were removed from the list.",
    ),
    (
        "parental-bereavement-loss",
        "The couple had lost a baby at term the year before.",
        "She lost her keys on the way.",
    ),
    (
        "parental-offending",
        "He had three convictions for shoplifting.",
        "He had no previous convictions.",
    ),
    (
        "parental-imprisonment",
        "He served eight months in prison.",
        "He served as chair of the panel.",
    ),
    (
        "parental-drug-supply",
        "A neighbour said that they sold cannabis from the back door.",
        "They sold the car in May.",
    ),
    (
        "parental-missed-appointments",
        "The dietitian saw her at two of nine appointments.",
        "A missed opportunity to share information.",
    ),
    (
        "parental-non-engagement",
        "Nobody came to the door, and her calls went unanswered.",
        "The duty team did not answer.",
    ),
    (
        "parental-withdrawal-closure",
        "She asked for the case to be closed.",
        "The case was discussed in supervision.",
    ),
    (
        "parental-hostility",
        "He shouted at the health visitor and let the dogs out.",
        "He shouted at the television.",
    ),
    (
        "parental-dishonesty",
        "She told the midwife that she lived alone, and this was not true.",
        "She told the midwife that she felt well.",
    ),
    (
        "absent-father",
        "His father went to Poland before he was born and has not been heard of since.",
        "His father went to every appointment.",
    ),
    (
        "lone-parent",
        "She brought the twins up on her own.",
        "She was seen alone by the midwife.",
    ),
    (
        "new-partner-unknown-male",
        "Her new boyfriend, whom she had met on a dating site, moved in.",
        "Partner agencies were invited.",
    ),
    (
        "extended-family-conflict",
        "The aunts had fallen out over the farm.",
        "The agencies fell out over funding.",
    ),
    (
        "family-social-isolation",
        "They had no relatives nearby.",
        "There was no bus stop nearby.",
    ),
    (
        "da-physical-violence",
        "He threw her against the wall.",
        "He threw the ball against the wall.",
    ),
    (
        "da-physical-violence",
        "He was violent towards her from the start.",
        "The film was violent.",
    ),
    (
        "da-non-fatal-strangulation",
        "He grabbed her by the throat.",
        "She complained of a sore throat.",
    ),
    (
        "da-threats-to-kill",
        "He said he would put her in the ground.",
        "He threatened to kill himself.",
    ),
    (
        "da-coercive-control",
        "He went through her phone every night.",
        "The parents discussed parental controls with her.",
    ),
    (
        "da-coercive-control",
        "She had to ask his permission to visit her sister.",
        "She asked for an appointment with her sister.",
    ),
    (
        "da-economic-abuse",
        "Her wages were paid into his account.",
        "His wages were paid weekly.",
    ),
    (
        "da-stalking-harassment",
        "He was sitting outside her office in his car.",
        "He was sitting outside in the sun.",
    ),
    (
        "da-separation-risk",
        "She was planning to leave him and had seen a solicitor.",
        "She was planning to leave the hospital.",
    ),
    (
        "da-child-exposure",
        "The boys hid under the bed when the shouting started.",
        "The boys hid under the bed in a game.",
    ),
    (
        "da-serial-perpetrator",
        "Three former girlfriends had reported violence.",
        "Her former partner was in work.",
    ),
    (
        "da-in-pregnancy",
        "He kicked her in the stomach while she was pregnant.",
        "She was asked about domestic abuse while pregnant.",
    ),
    (
        "da-resumed-relationship",
        "By June she had taken him back.",
        "He took the book back.",
    ),
    (
        "domestic-abuse",
        "She said that she was frightened of her husband.",
        "She was frightened of the dog.",
    ),
    (
        "sofa-surfing",
        "Since then he had been on the couches of three friends.",
        "He sat on the couch.",
    ),
    (
        "rough-sleeping",
        "In March she slept in a bus station for two weeks.",
        "The bus station was busy.",
    ),
    (
        "homelessness",
        "They had nowhere else to go.",
        "The meeting went nowhere.",
    ),
    (
        "temporary-accommodation",
        "The council put the family in a hotel.",
        "Mother worked in a hotel.",
    ),
    (
        "frequent-moves",
        "They had lived at six addresses in two years.",
        "The review wrote to six agencies in two years.",
    ),
    (
        "overcrowding",
        "All seven of them slept in one room.",
        "All seven of them met in one meeting.",
    ),
    (
        "poor-home-conditions",
        "The kitchen was filthy and there were dirty nappies on the floor.",
        "The kitchen was clean and tidy.",
    ),
    (
        "disrepair-damp-mould",
        "There was black mould on the bedroom wall.",
        "There was a picture on the bedroom wall.",
    ),
    (
        "eviction-tenancy-risk",
        "The tenancy ended for arrears.",
        "He took no notice of the letter.",
    ),
    (
        "shared-or-insecure-tenure",
        "They rented a room in a house and shared the kitchen with four strangers.",
        "The panel shared the report with four agencies.",
    ),
    (
        "housing-unsuitable-disability",
        "His flat was on the fourth floor with no lift.",
        "The office was near the station.",
    ),
    (
        "poverty",
        "They could not afford nappies.",
        "The council could not agree terms.",
    ),
    (
        "debt",
        "The household owed £6,000.",
        "The board owed her a duty of care.",
    ),
    (
        "gambling",
        "He lost his wages at the bookmaker's.",
        "He lost his wallet.",
    ),
    (
        "benefits-problems",
        "Her Universal Credit was sanctioned in May.",
        "The court may impose a sanction.",
    ),
    (
        "food-fuel-insecurity",
        "The school sent bread home with her every Friday.",
        "The school sent a letter home every Friday.",
    ),
    (
        "unemployment",
        "He had not worked since the accident.",
        "The toilet had not worked since May.",
    ),
    (
        "nrpf-immigration-status",
        "Her asylum claim was refused in 2016.",
        "The Home Office guidance was revised.",
    ),
    (
        "recent-migration-language",
        "The leaflets were in English only.",
        "He studied English literature.",
    ),
    (
        "racism-discrimination-hate-crime",
        "Neighbours shouted names at him because he was gay.",
        "Neighbours called the council.",
    ),
    (
        "social-isolation-community",
        "He kept himself to himself and had no visitors.",
        "The incident was isolated.",
    ),
    (
        "pandemic-impact",
        "Visits were by telephone because of lockdown.",
        "Panel meetings were held by video during lockdown.",
    ),
    (
        "infancy-vulnerability",
        "She was five weeks old.",
        "The injury was five weeks old.",
    ),
    (
        "prematurity-low-birthweight",
        "He was born at 33 weeks and spent a month in special care.",
        "He was seen at 33 weeks by the school nurse.",
    ),
    (
        "neonatal-abstinence",
        "The baby was weaned off morphine.",
        "The patient received oral morphine for cancer pain.",
    ),
    (
        "infant-crying-feeding",
        "He was hard to settle and cried all night.",
        "Mother was seen to cry all night.",
    ),
    (
        "faltering-growth",
        "Her weight had fallen below the second centile.",
        "Insufficient weight was given to his views.",
    ),
    (
        "nutritional-neglect",
        "He stole food from other children.",
        "He was nil by mouth and hungry.",
    ),
    (
        "medical-neglect",
        "His inhalers were not collected for a year.",
        "The minutes were not collected for a year.",
    ),
    (
        "suspicious-injury-indicator",
        "A bruise was seen on his left ear.",
        "The bruising protocol was followed on the ward.",
    ),
    (
        "physical-abuse-child",
        "X-rays showed several healing rib fractures.",
        "He broke his arm at rugby.",
    ),
    (
        "harsh-parenting",
        "He was made to stand in the garden in the cold.",
        "He was able to stand at ten months.",
    ),
    (
        "lack-of-supervision",
        "A driver found the boy on the main road, barefoot and alone.",
        "He was seen alone by the social worker.",
    ),
    (
        "unsafe-sleeping",
        "She fell asleep with the baby on her chest.",
        "She slept with the light on.",
    ),
    (
        "parent-smoking-in-home",
        "Both parents smoked indoors.",
        "A smoke alarm was fitted indoors.",
    ),
    (
        "speech-language-delay",
        "At four his speech was very behind.",
        "The report was behind schedule.",
    ),
    (
        "elective-home-education",
        "Mother wrote that she would be teaching him herself.",
        "He taught himself the guitar.",
    ),
    (
        "persistent-absence",
        "She was in class on 40 of 120 days.",
        "Agency attendance was 60 per cent.",
    ),
    (
        "school-exclusion",
        "He was permanently excluded after a fight.",
        "The cause was excluded after tests.",
    ),
    (
        "education-disengagement",
        "She had no school place from November.",
        "He had no place on the course.",
    ),
    (
        "child-missing",
        "She went missing overnight on nine occasions.",
        "Pages were missing from the file.",
    ),
    (
        "child-bullied",
        "He was bullied at school about his clothes.",
        "The anti-bullying policy was sound.",
    ),
    (
        "online-abuse",
        "A man she had met on an app asked for naked pictures.",
        "The panel met online.",
    ),
    (
        "child-criminal-exploitation",
        "He was made to carry drugs for older boys.",
        "Mother was carrying shopping for older neighbours.",
    ),
    (
        "serious-youth-violence",
        "He was stabbed in the leg by a group of boys.",
        "His wife was stabbed in the kitchen.",
    ),
    (
        "child-self-harm",
        "She had scars on her arms and cut herself most weeks.",
        "The self-harm pathway was revised.",
    ),
    (
        "young-carer",
        "She was getting her brothers to school while her mother slept.",
        "The nursery nurse was getting the room ready.",
    ),
    (
        "care-experienced-child",
        "She came into care at nine.",
        "He was admitted to intensive care at nine.",
    ),
    (
        "placement-instability",
        "He had six placements in three years.",
        "Students had six placements.",
    ),
    (
        "child-behaviour-difficulty",
        "He kicked his teacher and threw chairs.",
        "He threw a party.",
    ),
    (
        "concealed-pregnancy",
        "She told nobody that she was pregnant.",
        "She told the GP that she was pregnant.",
    ),
    (
        "late-antenatal-booking",
        "She first saw a midwife at 27 weeks.",
        "She saw her midwife often.",
    ),
    (
        "kinship-care-child",
        "He went to live with his grandmother.",
        "He visited his grandmother.",
    ),
    (
        "child-neurodevelopmental",
        "She was waiting for an ADHD assessment.",
        "She was waiting for a bus.",
    ),
    (
        "refusal-of-care-treatment",
        "He would not let the district nurses in.",
        "The hostel refused to take him.",
    ),
    (
        "hoarding",
        "There was one narrow path between the piles of newspapers.",
        "She read the newspaper.",
    ),
    (
        "self-neglect-nutrition-health",
        "He lived on biscuits and had lost two stone.",
        "The case carried weight.",
    ),
    (
        "fire-risk-adult",
        "There were cigarette burns on the carpet beside his chair.",
        "The carpet beside his chair was new.",
    ),
    (
        "adult-care-needs",
        "She needed two carers to turn in bed.",
        "The agency needed two carers to cover leave.",
    ),
    (
        "adult-physical-disability",
        "He had a stroke in 2016 and used a wheelchair.",
        "It was a stroke of luck.",
    ),
    (
        "carer-stress",
        "Her husband was worn out by caring for her.",
        "The staff were exhausted by the workload.",
    ),
    (
        "pressure-damage",
        "She had a grade 4 pressure ulcer on her sacrum.",
        "There was pressure on beds.",
    ),
    (
        "adult-neglect-omission",
        "He was found lying in urine and had not been turned.",
        "The case was turned down.",
    ),
    (
        "financial-abuse",
        "Her nephew kept most of her pension.",
        "Her pension rose in April.",
    ),
    (
        "cuckooing",
        "Dealers had taken over his flat to sell drugs.",
        "The trust had taken over his care.",
    ),
    (
        "adult-learning-disability",
        "He has a mild learning disability.",
        "It was considered whether he had a learning disability.",
    ),
    (
        "adult-bereavement",
        "Her husband died in 2018 and she never got over it.",
        "The council died down its interest.",
    ),
    (
        "hospital-discharge-risk",
        "He was discharged at two in the morning without a care package.",
        "He was discharged from the clinic after missing three visits.",
    ),
    (
        "mental-capacity-concern",
        "Nobody considered whether he could weigh the risk: his capacity was never assessed.",
        "The team had no capacity to take the work.",
    ),
    (
        "adult-weapon-carrying",
        "He kept a machete under his bed.",
        "He kept a diary under his bed.",
    ),
    (
        "dual-diagnosis",
        "The service would not see him until he had stopped drinking.",
        "The service would not close until six.",
    ),
    (
        "care-leaver-status",
        "He left care at eighteen.",
        "He left school at eighteen.",
    ),
]


@pytest.mark.parametrize(("concept", "telling", "other"), ROWS)
def test_told(concept: str, telling: str, other: str) -> None:
    assert concept in _told(telling)
    assert concept not in _told(other)
