"""Runs the tests of one folder below `tests` by pytest, and counts them."""

import os
import re
import subprocess
import sys

from . import paths
from .count import Count

_OUTCOME = re.compile(r"(\d+) (passed|failed|error|errors|skipped)\b")


def run(folder: str, *words: str, python: tuple[str, ...] = ()) -> Count:
    """Run tests/`folder`, or what `words` (pytest's options and paths) choose of it.

    `python`: options of Python before pytest's. A skipped test is a failed one.
    """
    place = paths.ROOT / "tests" / folder
    chosen = [] if any(word.startswith("tests/") for word in words) else [str(place)]
    done = subprocess.run(
        [str(paths.PYTHON), *python, "-m", "pytest", "-q", *words, *chosen],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=paths.ROOT,
        env={**os.environ, "PYTHONPATH": ""},
    )
    lines = done.stdout.strip().splitlines() or [""]
    print(done.stdout if done.returncode else lines[-1], flush=True)
    found = {word.rstrip("s"): int(n) for n, word in _OUTCOME.findall(lines[-1])}
    failed = found.get("failed", 0) + found.get("error", 0) + found.get("skipped", 0)
    if done.returncode and not failed:
        print(f"pytest ended with {done.returncode}", file=sys.stderr)
        failed = 1
    return Count(found.get("passed", 0), failed)
