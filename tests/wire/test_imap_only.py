"""What only IMAP has: flags, dates, folders, UIDVALIDITY, UID EXPUNGE, memory."""

import subprocess
from datetime import datetime, timezone

import pytest
from wire_kit import IMAP_WAYS, mail

from tools.errors import FixSettings, RetryLater
from tools.transport import RemoteRef

DATE = datetime(2020, 2, 3, 4, 5, 6, tzinfo=timezone.utc)


def doveadm(wire, *words):
    """Run doveadm on the private instance."""
    config = str(wire.dovecot.directory / "dovecot.conf")
    subprocess.run(["doveadm", "-c", config, *words], check=True)


@pytest.mark.parametrize("way", IMAP_WAYS)
def test_the_date_is_the_internaldate_in_utc(wire, way):
    wire.deliver(mail(1), date=DATE)
    with wire.open(way) as session:
        (found,) = session.list_messages()
        (got,) = session.fetch([found.ref])
        summary = session.summary()
    assert (found.date, got.date) == (DATE, DATE)
    assert (summary.oldest, summary.newest) == (DATE, DATE)
    assert (summary.count, summary.size) == (1, 27)


def test_nul_is_the_one_byte_that_imap_replaces(wire):
    wire.deliver(b"Subject: nul\r\n\r\na\0b\r\n")
    with wire.open("imaps") as session:
        (got,) = session.fetch([one.ref for one in session.list_messages()])
    assert got.raw == b"Subject: nul\r\n\r\na\x80b\r\n"


def test_messages_flagged_as_deleted_are_listed_with_the_flag(wire):
    wire.deliver(mail(1), mail(2))
    doveadm(wire, "flags", "add", "-u", wire.address, "\\Deleted", "uid", "1")
    with wire.open("imaps") as session:
        found = session.list_messages()
    assert [(one.ref.uid, one.flagged_deleted) for one in found] == [
        ("1", True),
        ("2", False),
    ]


def test_uid_expunge_spares_what_others_flagged_as_deleted(wire):
    wire.deliver(mail(1), mail(2))
    doveadm(wire, "flags", "add", "-u", wire.address, "\\Deleted", "uid", "1")
    with wire.open("imaps") as session:
        second = session.list_messages()[1].ref
        assert session.delete([second]) == {second}
    assert wire.messages() == [mail(1)]


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


def test_a_message_expunged_by_another_client_is_left_out(wire):
    wire.deliver(mail(1), mail(2), mail(3))
    with wire.open("imaps") as session, wire.open("imaps") as other:
        refs = [one.ref for one in session.list_messages()]
        other.delete([refs[1]])
        assert [one.ref for one in session.fetch(refs)] == [refs[0], refs[2]]
        assert session.delete(refs) == set(refs)
    assert wire.messages() == []


def test_new_mail_shows_in_the_next_listing_of_the_same_session(wire):
    wire.deliver(mail(1))
    with wire.open("imaps") as session:
        assert len(session.list_messages()) == 1
        wire.deliver(mail(2))
        assert len(session.list_messages()) == 2


def test_another_folder_is_read_and_emptied_without_touching_inbox(wire):
    wire.deliver(mail(1))
    wire.deliver(mail(2), folder="Tickets")
    with wire.open("imaps", folder="Tickets") as session:
        (found,) = session.list_messages()
        assert session.delete([found.ref]) == {found.ref}
    assert found.ref.folder == "Tickets"
    assert (wire.messages(), wire.messages("Tickets")) == ([mail(1)], [])


def test_a_folder_with_letters_beyond_ascii_is_found(wire):
    wire.deliver(mail(2), folder="F&AOQ-lle")  # modified UTF-7, RFC 3501, 5.1.3
    with wire.open("imaps", folder="Fälle") as session:
        (found,) = session.list_messages()
    assert found.ref.key.startswith("F%C3%A4lle/")


def test_a_missing_folder_is_a_matter_of_settings(wire):
    with pytest.raises(FixSettings) as caught:
        wire.open("imaps", folder="Nowhere")
    assert caught.value.code == "folder_missing"
    assert "Mailbox doesn't exist: Nowhere" in caught.value.detail


def test_a_message_the_server_drops_the_connection_over_is_named(wire):
    wire.deliver(mail(1), mail(2))
    with wire.open("imaps") as session:
        refs = [one.ref for one in session.list_messages()]
    wire.dovecot.files(wire.address)[0].chmod(0)
    with wire.open("imaps") as session, pytest.raises(RetryLater) as caught:
        list(session.fetch(refs))
    assert caught.value.code == "connection_lost"
    assert caught.value.keys == tuple(ref.key for ref in refs)
    with wire.open("imaps") as session:
        assert [one.raw for one in session.fetch(refs[1:])] == [mail(2)]


def test_a_fetch_without_a_listing_asks_for_sizes_and_works(wire):
    wire.deliver(mail(1), mail(2))
    with wire.open("imaps") as session:
        refs = [one.ref for one in session.list_messages()]
    with wire.open("imaps") as session:
        got = list(session.fetch([*refs, RemoteRef("INBOX", refs[0].validity, "99")]))
    assert [one.raw for one in got] == [mail(1), mail(2)]
