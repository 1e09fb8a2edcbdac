"""Says whether the machine is quiet enough for times to mean something."""

import time
from pathlib import Path

SECONDS = 3.0
MOST_BUSY, MOST_STOLEN = 0.1, 0.02
"""Shares of all processor time that others may take, and that the host may keep, while we do nothing."""


def trouble() -> str:
    """Say what else takes processor time now, "" if the machine is quiet."""
    before = _spent()
    time.sleep(SECONDS)
    spent = [now - then for now, then in zip(_spent(), before, strict=True)]
    whole = max(1, sum(spent))
    busy, stolen = 1 - (spent[3] + spent[4] + spent[7]) / whole, spent[7] / whole
    if busy <= MOST_BUSY and stolen <= MOST_STOLEN:
        return ""
    load = Path("/proc/loadavg").read_text().split()[0]
    return f"others take {busy:.0%} of the processors, the host keeps {stolen:.0%}, and the load is {load}"


def _spent() -> list[int]:
    """Give the processor time spent since the start, by kind: the fourth and fifth are idle, the eighth is stolen."""
    return [int(ticks) for ticks in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
