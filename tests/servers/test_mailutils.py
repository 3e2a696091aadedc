"""What is GNU Mailutils' alone: an answer without CR, UIDs that are gone, locks."""

import pytest
from wire_kit import IMAP_WAYS, POP3_WAYS, WAYS, mail

from tools.errors import RetryLater
from tools.transport.imap_sent import SentFolder

pytestmark = pytest.mark.on("mailutils")


def refs_of(session):
    return [one.ref for one in session.list_messages()]


def expunge_second(wire):
    """Another client has deleted the second message, and is gone again."""
    with wire.other_client() as client:
        client.delete_messages([2])
        client.expunge()


@pytest.mark.parametrize("way", IMAP_WAYS)
def test_the_answer_to_authenticate_may_lack_its_cr(wire, way):
    wire.deliver(mail(1))
    with wire.open(way) as session:
        assert wire.raws(session.fetch(refs_of(session))) == [mail(1)]


@pytest.mark.parametrize("way", IMAP_WAYS)
def test_deleting_what_is_gone_deletes_no_neighbour(wire, way):
    wire.deliver(mail(1), mail(2), mail(3))
    with wire.open(way) as session:
        refs = refs_of(session)
    expunge_second(wire)
    with wire.open(way) as session:
        assert session.delete([refs[1]]) == {refs[1]}
    with wire.open(way) as session:
        assert [one.flagged_deleted for one in session.list_messages()] == [False] * 2
    assert wire.messages() == [mail(1), mail(3)]


@pytest.mark.parametrize("way", IMAP_WAYS)
def test_moving_what_is_gone_moves_no_neighbour(wire, way):
    wire.deliver(mail(1), mail(2), mail(3))
    with wire.open(way) as session:
        refs = refs_of(session)
    expunge_second(wire)
    with wire.open(way) as session:
        assert session.move([refs[1]], "Done") == {refs[1]}
    assert (wire.messages(), wire.messages("Done")) == ([mail(1), mail(3)], [])


@pytest.mark.parametrize("way", IMAP_WAYS)
def test_fetching_what_is_gone_brings_no_neighbour(wire, way):
    wire.deliver(mail(1), mail(2), mail(3))
    with wire.open(way) as session:
        refs = refs_of(session)
    expunge_second(wire)
    with wire.open(way) as session:
        got = list(session.fetch(refs))
        assert [one.ref for one in got] == [refs[0], refs[2]]
        assert wire.raws(got) == [mail(1), mail(3)]
        assert session.delete(refs) == set(refs)
    assert wire.messages() == []


@pytest.mark.parametrize("way", WAYS)
def test_a_head_is_the_beginning_of_the_header(wire, way):
    wire.deliver(mail(1, 5000))
    with wire.open(way) as session:
        (ref,) = refs_of(session)
        head = session.fetch_head(ref, 1000)
    assert len(head.raw) == 1000 and not head.complete
    assert head.raw.startswith(b"Subject: mail 1\r\n")
    assert b"\r\n\r\n" in head.raw


@pytest.mark.parametrize("way", IMAP_WAYS)
def test_the_fields_it_adds_between_sessions_keep_no_mail_from_being_deleted(wire, way):
    wire.deliver(mail(1), mail(2))
    with wire.open(way) as session:
        first = {one.ref: one.size for one in session.list_messages()}
    with wire.open(way) as session:
        second = {one.ref: one.size for one in session.list_messages()}
        assert second.keys() == first.keys() and second != first
        assert session.delete(list(first)) == set(first)
    assert wire.messages() == []


def test_without_uidplus_what_others_flagged_as_deleted_goes_with_ours(wire):
    wire.deliver(mail(1), mail(2), mail(3))
    with wire.other_client() as client:
        client.delete_messages([1])
    with wire.open("imaps") as session:
        refs = refs_of(session)
        assert session.delete([refs[1]]) == {refs[1]}
    assert wire.messages() == [mail(3)]


@pytest.mark.parametrize("way", POP3_WAYS)
def test_a_mailbox_that_another_session_has_is_tried_later(wire, way):
    wire.deliver(mail(1))
    with wire.open("pop3"), pytest.raises(RetryLater) as caught:
        wire.open(way)
    assert caught.value.code == "mailbox_in_use"
    with wire.open(way) as session:
        assert wire.raws(session.fetch(refs_of(session))) == [mail(1)]


@pytest.mark.parametrize("way", POP3_WAYS)
def test_a_mailbox_that_another_program_has_locked_is_tried_later(wire, way):
    wire.deliver(mail(1))
    lock = wire.server.lock_path(wire.address)
    lock.touch()
    with pytest.raises(RetryLater) as caught:
        wire.open(way)
    assert caught.value.code == "mailbox_in_use"
    lock.unlink()
    with wire.open(way) as session:
        assert wire.raws(session.fetch(refs_of(session))) == [mail(1)]


def test_a_sent_folder_cannot_be_read_as_its_last_message_is_not_found(wire):
    wire.deliver(mail(1), folder="Sent")
    with SentFolder.open(wire.settings("imaps", folder="Sent")) as folder:
        with pytest.raises(RetryLater) as caught:
            folder.end()
    assert caught.value.code == "command_refused"
    assert "Bogus number set" in caught.value.detail
