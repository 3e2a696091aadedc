"""Seconds that screens take in a database with many tickets and received messages."""

import json
import subprocess

from . import large_database, odoo_runner, paths
from .say import Missing, say

DATABASE, COUNT = "bench_screens", 100_000
LIMIT_SECONDS = 1.0  # of any screen
SCRIPT = "from kit.bench_screens_worker import main\nmain(env)\n"


def run() -> dict[str, float]:
    """Screen -> seconds (median of several), in a database of COUNT tickets and as many
    messages; raises Missing where one takes longer than LIMIT_SECONDS."""
    cluster = odoo_runner.prepare()
    say(f"Making a database with {COUNT} tickets and received messages")
    cluster.copy(odoo_runner.addon_template(cluster), DATABASE)
    large_database.fill(cluster, DATABASE, COUNT)
    found = _measured()
    slow = {name: taken for name, taken in found.items() if taken > LIMIT_SECONDS}
    if slow:
        raise Missing(f"slower than {LIMIT_SECONDS} s: {slow}")
    return found


def _measured() -> dict[str, float]:
    log = paths.LOGS / "bench_screens.log"
    with log.open("wb") as errors:
        done = subprocess.run(
            odoo_runner.command("shell", "-d", DATABASE, "--no-http"),
            env=odoo_runner.environment(),
            input=SCRIPT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    for line in done.stdout.splitlines():
        if line.startswith("BENCH "):
            return json.loads(line.removeprefix("BENCH "))
    raise Missing(f"The screens were not measured; see {log}")
