"""Real mail, where it lies beside the checkout, through the whole path."""

import json
import subprocess
import sys

from . import paths
from .count import Count
from .say import say

CORPUS = paths.SHARED / "corpus"
SCORER = paths.SHARED / "tools" / "score_corpus"


def run() -> Count:
    """Every mail of ../shared/corpus is judged as it should be, and becomes what it
    should; none is parked or lost."""
    if not CORPUS.is_dir():
        say("There is no ../shared/corpus beside this checkout: nothing to run.")
        return Count()
    return judged() + settled()


def judged() -> Count:
    """./dev/inspect reaches each bound of ../shared/tools/score_corpus."""
    if not SCORER.is_file():
        say("There is no ../shared/tools/score_corpus: nothing is scored.")
        return Count()
    command = [str(SCORER), str(paths.ROOT / "dev" / "inspect"), str(CORPUS), "--gate"]
    done = subprocess.run(command, capture_output=True, text=True)
    print(done.stdout + done.stderr[-2000:])
    return Count(failed=1) if done.returncode else Count(passed=1)


def settled() -> Count:
    """Every mail goes through the whole path; none is parked or left behind."""
    command = [sys.executable, "-m", "kit.demo", "--once", "--json", "--mail"]
    done = subprocess.run(
        [*command, str(CORPUS)], capture_output=True, text=True, cwd=paths.ROOT
    )
    lines = done.stdout.strip().splitlines()
    try:
        found = json.loads(lines[-1])
    except (IndexError, ValueError):
        print(done.stdout[-2000:], done.stderr[-3000:])
        return Count(failed=1)
    print(json.dumps(found))
    ended = found["cases"] + found["history"] + sum(found["ignored"].values())
    promises = (
        found["parked"] == 0,
        found["left_in_mailbox"] == 0,
        ended + found["held"] == found["messages"],
        done.returncode == 0,
    )
    return Count(sum(promises), len(promises) - sum(promises))
