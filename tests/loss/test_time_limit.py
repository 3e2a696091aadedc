"""A message that Odoo's own time limit ends the worker over stops no other one."""

import subprocess
from contextlib import contextmanager
from pathlib import Path

from conftest import DATABASE
from kit import odoo_runner, paths
from peers.ports import free_port
from peers.waiting import WAIT_SECONDS, until

ENDED = "Odoo was ended while this message was processed; it is tried again."
LIMIT_SECONDS = 4


@contextmanager
def server():
    """Odoo with worker processes, whose scheduled work may take LIMIT_SECONDS."""
    options = {
        "-c": paths.CONFIG,
        "-d": DATABASE,
        "--workers": 1,
        "--max-cron-threads": 1,
        "--limit-time-real-cron": LIMIT_SECONDS,
        "--http-port": free_port(),
        "--gevent-port": free_port(),
    }
    script = Path(__file__).parent / "slow_server.py"
    words = [str(word) for option in options.items() for word in option]
    with (paths.LOGS / "slow_server.log").open("w") as log:
        process = subprocess.Popen(
            [str(paths.PYTHON), str(script), *words],
            env=odoo_runner.environment(),
            stdout=log,
            stderr=log,
        )
        try:
            yield Path(log.name)
        finally:
            process.terminate()
            process.wait(WAIT_SECONDS)


def test_the_others_are_filed_and_it_waits_with_its_tries_counted(office):
    mailboxes = office.mailboxes("imaps")
    for subject in ("one", "slow", "three"):
        office.deliver_one(mailboxes[0], subject)

    def called(wanted):
        """Rows sorted; an idle worker sleeps for longer than the limit, so it is
        called until all is well."""
        office.order("call", mailboxes=mailboxes)
        return sorted(office.order("rows", mailboxes=mailboxes)) == wanted

    others = [["done", 2, ""]] * 2
    slow = ["received", 2, ENDED]
    with server() as log:
        until(lambda: called([*others, slow]), "the others")
        assert " timeout after 4s" in log.read_text()
        office.deliver_one(mailboxes[0], "four")
        until(lambda: called([["done", 1, ""], *others, slow]), "later mail")
    assert office.order("count", mailboxes=mailboxes)["history"] == 3
