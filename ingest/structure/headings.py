"""Which blocks are headings: the format's word where it knows, else numbering, case and length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.reading import BlockKind
from ingest.structure.kinds import ITEMISED
from ingest.structure.marks import Mark
from ingest.structure.pieces import Piece
from ingest.structure.rules import containers, fold, label_kind, layout, section_rule

__all__ = ["marks"]

# A heading in a format without headings is one short line.
_WORDS, _CHARACTERS = 14, 120
_UNNUMBERED_WORDS = 10
# A block that the format calls a heading may be longer, above all a finding's.
_STYLED_WORDS, _LABELLED_WORDS = 30, 60
_BOLD_SENTENCE = 12
# So many headings of its own, and the format is believed to mark them all.
_TRUSTED = 2
# A line that follows a heading is prose from so many words on.
_PROSE = 12
# Small words inside a body's name.
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "&", "to", "with"})
# A known name in a line of more words is a sentence about it.
_KNOWN_WORDS = 8


def marks(pieces: Sequence[Piece], dropped: frozenset[int]) -> tuple[Mark, ...]:
    """Return the headings of a document, title lines included, in reading order."""
    kept = [i for i in range(len(pieces)) if i not in dropped]
    styled = sum(pieces[i].kind is BlockKind.HEADING for i in kept)
    trusted = styled >= _TRUSTED
    return tuple(_find([pieces[i] for i in kept], kept, trusted=trusted))


def _find(kept: Sequence[Piece], indexes: Sequence[int], *, trusted: bool) -> Iterator[Mark]:
    items_expected = False
    counted: Piece | None = None
    for at, piece in enumerate(kept):
        before = kept[at - 1] if at else None
        after = kept[at + 1] if at + 1 < len(kept) else None
        if piece.kind is BlockKind.HEADING:
            heading = _is_styled_heading(piece)
        elif trusted:
            heading = _is_unstyled_heading(piece)
        else:
            heading = _looks_like_heading(piece, before, after, items_expected=items_expected)
            heading = heading or _is_next_heading(piece, counted, before, after)
        if heading:
            counted = piece if piece.number is not None else counted
            mark = _mark(piece, indexes[at])
            rule = section_rule(piece.body)
            items_expected = rule.kind in ITEMISED if rule else items_expected
            yield mark


def _is_next_heading(
    piece: Piece, counted: Piece | None, before: Piece | None, after: Piece | None
) -> bool:
    """Say whether a numbered line goes on the count of the headings: "2. Our promises".

    Text stands between it and the last of them, so that they are no list.
    """
    if after is None or before is counted or not _are_siblings(counted, piece):
        return False
    if not _may_be_heading(piece) or piece.last in ".:" or _is_unfinished(piece):
        return False
    titled = not layout().asking.search(fold(piece.body)) and not piece.body[:1].islower()
    return titled and piece.words <= _UNNUMBERED_WORDS and not _goes_on(after)


def _mark(piece: Piece, index: int) -> Mark:
    text = " ".join(piece.text.split()).strip("*_# ").rstrip(" :")
    number = piece.number
    shown = text if number is None or number.label else piece.body.strip("*_# ").rstrip(" :")
    return Mark(
        index=index,
        number=number,
        text=shown or text,
        name=piece.body.strip("*_# ").rstrip(" :"),
        style=_style(piece),
        level=piece.level if piece.kind is BlockKind.HEADING else 0,
        runs_on=_runs_on(piece),
    )


def _style(piece: Piece) -> str:
    if piece.number is not None:
        return piece.number.series
    rule = section_rule(piece.body)
    if rule is None and (piece.last == ":" or layout().addressee.search(fold(piece.text))):
        return "addressee"
    return "capitals" if _is_capitals(piece.text) else "words"


def _runs_on(piece: Piece) -> bool:
    """Say whether a labelled heading is a statement: "Finding 1: Men were not seen"."""
    labelled = piece.number is not None and label_kind(piece.number.label) is not None
    return labelled and len(piece.body.split()) > 2 and not section_rule(piece.body)  # noqa: PLR2004 - "Finding 1: the police" names a topic


def _is_styled_heading(piece: Piece) -> bool:
    folded = fold(piece.text)
    if layout().answers.search(folded) or layout().dates.search(folded):
        return False
    if piece.number is not None and piece.number.label:
        return piece.words <= _LABELLED_WORDS
    if piece.words > _STYLED_WORDS:
        return False
    return bool(piece.level) or not (piece.words > _BOLD_SENTENCE and piece.last == ".")


def _is_unstyled_heading(piece: Piece) -> bool:
    """Say whether a section's name lost its style: numbered or in capitals, and well known."""
    if not _is_short(piece) or piece.last in ".;,:":
        return False
    number = piece.number
    numbered = number is not None and not number.label and number.depth == 1
    named = len(piece.body.split()) <= _KNOWN_WORDS and section_rule(piece.body) is not None
    return named and (_is_capitals(piece.body) or (numbered and _is_titled(piece)))


def _is_titled(piece: Piece) -> bool:
    return not layout().asking.search(fold(piece.body)) and piece.kind is not BlockKind.LIST_ITEM


def _looks_like_heading(
    piece: Piece, before: Piece | None, after: Piece | None, *, items_expected: bool
) -> bool:
    if after is None or not _may_be_heading(piece) or _goes_on(after):
        return False
    if _is_capitals(piece.body):
        return piece.number is None or not _in_list(piece, before, after)
    if piece.last == ".":
        return False
    if piece.number is not None:
        return not _is_unfinished(piece) and _is_numbered_heading(piece, before, after)
    return _is_plain_heading(piece, after, items_expected=items_expected)


def _goes_on(after: Piece) -> bool:
    """Say whether a block is the rest of a sentence, so that what precedes is no heading."""
    return after.kind is BlockKind.PARAGRAPH and after.number is None and after.text[0].islower()


def _may_be_heading(piece: Piece) -> bool:
    """Say whether nothing about a line by itself speaks against a heading."""
    if not _is_short(piece) or piece.last in ";,":
        return False
    if piece.kind is BlockKind.LIST_ITEM and piece.number is None:
        return False
    folded, look = fold(piece.text), layout()
    if look.unasked.search(folded):
        return False
    if look.answers.search(fold(piece.body)) or look.dates.search(folded):
        return False
    return not folded.rstrip(" .:-\u2013\u2014").endswith("as follows")


def _is_short(piece: Piece) -> bool:
    if piece.kind in {BlockKind.TABLE_ROW, BlockKind.FOOTNOTE}:
        return False
    if piece.last == "?" and piece.number is not None and piece.number.label:
        return piece.words <= _STYLED_WORDS  # "Question 1. What did agencies understand ...?"
    return piece.words <= _WORDS and len(piece.text) <= _CHARACTERS


def _is_unfinished(piece: Piece) -> bool:
    """Say whether a line breaks off: "2.1 He had been assessed as having an I.Q. of"."""
    last = piece.text.split()[-1].lower()
    return last in layout().unfinished and section_rule(piece.body) is None


def _is_name(piece: Piece) -> bool:
    """Say whether a line reads as a name: "Glen Health Centre:", "PBNI:", not "Notably:"."""
    words = [word for word in piece.body.rstrip(" :").split() if word not in _SMALL]
    capital = all(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return capital and (len(words) > 1 or piece.body.rstrip(" :").isupper())


def _is_capitals(text: str) -> bool:
    """Say whether a line is in capitals: no small letter, and a word ("NG21 2DT" has none)."""
    return not any(mark.islower() for mark in text) and any(
        len(word) > 3 and word.isalpha()  # noqa: PLR2004 - "GP" and "NHS" are capitals anywhere
        for word in re.split(r"[^\w]+", text)
    )


def _in_list(piece: Piece, before: Piece | None, after: Piece) -> bool:
    """Say whether capitals are an item among others ("1. NHS", "2. Police"), not "2.0 REASONS"."""
    if section_rule(piece.body) is not None or (piece.number and piece.number.parts[-1:] == (0,)):
        return False
    led = _are_siblings(before, piece) and before is not None and not _is_capitals(before.body)
    return led or (_are_siblings(piece, after) and not _is_capitals(after.body))


def _is_numbered_heading(piece: Piece, before: Piece | None, after: Piece) -> bool:
    number = piece.number
    if number is None or (layout().asking.search(fold(piece.body)) and piece.last != "?"):
        return False
    if number.label:
        return number.label in containers() or not _runs_into(piece, after)
    if number.series.startswith("brackets") or piece.body[:1].islower():
        return False
    return _opens_section(piece, before, after)


def _opens_section(piece: Piece, before: Piece | None, after: Piece) -> bool:
    """Say whether what stands around a numbered line makes it a heading, not an item."""
    named = len(piece.body.split()) <= _KNOWN_WORDS and section_rule(piece.body) is not None
    if piece.last == ":" and after.kind is BlockKind.LIST_ITEM and after.number is None:
        return named and piece.number is not None and piece.number.depth == 1
    if named and _begins_count(piece, after):
        return True  # "E. What strikes us", then "1. ..."
    if _holds_count(piece, after):
        return True  # "7.2 For the Board", then "7.2.1 The Board should ..."
    if _are_siblings(piece, after) or _are_siblings(before, piece):
        return _has_own_text(piece, before, after)
    return named or after.words >= _PROSE or after.last == "." or after.number is not None


def _begins_count(piece: Piece, after: Piece) -> bool:
    """Say whether a count of another kind begins straight after a numbered line."""
    number, follower = piece.number, after.number
    return bool(number and follower and follower.series != number.series and 1 in follower.ordinals)


def _holds_count(piece: Piece, after: Piece) -> bool:
    """Say whether a deeper count begins straight after a decimal number: "7.2", "7.2.1"."""
    number, follower = piece.number, after.number
    if number is None or follower is None or piece.last in ".:;" or not number.parts:
        return False
    return follower.parts == (*number.parts, 1)


def _runs_into(piece: Piece, after: Piece) -> bool:
    """Say whether a short labelled item stands among its like: "Rec 1: Review the protocol"."""
    number, follower = piece.number, after.number
    return bool(number and follower and number.label == follower.label and piece.body)


def _has_own_text(piece: Piece, before: Piece | None, after: Piece) -> bool:
    """Of neighbours in one count, only a name before a long paragraph is a heading.

    "3.1 Serious Case Reviews:" before "3.2 When a child dies ...".
    """
    number = piece.number
    decimal = number is not None and number.depth > 1 and not _are_siblings(before, piece)
    return decimal and after.words >= 2 * _PROSE and piece.words <= _KNOWN_WORDS


def _are_siblings(first: Piece | None, second: Piece | None) -> bool:
    """Say whether two pieces stand next to each other in one count."""
    one = first.number if first else None
    two = second.number if second else None
    if one is None or two is None or one.series != two.series:
        return False
    if one.parts[:-1] != two.parts[:-1]:
        return False
    return any(ordinal + 1 in two.ordinals for ordinal in one.ordinals)


def _is_plain_heading(piece: Piece, after: Piece, *, items_expected: bool) -> bool:
    first = piece.text.lstrip("\"'\u201c\u2018(")[:1]
    if not (first.isupper() or first.isdigit()) or piece.words > _UNNUMBERED_WORDS:
        return False
    named = piece.words <= _KNOWN_WORDS and section_rule(piece.body) is not None
    item_follows = after.number is not None or after.kind is BlockKind.LIST_ITEM
    if piece.last == ":":
        stated = bool(layout().sentence.search(fold(piece.text)))
        return (named and not stated) or (items_expected and item_follows and _is_name(piece))
    if not piece.apart:
        return (items_expected and item_follows) or (named and after.apart)
    prose_follows = after.words >= _PROSE or after.last in ".?!"
    return named or item_follows or prose_follows
