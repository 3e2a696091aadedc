"""Real mail, where it lies beside the checkout, through the whole path."""

import json
import subprocess
import sys

from . import paths
from .odoo_tests import Count
from .say import say

CORPUS = paths.SHARED / "corpus"


def run() -> Count:
    """Every mail of ../shared/corpus becomes what it should, none is parked or lost."""
    if not CORPUS.is_dir():
        say("There is no ../shared/corpus beside this checkout: nothing to run.")
        return Count()
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
    settled = found["cases"] + found["history"] + sum(found["ignored"].values())
    promises = (
        found["parked"] == 0,
        found["left_in_mailbox"] == 0,
        settled + found["held"] == found["messages"],
        done.returncode == 0,
    )
    return Count(sum(promises), len(promises) - sum(promises))
