"""What a passage says about a concept it mentions: asserted, negated, supposed ..."""

from ingest.assertion.cues import CueSet, load_cues
from ingest.assertion.status import Verdict, assess

__all__ = ["CueSet", "Verdict", "assess", "load_cues"]
