"""One real Dovecot for all wire tests; every test gets an empty mailbox of its own."""

import itertools
import tempfile
from pathlib import Path

import pytest
from peers.authority_ca import authority
from peers.dovecot import Dovecot
from wire_kit import TRASH, Wire, users


@pytest.fixture(scope="session")
def place():
    """A short-lived directory that other users may enter."""
    with tempfile.TemporaryDirectory(prefix="wire-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def ca(place):
    return authority(place / "ca")


@pytest.fixture(scope="session")
def dovecot(place, ca):
    with Dovecot(place / "dovecot", ca, users(), settings=TRASH) as running:
        yield running


@pytest.fixture(scope="session")
def free_users():
    return itertools.cycle(users())


@pytest.fixture
def wire(dovecot, free_users):
    """A user of the running Dovecot, whose mailbox is empty."""
    address = next(free_users)
    dovecot.clear(address)
    return Wire(dovecot, address)
