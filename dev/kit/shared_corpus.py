"""Real mail, where it lies beside the checkout, through the whole path."""

import json
import subprocess
import sys
from pathlib import Path

from . import odoo_runner, paths
from .count import Count
from .say import say

CORPUS = paths.SHARED / "corpus"
REPORTS = paths.SHARED / "reports" / "cases"
SCORER = paths.SHARED / "tools" / "score_corpus"
REPORT_SCORER = paths.SHARED / "tools" / "score_reports"


def run() -> Count:
    """Every mail of ../shared/corpus is judged as it should be, and becomes what it
    should; none is parked or lost."""
    if not CORPUS.is_dir():
        say("There is no ../shared/corpus beside this checkout: nothing to run.")
        return Count()
    judged = scored(SCORER, str(CORPUS), "--gate") + scored(REPORT_SCORER)
    return judged + shown_as_read() + settled()


def scored(scorer: Path, *arguments: str) -> Count:
    """What ./dev/inspect reads is as good as a script beside the checkout asks for."""
    if not scorer.is_file():
        say(f"There is no ../shared/tools/{scorer.name}: nothing is scored.")
        return Count()
    command = [str(scorer), str(paths.ROOT / "dev" / "inspect"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    print(done.stdout + done.stderr[-2000:])
    return Count(failed=1) if done.returncode else Count(passed=1)


def shown_as_read() -> Count:
    """Of every mail the history shows what its reply text says."""
    odoo_runner.prepare()
    rows = (CORPUS / "labels.jsonl").read_text("utf-8").splitlines()
    mails = [CORPUS / json.loads(row)["path"] for row in rows]
    mails += sorted(REPORTS.rglob("*.eml"))
    done = subprocess.run(
        [str(paths.PYTHON), "-m", "kit.history_words"],
        input="\n".join(map(str, mails)),
        capture_output=True,
        text=True,
        env=odoo_runner.environment(),
    )
    print(done.stdout[-2000:] + done.stderr[-2000:])
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
