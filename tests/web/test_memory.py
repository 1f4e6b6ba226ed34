"""What the serving process does with memory: kept things are set aside, free heaps handed back."""

import gc
import subprocess
import sys

from web.memory import settle

_RESIDENT = """
import re
from web.memory import few_heaps, hand_back
few_heaps()
resident = lambda: int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1])
kept = [[bytes(500) for _ in range(1000)] for _ in range(100)]
last = kept[-1][-1]
del kept
before = resident()
hand_back()
print(before - resident())
"""


def test_what_is_kept_is_set_aside_from_later_collections() -> None:
    try:
        settle()
        assert gc.get_freeze_count() > 0
        once = gc.get_freeze_count()
        settle()
        assert gc.get_freeze_count() < 2 * once  # the earlier ones are looked at again
    finally:
        gc.unfreeze()


def test_free_memory_is_handed_back_or_there_is_nothing_to_ask() -> None:
    found = subprocess.run(
        [sys.executable, "-c", _RESIDENT], capture_output=True, text=True, check=True
    )
    assert int(found.stdout) >= 0
