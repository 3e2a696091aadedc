"""What is Cyrus's alone: a spool that is away, rights (RFC 4314), what it takes."""

from contextlib import contextmanager

import facts
import pytest
from imapclient.exceptions import IMAPClientError
from peers.cyrus import RIGHTS, Cyrus
from wire_kit import IMAP_WAYS, POP3_WAYS, WAYS, Wire, mail, users

from tools.errors import FixSettings, ParkMessage, RetryLater

pytestmark = pytest.mark.on("cyrus")
every_way = pytest.mark.parametrize("way", WAYS)


def refs_of(session):
    return [one.ref for one in session.list_messages()]


@contextmanager
def spool_away(server):
    """The disk with the mail is not there for a while."""
    away = server.spool.rename(server.spool.with_name("away"))
    try:
        yield
    finally:
        away.rename(server.spool)


def without(letters):
    return "".join(sorted(set(RIGHTS) - set(letters)))


@every_way
def test_while_the_spool_is_away_no_message_is_named_and_then_all_come(wire, way):
    wire.deliver(mail(1), mail(2), mail(3))
    session = wire.open(way)
    refs = refs_of(session)
    with spool_away(wire.server), pytest.raises(RetryLater) as caught:
        list(session.fetch(refs))
    session.abort()
    assert caught.value.keys == ()
    assert caught.value.code == "messages_refused"
    with wire.open(way) as session:
        assert wire.raws(session.fetch(refs)) == [mail(1), mail(2), mail(3)]


@every_way
def test_a_login_while_the_spool_is_away_is_tried_later(wire, way):
    wire.deliver(mail(1))
    with spool_away(wire.server), pytest.raises(RetryLater):
        with wire.open(way) as session:
            list(session.fetch(refs_of(session)))
    with wire.open(way) as session:
        assert wire.raws(session.fetch(refs_of(session))) == [mail(1)]


@every_way
def test_one_message_whose_file_is_gone_is_named_and_the_others_come(wire, way):
    odd = b"Subject: only here\r\nTo: %s\r\n\r\n" % wire.address.encode()
    wire.deliver(mail(1), odd, mail(3))
    file = wire.server.file(odd)
    away = file.rename(file.with_name("away"))
    session = wire.open(way)
    refs = refs_of(session)
    got = []
    with pytest.raises(ParkMessage) as caught:
        for one in session.fetch(refs):
            got.append(one)
    session.abort()
    assert (caught.value.code, caught.value.keys) == (
        "message_unreadable",
        (refs[1].key,),
    )
    assert wire.raws(got) == [mail(1), mail(3)]
    away.rename(file)
    with wire.open(way) as session:
        assert wire.raws(session.fetch(refs)) == [mail(1), odd, mail(3)]


@pytest.mark.parametrize("way", IMAP_WAYS)
def test_a_folder_that_is_deleted_meanwhile_names_no_message(place, ca, way):
    settings = {"delete_mode": "delayed"}  # as by default
    with Cyrus(place / f"folders-{way}", ca, users(), settings) as running:
        wire = Wire(running, "user0@example.test")
        wire.deliver(mail(1), mail(2), folder="Tickets")
        session = wire.open(way, folder=wire.folder("Tickets"))
        refs = refs_of(session)
        with wire.other_client() as client:
            client.delete_folder(wire.folder("Tickets"))
        with pytest.raises(RetryLater) as caught:
            list(session.fetch(refs))
        session.abort()
    assert (caught.value.code, caught.value.keys) == ("messages_refused", ())


@pytest.mark.parametrize("missing", ["t", "e", "te"])
@pytest.mark.parametrize("way", IMAP_WAYS)
def test_without_the_right_to_delete_it_is_said_and_mail_is_read(wire, way, missing):
    wire.deliver(mail(1), mail(2))
    wire.server.allow(wire.address, without(missing))
    with wire.open(way) as session:
        refs = refs_of(session)
        assert wire.raws(session.fetch(refs)) == [mail(1), mail(2)]
        with pytest.raises(FixSettings) as caught:
            session.delete(refs)
        assert caught.value.code == "delete_refused"
        assert caught.value.detail.startswith("MYRIGHTS INBOX ")
        wire.deliver(mail(3))
        assert wire.raws(session.fetch(refs_of(session)[2:])) == [mail(3)]
    wire.server.allow(wire.address, RIGHTS)
    with wire.open(way) as session:
        assert session.delete(refs) == set(refs)


def test_without_the_right_to_delete_folders_mail_is_deleted(wire):
    wire.deliver(mail(1))
    wire.server.allow(wire.address, without("x"))
    with wire.open("imaps") as session:
        refs = refs_of(session)
        assert session.delete(refs) == set(refs)
    assert wire.messages() == []


@pytest.mark.parametrize("missing", ["t", "e"])
def test_without_the_right_to_delete_nothing_is_moved_or_copied(wire, missing):
    wire.deliver(mail(1))
    wire.deliver(mail(2), folder="Done")
    wire.server.allow(wire.address, without(missing))
    with wire.open("imaps") as session, pytest.raises(FixSettings) as caught:
        session.move(refs_of(session), "Done")
    assert caught.value.code == "delete_refused"
    assert (wire.messages(), wire.messages("Done")) == ([mail(1)], [mail(2)])


def test_a_folder_that_nothing_may_be_put_into_is_said(wire):
    wire.deliver(mail(1))
    wire.deliver(mail(2), folder="Done")
    wire.server.allow(wire.address, without("i"), "Done")
    with wire.open("imaps") as session, pytest.raises(FixSettings) as caught:
        session.move(refs_of(session), "Done")
    assert caught.value.code == "move_refused"
    assert (wire.messages(), wire.messages("Done")) == ([mail(1)], [mail(2)])


@pytest.mark.parametrize("way", ["imap", "pop3"])
def test_clear_text_that_is_refused_is_a_matter_of_encryption(place, ca, way):
    settings = {"allowplaintext": "no"}
    people = users(facts.ASCII)
    with Cyrus(place / f"only-tls-{way}", ca, people, settings) as running:
        wire = Wire(running, "user0@example.test")
        with pytest.raises(FixSettings) as caught:
            wire.open(way)
        assert caught.value.code == "clear_text_refused"
        other = {"imap": "imap+starttls", "pop3": "pop3+stls"}[way]
        with wire.open(other) as session:
            assert session.list_messages() == []


@pytest.mark.parametrize("way", POP3_WAYS)
def test_logins_that_must_be_apart_are_tried_later_after_that_time(place, ca, way):
    settings = {"popminpoll": 1}
    with Cyrus(place / f"apart-{way}", ca, users(), settings) as running:
        wire = Wire(running, "user0@example.test")
        wire.open(way).close()
        with pytest.raises(RetryLater) as caught:
            wire.open(way).close()
        assert "[LOGIN-DELAY]" in caught.value.detail


@pytest.mark.parametrize(
    "raw", [b"no header at all\r\n", b"Subject: nul\r\n\r\na\0b\r\n"]
)
def test_what_is_no_mail_for_it_is_not_delivered(wire, raw):
    with pytest.raises(IMAPClientError):
        wire.deliver(raw)
    assert wire.messages() == []
