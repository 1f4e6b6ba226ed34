"""What a sentence says of a legal status, for the tests of assertion: (status, sentence).

The words in square brackets are the mention.
"""

from __future__ import annotations

__all__ = ["LEGAL_ROWS"]

# Legal statuses: the verb decides (domain/negation.md, part 5, rule 8).
LEGAL_ROWS = [
    # What was sought and granted was had; what there was not until a day, there was then.
    ("asserted", "The Trust sought an [interim care order] on 12 August and it was granted."),
    ("asserted", "She applied for a [non-molestation order], which was granted on 3 May."),
    ("hypothetical", "The Trust sought an [interim care order] on 12 August."),
    ("hypothetical", "The Trust sought an [interim care order] and it was not granted."),
    ("asserted", "There was no [section 47 enquiry] until 24 March."),
    ("negated", "There was no [section 47 enquiry]."),
    ("asserted", "He was considered a [child in need] from July."),
    ("hypothetical", "He was considered for a [care order]."),
    ("asserted", "There was a plan, and [section 17] support, from May."),
    # "Not put" is what practitioners leave undone, but not of a status.
    ("negated", "He was not put on a [child protection plan]."),
    ("negated", "She had never been placed on the [child protection register]."),
    ("asserted", "The school was not given a copy of the [care order]."),
    ("negated", "A [compulsory supervision order] was not therefore necessary."),
    ("negated", "A [compulsory treatment order] was asked for and the tribunal refused it."),
    ("asserted", "The court made a [care order] and refused contact."),
    # It ended, in a clause of its own.
    ("historical", "He was on a [child in need plan] from May; it had been closed in March."),
    ("historical", "They were on [child protection plans] in 2010; the plans ended in 2011."),
    (
        "historical",
        "He went on the [child protection register], when ill, and was taken off in May.",
    ),
    # Somebody met in passing; a brother with a household of his own.
    ("other", "A neighbour from across the road was [detained under section 2]."),
    ("other", "The patient in the next bed had been the subject of a [section 42 enquiry]."),
    ("other", "A half-brother had lived with his own father under a [child arrangements order]."),
    ("other", "His brother had been [voluntarily accommodated]; Rory himself never was."),
    # The law, not what was done under it.
    ("policy", "[Section 47] of the Children Act 1989 places a duty on the authority."),
    ("asserted", "The [strategy discussion] in January found nothing to support it."),
    # Stated as fact: pseudo-negation, verbs of practice, double negatives leave it standing.
    ("asserted", "A [care order] was made in June."),
    ("asserted", "He was subject to a [child protection plan] when he died."),
    ("asserted", "She was [looked after] by the local authority under section 20."),
    ("asserted", "The family court granted an [interim care order]."),
    # Conditional, feared, asked.
    ("hypothetical", "The authority applied for a [care order]."),
    ("hypothetical", "An [emergency protection order] was considered."),
    ("hypothetical", "The plan was to seek a [supervision order]."),
    # Said not to hold: before, after, in a list, corrected later in the sentence.
    ("negated", "A [section 47 enquiry] was considered and not started."),
    ("negated", "He was never on a [child protection plan]."),
    ("negated", "The application for a [non-molestation order] was refused."),
    # An earlier life, an earlier relationship, given up.
    ("historical", "The [care order] was discharged in 2010."),
    ("historical", "There was a [child protection plan], which ended before the birth."),
    ("historical", "Her name was removed from the [child protection register]."),
    # Not asked is not absence, and no mention.
    ("none", "The twins were [looked after] by their aunt at weekends."),
    ("none", "Her husband [looked after] her at home."),
]
