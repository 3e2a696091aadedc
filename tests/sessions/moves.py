"""Moving to a folder: names, missing folders, broken connections."""

import pytest
from peers.fault_proxy import FaultProxy, Rule
from wire_kit import mail

from tools.errors import FixSettings, RetryLater


def move_first(wire, folder, way="imaps", **changes):
    """Move the first message; return whether it is known to be gone."""
    with wire.open(way, **changes) as session:
        first = session.list_messages()[0].ref
        return session.move([first], folder) == {first}


def test_a_missing_folder_is_made_and_subscribed(wire):
    wire.deliver(mail(1), mail(2))
    assert move_first(wire, "Processed")
    assert (wire.messages(), wire.messages("Processed")) == ([mail(2)], [mail(1)])
    with wire.other_client() as client:
        subscribed = [name for *_details, name in client.list_sub_folders()]
    assert wire.folder("Processed") in subscribed


def test_a_folder_that_is_there_gets_the_next_message(wire):
    wire.deliver(mail(1), mail(2))
    assert move_first(wire, "Processed")
    assert move_first(wire, "Processed")
    assert wire.messages() == []
    assert sorted(wire.messages("Processed")) == [mail(1), mail(2)]


def test_a_folder_inside_a_folder_with_letters_beyond_ascii(wire):
    wire.deliver(mail(1))
    assert move_first(wire, "Erledigte Fälle/2024")
    assert wire.messages("Erledigte Fälle/2024") == [mail(1)]


def test_a_move_whose_answer_was_lost_is_done(wire):
    wire.deliver(mail(1), mail(2))
    with FaultProxy(wire.server.imap) as proxy:
        proxy.rules.append(Rule(on=rb"UID MOVE", do="cut"))
        session = wire.open("imap", port=proxy.port)
        first = session.list_messages()[0].ref
        with pytest.raises(RetryLater):
            session.move([first], "Processed")
        session.abort()
    with wire.open("imap") as again:
        assert again.move([first], "Processed") == {first}
    assert (wire.messages(), wire.messages("Processed")) == ([mail(2)], [mail(1)])


def test_a_folder_that_cannot_be_made_is_a_matter_of_settings(wire):
    wire.deliver(mail(1))
    for name in ("a" * 600, "Pro*", "a\r\nb"):
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
