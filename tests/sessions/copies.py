"""Moving on a server that has no MOVE; `copying` is a mailbox there."""

import pytest
from moves import move_first
from peers.fault_proxy import FaultProxy, Rule
from wire_kit import mail

from tools.errors import RetryLater


def test_without_move_only_these_messages_are_copied_and_expunged(copying):
    copying.deliver(mail(1), mail(2), mail(3))
    with copying.other_client() as client:
        client.delete_messages(3)
    with copying.open("imaps") as session:
        assert not session._client.has_capability("MOVE")
    assert move_first(copying, "Processed")
    assert copying.messages() == [mail(2), mail(3)]
    assert copying.messages("Processed") == [mail(1)]


@pytest.mark.parametrize("command", [rb"UID COPY", rb"UID STORE", rb"EXPUNGE"])
def test_a_connection_cut_on_the_way_loses_nothing(copying, command):
    copying.deliver(mail(1), mail(2))
    with FaultProxy(copying.server.imap) as proxy:
        proxy.rules.append(Rule(on=command, do="cut"))
        with pytest.raises(RetryLater) as caught:
            move_first(copying, "Processed", "imap", port=proxy.port)
    assert caught.value.code == "connection_lost"
    assert mail(1) in copying.messages("Processed")
    with copying.open("imap") as session:
        refs = [one.ref for one in session.list_messages() if one.ref.uid == "1"]
        assert session.move(refs, "Processed") == set(refs)
    assert copying.messages() == [mail(2)]
    assert set(copying.messages("Processed")) == {mail(1)}
