"""Real servers other than Dovecot; a test with `wire` runs on each of them.

`@pytest.mark.on(NAME, ...)` says that a test is about these servers alone. What a
server cannot do as the shared tests of sessions want it stands in `facts.OTHERWISE`.
"""

import itertools
from contextlib import ExitStack
from dataclasses import replace

import facts
import pytest
from kit.server_copy import server_copy
from office import PASSWORD as OFFICE_PASSWORD
from office import Office, forking_odoo
from peers.courier import Courier
from peers.cyrus import Cyrus
from peers.mailutils import Mailutils
from running_odoo import PASSWORD as SERVICE
from running_odoo import RunningOdoo
from wire_kit import PASSWORD, Wire, users

SERVERS = {kind.name: kind for kind in (Courier, Cyrus, Mailutils)}


def pytest_configure(config):
    config.addinivalue_line("markers", "on(*names): runs on these servers alone")


def pytest_generate_tests(metafunc):
    if "server_name" not in metafunc.fixturenames:
        return
    names = SERVERS
    for fixture, some in (("copying", facts.WITHOUT_MOVE), ("office", facts.LOSS)):
        if fixture in metafunc.fixturenames:
            names = some
    if marker := metafunc.definition.get_closest_marker("on"):
        names = marker.args
    test = metafunc.function.__name__
    names = [name for name in names if test not in facts.OTHERWISE[name]]
    metafunc.parametrize("server_name", names, scope="session")


@pytest.fixture(scope="session")
def people():
    """Each server's users in turn: a mailbox is emptied before it is used again."""
    return {name: itertools.cycle(users()) for name in SERVERS}


@pytest.fixture(scope="session")
def running(place, ca):
    """Starts a server once; by its name."""
    found = {}

    def start(name):
        if name not in found:
            password = facts.ASCII if name in facts.NEEDS_ASCII else PASSWORD
            found[name] = SERVERS[name](place / name, ca, users(password)).start()
        return found[name]

    yield start
    for one in found.values():
        one.stop()


@pytest.fixture(scope="session")
def server(server_name, running):
    """One of the servers."""
    return running(server_name)


@pytest.fixture
def wire(server, people):
    """A user of the running server, whose mailbox is empty."""
    address = next(people[server.name])
    server.clear(address)
    return Wire(server, address)


@pytest.fixture
def hard_mails(server):
    return facts.hard_mails(server.name)


@pytest.fixture
def copying(wire):
    """A user of a server that has no MOVE."""
    return wire


@pytest.fixture(scope="session")
def offices(place, ca):
    """Starts a server with mailboxes, and has Odoo workers for them; by its name."""
    with ExitStack() as stack:
        process, log = stack.enter_context(forking_odoo("servers_loss"))
        found = {}

        def start(name):
            if name not in found:
                people = {f"box{n}@{name}.example": OFFICE_PASSWORD for n in range(60)}
                kind = SERVERS[name](place / f"{name}-loss", ca, people)
                found[name] = Office(stack.enter_context(kind), process, log)
            return found[name]

        yield start


@pytest.fixture(scope="session")
def office(server_name, offices):
    """What the tests of loss use, on one of the servers."""
    return offices(server_name)


@pytest.fixture(scope="session")
def odoo_server():
    """A running Odoo with two cron workers, and its database."""
    with server_copy("servers") as running:
        yield running


@pytest.fixture(scope="session")
def odoos(place, ca, odoo_server, receiver):
    """Starts a server whose mail the running Odoo fetches; by its name."""
    with ExitStack() as stack:
        found = {}

        def start(name):
            if name not in found:
                people = {f"case{n}@{name}.example": SERVICE for n in range(40)}
                kind = SERVERS[name](place / f"{name}-service", ca, people)
                server = stack.enter_context(kind)
                others = next(iter(found.values()), None)
                found[name] = (
                    replace(others, dovecot=server, addresses=list(people))
                    if others
                    else RunningOdoo(
                        odoo_server, "servers", server, receiver, list(people)
                    ).set_up()
                )
            return found[name]

        yield start


@pytest.fixture
def odoo(server_name, odoos):
    """A running Odoo, and one of the servers for its mailboxes."""
    return odoos(server_name)


@pytest.fixture
def many():
    """More messages than are listed at once."""
    return 1100
