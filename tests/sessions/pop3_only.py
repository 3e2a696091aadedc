"""What only POP3 has: deletion at QUIT, dates from headers."""

from datetime import datetime, timezone

import pytest
from wire_kit import POP3_WAYS, mail

pop3_ways = pytest.mark.parametrize("way", POP3_WAYS)


@pop3_ways
def test_an_aborted_session_deletes_nothing(wire, way):
    wire.deliver(mail(1), mail(2))
    session = wire.open(way)
    session.delete([one.ref for one in session.list_messages()])
    session.abort()
    assert wire.messages() == [mail(1), mail(2)]


@pop3_ways
def test_deleted_messages_are_gone_only_after_closing(wire, way):
    wire.deliver(mail(1))
    session = wire.open(way)
    (found,) = session.list_messages()
    assert session.delete([found.ref]) == frozenset()
    assert wire.messages() == [mail(1)]
    assert session.close() == {found.ref}
    wire.becomes()


@pop3_ways
def test_an_exception_after_a_delete_deletes_nothing(wire, way):
    wire.deliver(mail(1))
    with pytest.raises(KeyError), wire.open(way) as session:
        session.delete([one.ref for one in session.list_messages()])
        raise KeyError
    assert wire.messages() == [mail(1)]


def test_nul_arrives_as_it_is(wire):
    wire.deliver(b"Subject: nul\r\n\r\na\0b\r\n")
    with wire.open("pop3s") as session:
        (got,) = session.fetch([one.ref for one in session.list_messages()])
    assert wire.raws([got]) == [b"Subject: nul\r\n\r\na\0b\r\n"]


def test_the_summary_dates_come_from_the_headers(wire):
    wire.deliver(
        b"Date: Sun, 1 Feb 2026 10:00:00 +0100\r\n\r\n",
        b"Date: Thu, 1 Jan 1970 00:00:00 +0000\r\n\r\n",
        b"Received: by mx; Tue, 3 Feb 2026 10:00:00 +0100\r\n\r\n",
    )
    with wire.open("pop3s") as session:
        found = session.summary()
    assert found.count == 3
    assert found.oldest == datetime(2026, 2, 1, 9, tzinfo=timezone.utc)
    assert found.newest == datetime(2026, 2, 3, 9, tzinfo=timezone.utc)


def test_messages_without_any_date_give_none(wire):
    wire.deliver(mail(1))
    with wire.open("pop3s") as session:
        assert session.list_messages()[0].date is None
        assert session.summary().newest is None
