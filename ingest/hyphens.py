"""Whether the hyphen of a word broken at a line end belongs to the word.

One rule for every format with lines of its own (plain text, PDF): the document
decides where it prints either form elsewhere, else `rules/hyphens.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["HYPHENS", "keeps_hyphen", "word_counts"]

# Hyphen-minus, hyphen and non-breaking hyphen; the soft hyphen never belongs to a word.
HYPHENS = "-\u2010\u2011"

# A second part this long is taken for a whole word behind "multi", "non", "self" ...
_WHOLE_WORD = 5


@cache
def _word() -> re.Pattern[str]:
    # White space before it: the second half of a broken word still counts, and
    # so rarely is one that it does no harm. A hyphen at the line end does not.
    return re.compile(r"[^\W_]+(?:['\u2019\-\u2010\u2011][^\W_]+)*")


@cache
def _rules() -> tuple[frozenset[str], frozenset[str]]:
    rules = tomllib.loads((files("ingest") / "rules" / "hyphens.toml").read_text("utf-8"))
    return frozenset(rules["first_parts"]), frozenset(rules["second_parts"])


def word_counts(text: str) -> Counter[str]:
    """Return how often `text` prints each word, in lower case, hyphens as "-"."""
    words = _word().findall(text.lower())
    return Counter(re.sub(f"[{HYPHENS}]", "-", word) for word in words)


def keeps_hyphen(first: str, second: str, counts: Mapping[str, int]) -> bool:
    """Say whether "first-" at a line end and "second" on the next line stay hyphenated.

    `first` is the word before the break without its hyphen (it may contain
    others: "year" and "multi-agency" are both right), `second` the word after
    it; `counts` are the `word_counts` of the whole document.
    """
    if not second[:1].islower() or not first[-1:].isalpha():
        return True  # "Anglo-" + "Saxon", "Covid-" + "19", "14-" + "year-old"
    left, right = first.lower(), second.lower()
    hyphenated, joined = counts.get(f"{left}-{right}", 0), counts.get(left + right, 0)
    if hyphenated != joined:
        return hyphenated > joined
    first_parts, second_parts = _rules()
    part = left.rpartition("-")[2]
    if right in second_parts or right.partition("-")[0] in second_parts:
        return True
    return part in first_parts and (len(right) >= _WHOLE_WORD or counts.get(right, 0) > 0)
