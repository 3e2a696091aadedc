"""What only IMAP has, on Dovecot."""

import subprocess

import pytest
from imap_only import *  # noqa: F403
from wire_kit import mail

from tools.errors import FixSettings, RetryLater


def doveadm(wire, *words):
    """Run doveadm on the private instance."""
    config = str(wire.server.directory / "dovecot.conf")
    subprocess.run(["doveadm", "-c", config, *words], check=True)


def test_nul_is_the_one_byte_that_imap_replaces(wire):
    wire.deliver(b"Subject: nul\r\n\r\na\0b\r\n")
    with wire.open("imaps") as session:
        (got,) = session.fetch([one.ref for one in session.list_messages()])
    assert got.raw == b"Subject: nul\r\n\r\na\x80b\r\n"


def test_a_changed_uidvalidity_makes_new_refs_and_shields_the_messages(wire):
    wire.deliver(mail(1))
    with wire.open("imaps") as session:
        (old,) = session.list_messages()
    validity = str(int(old.ref.validity) + 7)
    words = ("mailbox", "update", "-u", wire.address, "--uid-validity", validity)
    doveadm(wire, *words, "INBOX")
    with wire.open("imaps") as session:
        (new,) = session.list_messages()
        assert list(session.fetch([old.ref])) == []
        assert session.delete([old.ref]) == frozenset()
    assert new.ref.validity == validity
    assert wire.messages() == [mail(1)]


def test_a_missing_folder_is_a_matter_of_settings(wire):
    with pytest.raises(FixSettings) as caught:
        wire.open("imaps", folder="Nowhere")
    assert caught.value.code == "folder_missing"
    assert "Mailbox doesn't exist: Nowhere" in caught.value.detail


def test_a_message_the_server_drops_the_connection_over_is_named(wire):
    wire.deliver(mail(1), mail(2))
    with wire.open("imaps") as session:
        refs = [one.ref for one in session.list_messages()]
    wire.server.files(wire.address)[0].chmod(0)
    with wire.open("imaps") as session, pytest.raises(RetryLater) as caught:
        list(session.fetch(refs))
    assert caught.value.code == "connection_lost"
    assert caught.value.keys == tuple(ref.key for ref in refs)
    with wire.open("imaps") as session:
        assert [one.raw for one in session.fetch(refs[1:])] == [mail(2)]
