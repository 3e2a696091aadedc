"""What holds on IMAP and POP3 alike, over TLS, STARTTLS and clear text."""

import pytest
from wire_kit import IMAP_WAYS, WAYS, mail

from tools.errors import ParkMessage
from tools.transport import MailboxSummary, RemoteRef

every_way = pytest.mark.parametrize("way", WAYS)

# IMAP literals cannot carry NUL (RFC 9051, 9: CHAR8), see test_imap_only.py.
HARD = [
    b"Subject: dots\r\n\r\n.\r\n..\r\n.x\r\n",
    b"Subject: 8-bit \xff\xfe\r\n\r\n\x80\xe4\xfc\x7f\r\n",
    b"Subject: long\r\n\r\n" + b"y" * 150_000 + b"\r\n." + b"z" * 70_000 + b"\r\n",
    b"Subject: blank lines\r\n\r\n\r\n\r\n \t\r\n",
    b"no header at all\r\n",
    b"Subject: literal {5}\r\n\r\n* 1 FETCH (UID 1)\r\n) {3}\r\n",
]


@every_way
def test_an_empty_mailbox_lists_nothing(wire, way):
    with wire.open(way) as session:
        assert session.list_messages() == []
        assert session.summary() == MailboxSummary(0, 0, None, None)


@every_way
def test_messages_are_listed_oldest_first_with_their_sizes(wire, way):
    wire.deliver(mail(1), mail(2, 500), mail(3))
    with wire.open(way) as session:
        found = session.list_messages()
        got = list(session.fetch([one.ref for one in found]))
    assert wire.raws(got) == [mail(1), mail(2, 500), mail(3)]
    assert [one.size for one in found] == [len(one.raw) for one in got]


@every_way
def test_fetched_bytes_are_those_on_the_server(wire, way, hard_mails):
    wire.deliver(*hard_mails)
    with wire.open(way) as session:
        refs = [one.ref for one in session.list_messages()]
        got = list(session.fetch(refs))
    assert wire.raws(got) == hard_mails
    assert all(one.complete for one in got)


@every_way
def test_messages_come_in_the_order_asked(wire, way):
    wire.deliver(mail(1), mail(2), mail(3))
    with wire.open(way) as session:
        refs = [one.ref for one in session.list_messages()]
        got = [one.ref for one in session.fetch(reversed(refs))]
    assert got == refs[::-1]


@every_way
def test_reading_changes_nothing_on_the_server(wire, way):
    wire.deliver(mail(1), mail(2))
    with wire.open(way) as session:
        refs = [one.ref for one in session.list_messages()]
        list(session.fetch(refs))
        session.fetch_head(refs[0], 10)
        session.summary()
    assert wire.messages() == [mail(1), mail(2)]
    # POP3 has no flags: that a server marks what RETR took as seen is its own affair.
    if way in IMAP_WAYS:
        with wire.other_client() as client:
            flags = client.get_flags(client.search())
        assert {flag for found in flags.values() for flag in found} <= {b"\\Recent"}


@every_way
def test_a_second_session_knows_the_messages_by_the_same_refs(wire, way):
    wire.deliver(mail(1), mail(2))
    with wire.open(way) as session:
        before = [one.ref for one in session.list_messages()]
    with wire.open(way) as session:
        assert [one.ref for one in session.list_messages()] == before


@every_way
def test_the_head_has_no_more_bytes_than_asked_for(wire, way):
    wire.deliver(mail(1, 5000))
    with wire.open(way) as session:
        (found,) = session.list_messages()
        head = session.fetch_head(found.ref, 1000)
        (whole,) = session.fetch([found.ref])
    assert wire.raws([whole]) == [mail(1, 5000)]
    assert head.raw == whole.raw[:1000]
    assert head.complete is False


@every_way
def test_a_message_that_is_gone_is_left_out_of_a_fetch(wire, way):
    wire.deliver(mail(1), mail(2))
    with wire.open(way) as session:
        refs = [one.ref for one in session.list_messages()]
        gone = RemoteRef(refs[0].folder, refs[0].validity, "999999")
        assert [one.ref for one in session.fetch([gone, *refs])] == refs


@every_way
def test_the_head_of_a_message_that_is_gone_is_an_error(wire, way):
    with wire.open(way) as session, pytest.raises(ParkMessage) as caught:
        session.list_messages()
        session.fetch_head(RemoteRef("", "", "nowhere"), 10)
    assert str(caught.value) == "message_gone"


@every_way
def test_just_the_deleted_messages_leave(wire, way):
    wire.deliver(mail(1), mail(2), mail(3), mail(4))
    session = wire.open(way)
    refs = [one.ref for one in session.list_messages()]
    gone = session.delete([refs[1], refs[3]]) | session.close()
    assert gone == {refs[1], refs[3]}
    wire.becomes(mail(1), mail(3))


@every_way
def test_deleting_what_is_gone_succeeds(wire, way):
    wire.deliver(mail(1), mail(2))
    with wire.open(way) as session:
        refs = [one.ref for one in session.list_messages()]
        session.delete(refs[:1])
    wire.becomes(mail(2))
    session = wire.open(way)
    assert session.delete(refs[:1]) | session.close() == {refs[0]}
    assert wire.messages() == [mail(2)]


@every_way
def test_an_exception_in_the_block_aborts_and_passes_on(wire, way):
    wire.deliver(mail(1))
    with pytest.raises(KeyError, match="mine"), wire.open(way) as session:
        session.list_messages()
        raise KeyError("mine")
    assert wire.messages() == [mail(1)]


@every_way
def test_closing_twice_and_aborting_a_closed_session_is_harmless(wire, way):
    session = wire.open(way)
    session.close()
    session.abort()
    assert session.close() == frozenset()


@every_way
def test_many_messages_are_listed(wire, way, many):
    wire.deliver(*(mail(number) for number in range(many)))
    with wire.open(way) as session:
        found = session.list_messages()
        assert len({one.ref for one in found}) == many
        (last,) = session.fetch([found[-1].ref])
    assert wire.raws([last]) == [mail(many - 1)]
