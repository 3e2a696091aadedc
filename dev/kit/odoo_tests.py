"""Runs Odoo tests in a database where every add-on is loaded, and counts them.

Tests that a module tags `at_install` would else run before this add-on is loaded, and
so say nothing about living beside it.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from peers.ports import free_port

from . import odoo_runner, paths
from .count import Count
from .say import Missing, say

_FIGURES = re.compile(
    r"RESULT (?P<run>\d+) run (?P<bad>\d+) bad (?P<skipped>\d+) skipped"
)
_FAILED = re.compile(
    r" ERROR \S+ odoo\.addons\.(?P<place>[\w.]+): (?:FAIL|ERROR): "
    r"(?:Subtest )?(?P<test>[\w.]+)"
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


@dataclass(frozen=True)
class Report:
    """How tests of Odoo ended.

    `count`: with each skipped test as a failed one. `failed`: module and name of each
    that failed, such as "helpdesk_mgmt.tests.test_x: TestX.test_y". `log`: the file.
    """

    count: Count
    skipped: int
    failed: frozenset[str]
    log: Path


def run(database: str, tags: str, modules: list[str], name: str) -> Count:
    """Run the tests that `tags` select in `modules`; a skipped test is a failed one.

    Raises Missing where a peer that Odoo would silently skip tests for is not there.
    """
    ended = report(database, tags, modules, name)
    if ended.skipped:
        say(f"{ended.skipped} tests were skipped; each counts as failed.")
    if ended.count.failed:
        _show(ended.log)
    return ended.count


def report(database: str, tags: str, modules: list[str], name: str) -> Report:
    """As `run`, but prints nothing, and names the tests that failed."""
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
    return _report(figures, log)


def _report(figures: re.Match | None, log: Path) -> Report:
    if figures is None or figures["run"] == "0":
        say(f"Odoo ran no test; see {log}.")
        return Report(Count(failed=1), 0, frozenset(), log)
    run_, bad, skipped = (int(figures[k]) for k in ("run", "bad", "skipped"))
    failed = bad + skipped
    names = frozenset(
        f"{found['place']}: {found['test']}"
        for found in _FAILED.finditer(log.read_text(errors="replace"))
    )
    return Report(Count(run_ - failed, failed), skipped, names, log)


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
