"""Runs Odoo tests in a database where every add-on is loaded, and counts them.

Tests that a module tags `at_install` would else run before this add-on is loaded, and
so say nothing about living beside it.
"""

import re
import shutil
import subprocess
import sys

from peers.ports import free_port

from . import odoo_runner, paths
from .count import Count
from .say import Missing, say

_FIGURES = re.compile(
    r"RESULT (?P<run>\d+) run (?P<bad>\d+) bad (?P<skipped>\d+) skipped"
)
# Seconds that a single test may take; a test that hangs fails, and the others run.
LIMIT_SECONDS = 300
_SCRIPT = """
import signal
from odoo.tests.case import TestCase
from odoo.tests.shell import run_tests

def limited(test, result, run=TestCase.run):
    signal.alarm({limit})
    try:
        return run(test, result)
    finally:
        signal.alarm(0)

def end(number, frame):
    raise TimeoutError("the test took longer than {limit} seconds")

signal.signal(signal.SIGALRM, end)
TestCase.run = limited
report = run_tests(env, {tags!r}, modules={modules!r})
bad = report.failures_count + report.errors_count
print("RESULT", report.testsRun, "run", bad, "bad", report.skipped, "skipped")
"""


def run(database: str, tags: str, modules: list[str], name: str) -> Count:
    """Run the tests that `tags` select in `modules`; a skipped test is a failed one.

    Raises Missing where a peer that Odoo would silently skip tests for is not there.
    """
    _require_browser()
    script = _SCRIPT.format(tags=tags, modules=modules, limit=LIMIT_SECONDS)
    log = paths.LOGS / f"{name}.log"
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    port = str(free_port())
    arguments = ["shell", "-d", database, "--http-port", port, "--no-http"]
    with log.open("wb") as errors:
        done = subprocess.run(
            odoo_runner.command(*arguments, "--max-cron-threads=0"),
            env=odoo_runner.environment(),
            input=script.encode(),
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    figures = _FIGURES.search(done.stdout.decode(errors="replace"))
    count = _count(figures)
    if count.failed:
        _show(log)
    return count


def _count(figures) -> Count:
    if figures is None or figures["run"] == "0":
        say("Odoo ran no test; see the log.")
        return Count(failed=1)
    run_, bad, skipped = (int(figures[k]) for k in ("run", "bad", "skipped"))
    if skipped:
        say(f"{skipped} tests were skipped; each counts as failed.")
    failed = bad + skipped
    return Count(run_ - failed, failed)


def _require_browser() -> None:
    if not shutil.which("chromium"):
        raise Missing("Browser tests need chromium: apt-get install chromium")


def _show(log) -> None:
    """The part of the log that tells a person what failed."""
    lines = log.read_text(errors="replace").splitlines()
    wanted = re.compile(r" (ERROR|CRITICAL) |skipped |^Traceback|^  File |Error|FAIL")
    for line in [line for line in lines if wanted.search(line)][-80:]:
        print(line[:300], file=sys.stderr)
    say(f"The whole log: {log}")
