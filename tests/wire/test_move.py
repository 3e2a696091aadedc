"""Moving to a folder on a real Dovecot: names, missing folders, broken connections."""

import subprocess

import pytest
from peers.dovecot import Dovecot
from peers.fault_proxy import FaultProxy, Rule
from wire_kit import Wire, mail, users

from tools.errors import FixSettings, RetryLater

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


def move_first(wire, folder, way="imaps", **changes):
    """Move the first message; return whether it is known to be gone."""
    with wire.open(way, **changes) as session:
        first = session.list_messages()[0].ref
        return session.move([first], folder) == {first}


def subscribed(wire):
    config = str(wire.dovecot.directory / "dovecot.conf")
    words = ["doveadm", "-c", config, "mailbox", "list", "-s", "-u", wire.address]
    return subprocess.run(words, check=True, capture_output=True).stdout.split()


def test_a_missing_folder_is_made_and_subscribed(wire):
    wire.deliver(mail(1), mail(2))
    assert move_first(wire, "Processed")
    assert (wire.messages(), wire.messages("Processed")) == ([mail(2)], [mail(1)])
    assert b"Processed" in subscribed(wire)


def test_a_folder_that_is_there_gets_the_next_message(wire):
    wire.deliver(mail(1), mail(2))
    assert move_first(wire, "Processed")
    assert move_first(wire, "Processed")
    assert wire.messages() == []
    assert sorted(wire.messages("Processed")) == [mail(1), mail(2)]


def test_a_folder_inside_a_folder_with_letters_beyond_ascii(wire):
    wire.deliver(mail(1))
    assert move_first(wire, "Erledigte Fälle/2024")
    assert wire.messages("Erledigte F&AOQ-lle/2024") == [mail(1)]


def test_without_move_only_these_messages_are_copied_and_expunged(copying):
    copying.deliver(mail(1), mail(2), mail(3))
    config = str(copying.dovecot.directory / "dovecot.conf")
    flag = ["flags", "add", "-u", copying.address, "\\Deleted", "uid", "3"]
    subprocess.run(["doveadm", "-c", config, *flag], check=True)
    with copying.open("imaps") as session:
        assert not session._client.has_capability("MOVE")
    assert move_first(copying, "Processed")
    assert copying.messages() == [mail(2), mail(3)]
    assert copying.messages("Processed") == [mail(1)]


@pytest.mark.parametrize("command", [rb"UID COPY", rb"UID STORE", rb"UID EXPUNGE"])
def test_a_connection_cut_on_the_way_loses_nothing(copying, command):
    copying.deliver(mail(1), mail(2))
    with FaultProxy(copying.dovecot.imap) as proxy:
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


def test_a_move_whose_answer_was_lost_is_done(wire):
    wire.deliver(mail(1), mail(2))
    with FaultProxy(wire.dovecot.imap) as proxy:
        proxy.rules.append(Rule(on=rb"UID MOVE", do="cut"))
        session = wire.open("imap", port=proxy.port)
        first = session.list_messages()[0].ref
        with pytest.raises(RetryLater):
            session.move([first], "Processed")
        session.abort()
    with wire.open("imap") as again:
        assert again.move([first], "Processed") == {first}
    assert (wire.messages(), wire.messages("Processed")) == ([mail(2)], [mail(1)])


def test_folders_below_the_prefix_of_the_server(prefixed, free_users):
    wire = Wire(prefixed, next(free_users))
    wire.deliver(mail(1), mail(2))
    assert move_first(wire, "Done/2024")
    assert move_first(wire, "INBOX.Done.2024")
    assert wire.messages() == []
    assert sorted(wire.messages("Done/2024")) == [mail(1), mail(2)]


def test_a_folder_that_cannot_be_made_is_a_matter_of_settings(wire):
    wire.deliver(mail(1))
    for name in ("a" * 300, "Pro*", "a\r\nb"):
        with pytest.raises(FixSettings) as caught:
            move_first(wire, name)
        assert caught.value.code == "move_folder_refused"
    assert wire.messages() == [mail(1)]


def test_the_folder_itself_is_no_target(wire):
    wire.deliver(mail(1))
    with pytest.raises(FixSettings) as caught:
        move_first(wire, "INBOX")
    assert caught.value.code == "move_same_folder"
    assert wire.messages() == [mail(1)]


def test_pop3_moves_nothing(wire):
    wire.deliver(mail(1))
    with pytest.raises(FixSettings) as caught:
        move_first(wire, "Processed", "pop3s")
    assert caught.value.code == "move_needs_imap"
    assert wire.messages() == [mail(1)]
