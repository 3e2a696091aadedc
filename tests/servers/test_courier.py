"""What is Courier's alone: a text instead of a message that it cannot open, wrapped
messages by POP3, no MOVE."""

import pytest
from peers.courier import Courier
from peers.waiting import until
from wire_kit import POP3_WAYS, Wire, mail, users

from tools.errors import FixSettings, ParkMessage, RetryLater
from tools.transport import PasswordCredential

pytestmark = pytest.mark.on("courier")

UMLAUTS = "Subject: Störung\r\nFrom: Jürgen <j@x.example>\r\n\r\nä\r\n".encode()


def refs_of(session):
    return [one.ref for one in session.list_messages()]


def fetch_all(session, refs):
    """The messages that are handed out, and the error at the end."""
    got = []
    with pytest.raises(ParkMessage) as caught:
        for one in session.fetch(refs):
            got.append(one)
    return got, caught.value


def test_a_message_whose_file_is_gone_is_no_message_and_no_other_is_lost(wire):
    wire.deliver(mail(1), mail(2), mail(3))
    with wire.open("imaps") as session:
        refs = refs_of(session)
        wire.server.files(wire.address)[1].unlink()
        got = list(session.fetch(refs))
        assert [one.ref for one in got] == [refs[0], refs[2]]
        assert wire.raws(got) == [mail(1), mail(3)]


def test_a_file_that_cannot_be_read_is_an_unreadable_message_which_stays(wire):
    wire.deliver(mail(1), mail(2))
    with wire.open("imaps") as session:
        refs = refs_of(session)
        wire.server.files(wire.address)[0].chmod(0)
        got, error = fetch_all(session, refs)
        assert wire.raws(got) == [mail(2)]
        assert (error.code, error.keys) == ("message_unreadable", (refs[0].key,))
        assert session.delete(refs) == {refs[1]}
    (first,) = wire.server.files(wire.address)
    first.chmod(0o600)
    with wire.open("imaps") as session:
        assert wire.raws(session.fetch(refs[:1])) == [mail(1)]
        assert session.delete(refs[:1]) == {refs[0]}
    assert wire.messages() == []


def test_what_cannot_be_read_any_more_just_before_the_delete_stays(wire):
    wire.deliver(mail(1, 500), mail(2))
    with wire.open("imaps") as session:
        refs = refs_of(session)
        assert wire.raws(session.fetch(refs)) == [mail(1, 500), mail(2)]
        wire.server.files(wire.address)[0].chmod(0)
        assert session.delete(refs) == {refs[1]}
    (first,) = wire.server.files(wire.address)
    first.chmod(0o600)
    assert wire.messages() == [mail(1, 500)]


@pytest.mark.parametrize("way", POP3_WAYS)
def test_by_pop3_a_header_beyond_ascii_comes_as_it_is(wire, way):
    wire.deliver(UMLAUTS)
    with wire.open(way) as session:
        refs = refs_of(session)
        assert wire.raws(session.fetch(refs)) == [UMLAUTS]
        assert session.fetch_head(refs[0], 30).raw == UMLAUTS[:30]


@pytest.mark.parametrize("way", POP3_WAYS)
def test_by_pop3_a_file_that_cannot_be_read_any_more_is_named_and_stays(wire, way):
    wire.deliver(mail(1), mail(2))
    session = wire.open(way)
    refs = refs_of(session)
    wire.server.files(wire.address)[0].chmod(0)
    got, error = fetch_all(session, refs)
    assert wire.raws(got) == [mail(2)]
    assert (error.code, error.keys) == ("message_unreadable", (refs[0].key,))
    assert "Can't open the message file" in error.detail
    assert session.delete(refs[1:]) | session.close() == {refs[1]}
    (left,) = until(
        lambda: len(found := wire.server.files(wire.address)) == 1 and found,
        "the other one is deleted",
    )
    left.chmod(0o600)
    assert wire.messages() == [mail(1)]


@pytest.mark.parametrize("way", POP3_WAYS)
def test_by_pop3_a_login_fails_while_a_file_cannot_be_read_and_then_all_come(wire, way):
    wire.deliver(mail(1), mail(2))
    (first, _second) = wire.server.files(wire.address)
    first.chmod(0)
    with pytest.raises(RetryLater) as caught:
        wire.open(way)
    assert (caught.value.code, caught.value.keys) == ("connection_lost", ())
    for file in wire.server.files(wire.address):
        file.chmod(0o600)
    with wire.open(way) as session:
        assert wire.raws(session.fetch(refs_of(session))) == [mail(1), mail(2)]


@pytest.mark.parametrize("name", ["Fertig/", "Fertig.", "/Fertig", "Fertig//"])
def test_a_processed_folder_with_a_separator_at_its_end_is_the_one_without(wire, name):
    wire.deliver(mail(1), mail(2))
    with wire.open("imaps") as session:
        refs = refs_of(session)
        assert session.move(refs[:1], name) == {refs[0]}
        assert wire.raws(session.fetch(refs[1:])) == [mail(2)]
    assert (wire.messages(), wire.messages("Fertig")) == ([mail(2)], [mail(1)])


def test_without_authenticate_a_password_beyond_ascii_is_refused_by_us(place, ca):
    debian = {"IMAP_CAPABILITY": "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE IDLE"}
    with Courier(place / "debian", ca, users(), debian) as running:
        wire = Wire(running, "user0@example.test")
        with pytest.raises(FixSettings) as caught:
            wire.open("imap")
        assert caught.value.code == "clear_text_refused"  # it offers STARTTLS
        with wire.open("imaps") as session:
            assert session.list_messages() == []


@pytest.mark.parametrize("way", ["imap", "pop3"])
def test_clear_text_that_is_refused_is_a_matter_of_encryption(place, ca, way):
    only_tls = {"POP3_TLS_REQUIRED": 1, "IMAP_TLS_REQUIRED": 1}
    with Courier(place / "only-tls", ca, users(), only_tls) as running:
        wire = Wire(running, "user0@example.test")
        with pytest.raises(FixSettings) as caught:
            wire.open(way)
        assert caught.value.code == "clear_text_refused"
        other = {"imap": "imap+starttls", "pop3": "pop3+stls"}[way]
        with wire.open(other) as session:
            assert session.list_messages() == []


@pytest.mark.parametrize("way", POP3_WAYS)
def test_a_maildir_that_is_no_maildir_is_no_matter_of_the_password(wire, way):
    wire.deliver(mail(1))
    maildir = wire.server.home(wire.address) / "mail"
    (maildir / "cur").rename(maildir / "away")
    try:
        with pytest.raises(FixSettings) as caught:
            wire.open(way).close()
        assert caught.value.code == "administrator_needed"
    finally:
        wire.server.clear(wire.address)


def test_a_wrong_password_is_still_a_wrong_password(wire):
    with pytest.raises(FixSettings) as caught:
        wire.open("pop3s", credential=PasswordCredential("wrong"))
    assert caught.value.code == "login_refused"
