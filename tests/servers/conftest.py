"""Real servers other than Dovecot; a test with `wire` runs on each of them.

`@pytest.mark.on(NAME, ...)` says that a test is about these servers alone. What a
server cannot do as the shared tests of sessions want it stands in `facts.OTHERWISE`.
"""

import itertools

import facts
import pytest
from peers.courier import Courier
from peers.cyrus import Cyrus
from peers.mailutils import Mailutils
from wire_kit import PASSWORD, Wire, users

SERVERS = {kind.name: kind for kind in (Courier, Cyrus, Mailutils)}


def pytest_configure(config):
    config.addinivalue_line("markers", "on(*names): runs on these servers alone")


def pytest_generate_tests(metafunc):
    wanted = {"server", "copying"} & set(metafunc.fixturenames)
    if wanted:
        default = facts.WITHOUT_MOVE if "copying" in wanted else SERVERS
        marker = metafunc.definition.get_closest_marker("on")
        names = [
            name
            for name in (marker.args if marker else default)
            if metafunc.function.__name__ not in facts.OTHERWISE[name]
        ]
        metafunc.parametrize("server", names, indirect=True, scope="session")


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
def server(request, running):
    """One of the servers."""
    return running(request.param)


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
