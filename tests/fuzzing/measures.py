"""What reading costs: time that grows with the size only, and memory."""

import sys
import time
import tracemalloc
from collections.abc import Callable

# How much more a mail of four times the size may cost: three times for each doubling,
# where linear is two times and quadratic four.
GROWTH = 9

# Seconds below which a growth is noise, and seconds for a mebibyte that are too long.
NOISE = 0.1
TOO_LONG = 30

# Bytes of memory for a byte of mail, and what the limits of depth, parts and headers
# may take in a mail of any size.
MEMORY_FACTOR = 10
MEMORY_BASE = 24 * 1024 * 1024

_TRIES = 6


def seconds(read: Callable[[bytes], None], raw: bytes) -> float:
    """Processor time of one reading, without that of a tracer, as of coverage.py."""
    tracer = sys.gettrace()
    sys.settrace(None)
    began = time.thread_time()
    try:
        read(raw)
        return time.thread_time() - began
    finally:
        sys.settrace(tracer)


def grows_too_fast(read, small: bytes, large: bytes) -> str:
    """Why the time from `small` to `large`, of four times its size, is not linear, or
    ''. The shortest of some readings counts, and the first good one ends it: other
    work on the machine makes a reading longer, never shorter."""
    second = seconds(read, large)
    if second <= NOISE:
        return ""
    first = seconds(read, small)
    for _try in range(_TRIES):
        limit = max(NOISE, GROWTH * first)
        if second <= limit and second / len(large) * 1024 * 1024 <= TOO_LONG:
            return ""
        first = min(first, seconds(read, small))
        second = min(second, seconds(read, large))
    return f"{len(small)} bytes in {first:.3f} s, {len(large)} bytes in {second:.3f} s"


def takes_too_much(read, raw: bytes) -> str:
    """Why the memory of one reading is more than the mail may cost, or ''."""
    tracemalloc.start()
    try:
        read(raw)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    if peak <= MEMORY_FACTOR * len(raw) + MEMORY_BASE:
        return ""
    return f"{peak / 1024 / 1024:.1f} MiB for {len(raw) / 1024 / 1024:.2f} MiB of mail"
