"""./dev/test [STAGE ...]: every test, or those of the stages named."""

import argparse
import os
import re
import subprocess
import sys
import time

from . import (
    i18n,
    lint,
    neighbours,
    odoo_runner,
    odoo_tests,
    paths,
    shared_corpus,
    wheel,
)
from .odoo_tests import Count
from .say import say

_OUTCOME = re.compile(r"(\d+) (passed|failed|error|errors|skipped)\b")
OWN_TAGS = f"/{paths.ADDON}"


def unit() -> Count:
    """Plain Python, no Odoo, no server."""
    return _pytest("unit")


def wire() -> Count:
    """IMAP and POP3 sessions against a real Dovecot."""
    return _pytest("wire")


def oauth() -> Count:
    """Consent, tokens and sessions with a real authority and a real Dovecot."""
    return _pytest("oauth")


def odoo() -> Count:
    """The add-on in Odoo: database and real mailboxes."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), "test_addon")
    return odoo_tests.run("test_addon", OWN_TAGS, [paths.ADDON], "test_addon")


def loss() -> Count:
    """Workers killed at every point, and side by side, on a real mailbox."""
    return _pytest("loss")


def loop() -> Count:
    """Customer, case, agent, customer: with real mail programs, by IMAP and SMTP."""
    return _pytest("loop")


def browser() -> Count:
    """A person's way from the Apps menu to a case's history, in Chromium."""
    return _pytest("browser")


STAGES = {
    "unit": unit,
    "lint": lint.run,
    "i18n": i18n.run,
    "wire": wire,
    "oauth": oauth,
    "odoo": odoo,
    "loss": loss,
    "loop": loop,
    "browser": browser,
    "neighbours": neighbours.run,
    "wheel": wheel.run,
    "corpus": shared_corpus.run,
}


def _pytest(folder: str) -> Count:
    place = paths.ROOT / "tests" / folder
    done = subprocess.run(
        [str(paths.PYTHON), "-m", "pytest", "-q", str(place)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=paths.ROOT,
        env={**os.environ, "PYTHONPATH": ""},
    )
    lines = done.stdout.strip().splitlines()
    print(done.stdout if done.returncode else lines[-1], flush=True)
    found = {word.rstrip("s"): int(n) for n, word in _OUTCOME.findall(lines[-1])}
    failed = found.get("failed", 0) + found.get("error", 0) + found.get("skipped", 0)
    if done.returncode and not failed:
        failed = 1
    return Count(found.get("passed", 0), failed)


def main() -> int:
    """Run the stages, say how each ended, close with the plain line."""
    parser = argparse.ArgumentParser(prog="./dev/test", description=__doc__)
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=", ".join(STAGES))
    chosen = parser.parse_args().stages or list(STAGES)
    unknown = [name for name in chosen if name not in STAGES]
    if unknown:
        parser.error(f"no such stage: {', '.join(unknown)}")
    total = Count()
    for name in chosen:
        say(f"{name}: {STAGES[name].__doc__.splitlines()[0]}")
        began = time.monotonic()
        count = STAGES[name]()
        seconds = time.monotonic() - began
        passed, failed = count.passed, count.failed
        say(f"{name}: {passed} passed, {failed} failed, {seconds:.0f} s")
        total += count
    print(f"{total.passed} passed, {total.failed} failed")
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())
