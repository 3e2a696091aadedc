"""Servers that may hand out what another client has expunged, while a session lasts."""

import pytest
from wire_kit import mail

pytestmark = pytest.mark.on("cyrus", "mailutils")


def test_what_another_client_expunges_meanwhile_is_left_out_or_is_itself(wire):
    wire.deliver(mail(1), mail(2), mail(3))
    with wire.open("imaps") as session:
        refs = [one.ref for one in session.list_messages()]
        with wire.other_client() as client:
            client.delete_messages([2])
            client.expunge()
        assert wire.messages() == [mail(1), mail(3)]
        got = list(session.fetch(refs))
        mails = dict(zip(refs, (mail(1), mail(2), mail(3)), strict=True))
        assert wire.raws(got) == [mails[one.ref] for one in got]
        assert {refs[0], refs[2]} <= {one.ref for one in got}
        assert session.delete(refs) == set(refs)
    assert wire.messages() == []
