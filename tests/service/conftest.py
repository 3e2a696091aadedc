"""Odoo as it is run in service: once with threads, once with worker processes."""

import re
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from kit import odoo_runner
from kit.server import Server
from peers.authority_ca import authority
from peers.dovecot import Dovecot
from peers.smtp_receiver import SmtpReceiver
from running_odoo import PASSWORD, RunningOdoo

USERS = {f"box{number}@acme.example": PASSWORD for number in range(80)}
# Odoo logs each query that meets a concurrent update so, and then tries again.
TROUBLE = re.compile(r" (ERROR|CRITICAL) (?!.* odoo\.sql_db: bad query)|MissingError")


@pytest.fixture(scope="session", params=[0, 2], ids=["threads", "workers"])
def odoo(request):
    """A server with 2 cron workers, and `workers` HTTP processes."""
    workers, database = request.param, f"service{request.param}"
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), database)
    with ExitStack() as stack:
        stack.callback(cluster.drop, database)
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="svc-")))
        place.chmod(0o755)
        sink = stack.enter_context(SmtpReceiver())
        dovecot = Dovecot(
            place / "dovecot", authority(place / "ca"), USERS, relay_port=sink.port
        )
        stack.enter_context(dovecot)
        server = Server(database, odoo_runner.free_port(), workers=workers)
        stack.enter_context(server)
        yield RunningOdoo(server, database, dovecot, sink).set_up()


@pytest.fixture(autouse=True)
def nothing_in_the_log(odoo):
    """No test leaves an error or a traceback in the server's log."""
    before = len(odoo.log())
    yield
    trouble = [
        line for line in odoo.log()[before:].splitlines() if TROUBLE.search(line)
    ]
    assert trouble == []
