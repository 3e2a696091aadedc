"""Moving to a folder on Dovecot, which may be another server by its settings."""

import pytest
from moves import *  # noqa: F403
from moves import move_first
from peers.dovecot import Dovecot
from peers.fault_proxy import FaultProxy, Rule
from wire_kit import Wire, mail, users

from tools.errors import RetryLater

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


def test_without_move_only_these_messages_are_copied_and_expunged(copying):
    copying.deliver(mail(1), mail(2), mail(3))
    with copying.other_client() as client:
        client.delete_messages(3)
    with copying.open("imaps") as session:
        assert not session._client.has_capability("MOVE")
    assert move_first(copying, "Processed")
    assert copying.messages() == [mail(2), mail(3)]
    assert copying.messages("Processed") == [mail(1)]


@pytest.mark.parametrize("command", [rb"UID COPY", rb"UID STORE", rb"UID EXPUNGE"])
def test_a_connection_cut_on_the_way_loses_nothing(copying, command):
    copying.deliver(mail(1), mail(2))
    with FaultProxy(copying.server.imap) as proxy:
        proxy.rules.append(Rule(on=command, do="cut"))
        with pytest.raises(RetryLater) as caught:
            move_first(copying, "Processed", "imap", port=proxy.port)
    assert caught.value.code == "connection_lost"
    assert mail(1) in copying.messages("Processed")
    with copying.open("imap") as session:
        refs = [one.ref for one in session.list_messages() if one.ref.uid == "1"]
        assert session.move(refs, "Processed") == set(refs)
    assert copying.messages() == [mail(2)]
    assert set(copying.messages("Processed")) == {mail(1)}


def test_folders_below_the_prefix_of_the_server(prefixed, free_users):
    wire = Wire(prefixed, next(free_users))
    wire.deliver(mail(1), mail(2))
    assert move_first(wire, "Done/2024")
    assert move_first(wire, "INBOX.Done.2024")
    assert wire.messages() == []
    assert sorted(wire.messages("Done/2024")) == [mail(1), mail(2)]
