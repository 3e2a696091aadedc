"""One real Dovecot for all wire tests; every test gets an empty mailbox of its own."""

import itertools

import pytest
from every_way import HARD
from wire_kit import TRASH, Wire, users


@pytest.fixture(scope="session")
def dovecot_options():
    return {"users": users(), "settings": TRASH}


@pytest.fixture(scope="session")
def free_users():
    return itertools.cycle(users())


@pytest.fixture
def wire(dovecot, free_users):
    """A user of the running Dovecot, whose mailbox is empty."""
    address = next(free_users)
    dovecot.clear(address)
    return Wire(dovecot, address)


@pytest.fixture
def hard_mails():
    return HARD


@pytest.fixture
def many():
    """More messages than are listed at once."""
    return 2000
