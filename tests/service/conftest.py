"""Odoo as it is run in service: once with threads, once with worker processes."""

import re

import pytest
from kit.server_copy import server_copy
from running_odoo import PASSWORD, RunningOdoo

KILLED = ("deadly", "endless")
USERS = {f"box{number}@acme.example": PASSWORD for number in range(200)}
# Odoo logs each query that meets a concurrent update so, and then tries again.
TROUBLE = re.compile(r" (ERROR|CRITICAL) (?!.* odoo\.sql_db: bad query)|MissingError")


@pytest.fixture(scope="session")
def dovecot_options(receiver):
    killed = {f"{name}@acme.example": PASSWORD for name in KILLED}
    return {"users": USERS | killed, "relay_port": receiver.port}


@pytest.fixture(scope="session", params=[0, 2], ids=["threads", "workers"])
def odoo(request, dovecot, receiver):
    """A server with 2 cron workers, and so many processes for HTTP."""
    half = len(USERS) // 2
    addresses = list(USERS)[half:] if request.param else list(USERS)[:half]
    database = f"service{request.param}"
    receiver.clear()
    with server_copy(database, workers=request.param) as server:
        running = RunningOdoo(server, database, dovecot, receiver, addresses)
        yield running.set_up()


@pytest.fixture(autouse=True)
def nothing_in_the_log(request):
    """No test of `odoo` leaves an error in the server's log."""
    if "odoo" not in request.fixturenames:
        yield
        return
    odoo = request.getfixturevalue("odoo")
    before = len(odoo.log())
    yield
    added = odoo.log()[before:].splitlines()
    assert [line for line in added if TROUBLE.search(line)] == []
