"""What only IMAP has: flags, dates, folders, UID EXPUNGE."""

from datetime import datetime, timezone

import pytest
from wire_kit import IMAP_WAYS, mail

from tools.transport import RemoteRef

DATE = datetime(2020, 2, 3, 4, 5, 6, tzinfo=timezone.utc)


def flag_first_as_deleted(wire):
    with wire.other_client() as client:
        client.delete_messages(min(client.search()))


@pytest.mark.parametrize("way", IMAP_WAYS)
def test_the_date_is_the_internaldate_in_utc(wire, way):
    wire.deliver(mail(1), date=DATE)
    with wire.open(way) as session:
        (found,) = session.list_messages()
        (got,) = session.fetch([found.ref])
        summary = session.summary()
    assert (found.date, got.date) == (DATE, DATE)
    assert (summary.oldest, summary.newest) == (DATE, DATE)
    assert (summary.count, summary.size) == (1, found.size)


def test_messages_flagged_as_deleted_are_listed_with_the_flag(wire):
    wire.deliver(mail(1), mail(2))
    flag_first_as_deleted(wire)
    with wire.open("imaps") as session:
        found = session.list_messages()
    assert [one.flagged_deleted for one in found] == [True, False]


def test_uid_expunge_spares_what_others_flagged_as_deleted(wire):
    wire.deliver(mail(1), mail(2))
    flag_first_as_deleted(wire)
    with wire.open("imaps") as session:
        second = session.list_messages()[1].ref
        assert session.delete([second]) == {second}
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
    with wire.open("imaps", folder=wire.folder("Tickets")) as session:
        (found,) = session.list_messages()
        assert session.delete([found.ref]) == {found.ref}
    assert found.ref.folder == wire.folder("Tickets")
    assert (wire.messages(), wire.messages("Tickets")) == ([mail(1)], [])


def test_a_folder_with_letters_beyond_ascii_is_found(wire):
    wire.deliver(mail(2), folder="Fälle")
    with wire.open("imaps", folder=wire.folder("Fälle")) as session:
        (found,) = session.list_messages()
    assert found.ref.key.startswith(wire.folder("F%C3%A4lle") + "/")


def test_a_fetch_without_a_listing_asks_for_sizes_and_works(wire):
    wire.deliver(mail(1), mail(2))
    with wire.open("imaps") as session:
        refs = [one.ref for one in session.list_messages()]
    with wire.open("imaps") as session:
        got = list(session.fetch([*refs, RemoteRef("INBOX", refs[0].validity, "99")]))
    assert wire.raws(got) == [mail(1), mail(2)]
