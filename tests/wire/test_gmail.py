"""Deleting on a Dovecot that says it is Gmail."""

import pytest
from peers.dovecot import Dovecot
from wire_kit import TRASH, Wire, mail, users

from tools.errors import FixSettings

GMAIL = "imap_capability = +X-GM-EXT-1\n"


def running(place, ca, name, settings):
    return Dovecot(place / name, ca, users(), settings=GMAIL + settings)


def test_deleted_mail_lies_in_the_folder_whose_use_is_trash(place, ca):
    with running(place, ca, "gmail", TRASH) as dovecot:
        wire = Wire(dovecot, "user0@example.test")
        wire.deliver(mail(1), mail(2))
        wire.deliver(mail(0), folder="Papierkorb")
        with wire.open("imaps") as session:
            first = session.list_messages()[0].ref
            assert session.delete([first]) == {first}
        assert wire.messages() == [mail(2)]
        assert sorted(wire.messages("Papierkorb")) == [mail(0), mail(1)]


def test_in_the_trash_itself_deleting_is_final(place, ca):
    with running(place, ca, "gmail-trash", TRASH) as dovecot:
        wire = Wire(dovecot, "user0@example.test")
        wire.deliver(mail(1), mail(2), folder="Papierkorb")
        with wire.open("imaps", folder="Papierkorb") as session:
            first = session.list_messages()[0].ref
            assert session.delete([first]) == {first}
        assert wire.messages("Papierkorb") == [mail(2)]


def test_without_a_trash_nothing_is_deleted(place, ca):
    with running(place, ca, "gmail-bare", "") as dovecot:
        wire = Wire(dovecot, "user0@example.test")
        wire.deliver(mail(1))
        with pytest.raises(FixSettings) as caught, wire.open("imaps") as session:
            session.delete([one.ref for one in session.list_messages()])
        assert caught.value.code == "trash_missing"
        assert wire.messages() == [mail(1)]


def test_moved_mail_lies_in_the_folder_asked_for_and_not_in_the_trash(place, ca):
    with running(place, ca, "gmail-move", TRASH) as dovecot:
        wire = Wire(dovecot, "user0@example.test")
        wire.deliver(mail(1), mail(2))
        with wire.open("imaps") as session:
            first = session.list_messages()[0].ref
            assert session.move([first], "Processed") == {first}
        assert (wire.messages(), wire.messages("Processed")) == ([mail(2)], [mail(1)])
        assert wire.messages("Papierkorb") == []
