"""How the journal tells what a message is, and our own mail that comes back."""

import email

from lxml import etree

from .common import ADDRESS, CUSTOMER, MailboxCase, mail
from .smtp_common import SmtpCase


class TestHits(MailboxCase):
    def test_the_row_keeps_each_rule_that_matched(self):
        row = self.fetch_one(
            mail(Auto_Submitted="auto-generated", List_Id="<news.x.example>")
        )
        self.assertEqual((row.kind, row.rule), ("notification", "auto-generated"))
        self.assertEqual(
            row.hits,
            "Header field Auto-Submitted: auto-generated\nHeader field List-Id",
        )

    def test_a_persons_mail_has_none(self):
        self.assertFalse(self.fetch_one(mail()).hits)

    def test_the_form_shows_them_under_the_reason(self):
        view = self.env["fetchmail.message"].get_view(view_type="form")
        below = "//field[@name='reason']/following-sibling::field[@name='hits']"
        self.assertEqual(len(etree.fromstring(view["arch"]).xpath(below)), 1)


class TestOwnMail(SmtpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.case_of(mail())
        self.ticket.partner_id = self.env["res.partner"].create(
            {"name": "Anna Berg", "email": CUSTOMER}
        )
        self.receiver.clear()

    def sent(self):
        """The bytes of an agent's answer, as they arrive at the customer's server."""
        self.ticket.with_user(self.agent).message_post(
            body="It is on its way.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.ticket.partner_id.ids,
        )
        return self.sent_to(CUSTOMER).raw

    def assertIgnored(self, raw):
        row = self.fetch_one(raw)
        self.assertEqual(
            (row.state, row.kind, row.rule, row.reason),
            ("ignored", "notification", "own-mail", "Sent by this Odoo itself"),
        )
        self.assertFalse(row.ticket_id)
        self.send_queue()

    def test_what_we_sent_and_comes_back_is_ignored_and_not_answered(self):
        sent, history = self.sent(), len(self.ticket.message_ids)
        self.receiver.clear()
        self.assertIgnored(sent)
        self.assertEqual(len(self.ticket.message_ids), history)
        self.assertEqual(self.receiver.deliveries, [])

    def test_also_under_another_message_id_and_where_notifications_are_accepted(self):
        self.mailbox.accept_notifications = True
        lines = self.sent().splitlines(keepends=True)
        head = [b"Message-ID: <rewritten@relay.example>\r\n"]
        kept = [line for line in lines if not line.lower().startswith(b"message-id:")]
        self.assertIgnored(b"".join(head + kept))

    def test_a_customers_answer_to_it_joins_the_ticket(self):
        sent = email.message_from_bytes(self.sent())
        token = sent["X-Helpdesk-Mailbox"].strip()
        row = self.fetch_one(mail(To=ADDRESS, References=token))
        self.assertEqual((row.kind, row.ticket_id), ("human", self.ticket))

    def test_a_mark_that_we_did_not_sign_means_nothing(self):
        forged = f"<case-{self.ticket.id}.1.{'a' * 24}@acme.example>"
        self.assertEqual(self.fetch_one(mail(X_Helpdesk_Mailbox=forged)).kind, "human")
