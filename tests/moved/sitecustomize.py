"""Sleeping under a moved clock: libfaketime refuses the way Python sleeps (until a moment of the steady clock)."""

import select
import time


def _sleep(seconds: float) -> None:
    select.select([], [], [], max(0.0, seconds))


time.sleep = _sleep
