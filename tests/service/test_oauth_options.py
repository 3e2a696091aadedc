"""A mailbox that signs in by OAuth, in a running server."""

from dataclasses import replace

import pytest
from kit.demo_consent import DemoConsent
from peers.dovecot import Dovecot
from running_odoo import mail

ALICE = "alice@oauth.example"
PASSWORD = "a password that Odoo never gets"


@pytest.fixture(scope="module")
def consented(odoo, place, ca):
    """(odoo with a mail server that asks an authority about tokens, its consent)."""
    consent = DemoConsent(ca, ALICE)
    with (
        consent.running(odoo.server.url) as asked,
        Dovecot(
            place / f"oauth-{odoo.database}",
            ca,
            {ALICE: PASSWORD},
            introspection_url=asked,
        ) as dovecot,
    ):
        yield replace(odoo, dovecot=dovecot, addresses=[ALICE]), consent


def test_consent_is_given_once_and_mail_is_fetched_by_itself(consented):
    odoo, consent = consented
    box = odoo.mailbox(start=False, interval_minutes=1, **consent.mailbox_values())
    consent.give(odoo.admin, box.id, by_itself=True)
    odoo.connect(box)
    (found,) = odoo.find(
        "fetchmail.server", [("id", "=", box.id)], "oauth_connected", "state"
    )
    assert (found["oauth_connected"], found["state"]) == (True, "done")
    odoo.deliver(box, mail("Signed in by a token"))
    odoo.wait(lambda: odoo.tickets("Signed in by a token"), seconds=150)
    odoo.wait(lambda: odoo.left(box) == 0)
