"""Moving to a folder on Dovecot, which may be another server by its settings."""

import pytest
from copies import *  # noqa: F403
from moves import *  # noqa: F403
from moves import move_first
from peers.dovecot import Dovecot
from wire_kit import Wire, mail, users

# Without MOVE, and as other servers have their folders.
WITHOUT_MOVE = "imap_capability = IMAP4rev1 UIDPLUS NAMESPACE\n"
BELOW_INBOX = "namespace inbox {\n  prefix = INBOX.\n  separator = .\n}\n"


@pytest.fixture(scope="module")
def plain(place, ca):
    with Dovecot(place / "no-move", ca, users(), settings=WITHOUT_MOVE) as running:
        yield running


@pytest.fixture(scope="module")
def prefixed(place, ca):
    with Dovecot(place / "prefixed", ca, users(), settings=BELOW_INBOX) as running:
        yield running


@pytest.fixture
def copying(plain, free_users):
    """A user of the Dovecot that has no MOVE."""
    address = next(free_users)
    plain.clear(address)
    return Wire(plain, address)


def test_folders_below_the_prefix_of_the_server(prefixed, free_users):
    wire = Wire(prefixed, next(free_users))
    wire.deliver(mail(1), mail(2))
    assert move_first(wire, "Done/2024")
    assert move_first(wire, "INBOX.Done.2024")
    assert wire.messages() == []
    assert sorted(wire.messages("Done/2024")) == [mail(1), mail(2)]
