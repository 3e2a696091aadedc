"""A message that Odoo's own time limit ends the worker over stops no other one."""

import socketserver
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

from conftest import DATABASE
from kit import odoo_runner, paths
from peers.ports import free_port
from peers.waiting import WAIT_SECONDS, until

ENDED = "Odoo was ended while this message was processed; it is tried again."
LIMIT_SECONDS = 4


class Trickling(socketserver.BaseRequestHandler):
    """A mail server whose greeting comes as one byte a second, and never ends."""

    def handle(self):
        while not self.server.is_over.wait(1):
            try:
                self.request.sendall(b"*")
            except OSError:
                return


@contextmanager
def trickling_server():
    """Its port."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Trickling) as server:
        server.daemon_threads = True
        server.is_over = threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.is_over.set()
            server.shutdown()


@contextmanager
def server(limit=LIMIT_SECONDS):
    """Odoo with worker processes, whose scheduled work may take `limit` seconds."""
    options = {
        "-c": paths.CONFIG,
        "-d": DATABASE,
        "--workers": 1,
        "--max-cron-threads": 1,
        "--limit-time-real-cron": limit,
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


def test_a_server_that_trickles_ends_no_worker_and_waits_for_its_next_try(office):
    slow, well = office.mailboxes("imap", 2)
    office.deliver_one(well, "one")
    with trickling_server() as port, server(limit=24) as log:
        place = {"server": "127.0.0.1", "port": port}
        office.order("write", mailboxes=[slow], values=place)

        def noted():
            office.order("call", mailboxes=[slow, well])
            return all(office.order("trouble", mailboxes=[slow])[0])

        until(noted, "the error of the slow mailbox")
        until(lambda: office.order("rows", mailboxes=[well]), "the other's mail")
        assert " timeout after" not in log.read_text()
    ((sentence, _is_set),) = office.order("trouble", mailboxes=[slow])
    assert "127.0.0.1" in sentence and "took too long to answer" in sentence
