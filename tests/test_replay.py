"""Somebody has a genuine mail that an agent signed, and sends it to us once more."""

from unittest.mock import patch

from odoo.addons.helpdesk_mgmt_mailbox.tools.policy import TextLookup

from .common import ADDRESS, MailboxCase, mail
from .peers import dkim_keys
from .peers.name_server import name_server
from .test_agent_proof import ACME, AGENT, FIRST, ProofMixin

PASSED = "mx.acme.example; dmarc=pass header.from=acme.example; dkim=pass header.d="
# A text part of the mail's body as another boundary makes it.
OTHER_BODY = "Quoted:\r\n--x\r\n\r\n#close\r\n--x--\r\n"


class TestReplay(ProofMixin, MailboxCase):
    """The agent wrote to Eve and us, and Eve puts fields on that are not signed."""

    def setUp(self):
        super().setUp()
        resolver = self.enterContext(name_server(dkim_keys.records(ACME)))
        Mailbox = self.registry["fetchmail.server"]
        lookup = patch.object(
            Mailbox, "_text_lookup", lambda _self: TextLookup(resolver)
        )
        self.enterContext(lookup)

    def signed(self, body="We send a new one.", names=(), **headers):
        to = f"eve@evil.example, {ADDRESS}"
        raw = mail(body, **{"From": AGENT, "To": to, **headers})
        names = ["from", "to", "subject", "date", "message-id", *names]
        return dkim_keys.signed(raw, ACME, include_headers=names)

    def assertNothingHappens(self, raw):
        """Held, whoever checks the signature; nobody follows and nothing is closed."""
        before = self.ticket.message_follower_ids
        field = f"Authentication-Results: {PASSED}{ACME}\r\n".encode()
        for server in (False, "mx.acme.example"):
            self.mailbox.authserv_id = server
            row = self.fetch_one((field if server else b"") + raw)
            self.assertEqual((row.state, row.gate), ("held", "agents"), row.reason)
            self.assertEqual(row.named_ticket_id, self.ticket)
            self.assertEqual(self.ticket.message_follower_ids, before)
            self.assertFalse(self.ticket.closed)
            row.unlink()

    def test_put_into_another_customers_ticket(self):
        for name in ("In-Reply-To", "References"):
            self.assertNothingHappens(f"{name}: {FIRST}\r\n".encode() + self.signed())

    def test_put_in_with_somebody_in_copy(self):
        field = f"In-Reply-To: {FIRST}\r\nCc: Eve <eve@evil.example>\r\n".encode()
        self.assertNothingHappens(field + self.signed())

    def test_quoted_text_made_a_command_by_another_boundary(self):
        signed = self.signed(OTHER_BODY, ["in-reply-to"], In_Reply_To=FIRST)
        other = b"Content-Type: multipart/mixed; boundary=x\r\n"
        head, _end, body = signed.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if b"ontent-Type" not in line]
        self.assertNothingHappens(other + b"\r\n".join(lines) + b"\r\n\r\n" + body)

    def test_what_is_signed_whole_is_the_agents(self):
        names = ("in-reply-to", "content-type", "content-transfer-encoding")
        row = self.fetch_one(self.signed(names=names, To=ADDRESS, In_Reply_To=FIRST))
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket), row.reason)
        self.assertEqual(row.mail_message_id.author_id, self.agent.partner_id)

    def test_what_the_agents_own_server_handed_over_is_the_agents(self):
        self.mailbox.authserv_id = "mx.acme.example"
        found = f"{PASSED}{ACME}; spf=pass smtp.mailfrom={AGENT}"
        field = f"Authentication-Results: {found}\r\nIn-Reply-To: {FIRST}\r\n"
        row = self.fetch_one(field.encode() + self.signed(To=ADDRESS))
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket), row.reason)
