"""Seconds that screens take in a database with many tickets and received messages."""

from . import large_database, odoo_runner
from .bench_shell import measured
from .say import Missing, say

DATABASE, COUNT = "bench_screens", 100_000
LIMIT_SECONDS = 1.0  # of any screen


def run() -> dict[str, float]:
    """Screen -> seconds (median of several), in a database of COUNT tickets and as many
    messages; raises Missing where one takes longer than LIMIT_SECONDS."""
    cluster = odoo_runner.prepare()
    say(f"Making a database with {COUNT} tickets and received messages")
    cluster.copy(odoo_runner.addon_template(cluster), DATABASE)
    large_database.fill(cluster, DATABASE, COUNT)
    found = measured(DATABASE, "bench_screens_worker", DATABASE)
    slow = {name: taken for name, taken in found.items() if taken > LIMIT_SECONDS}
    if slow:
        raise Missing(f"slower than {LIMIT_SECONDS} s: {slow}")
    return found
