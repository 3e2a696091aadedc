"""Servers that hand out what another client has expunged, until the session ends."""

import pytest
from wire_kit import mail

pytestmark = pytest.mark.on("cyrus", "mailutils")


def test_what_another_client_expunges_meanwhile_is_still_handed_out(wire):
    wire.deliver(mail(1), mail(2), mail(3))
    with wire.open("imaps") as session:
        refs = [one.ref for one in session.list_messages()]
        with wire.other_client() as client:
            client.delete_messages([2])
            client.expunge()
        assert wire.messages() == [mail(1), mail(3)]
        assert wire.raws(session.fetch(refs)) == [mail(1), mail(2), mail(3)]
        assert session.delete(refs) == set(refs)
    assert wire.messages() == []
