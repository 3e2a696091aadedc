"""Automatic mail is sent in one place only, within its limits (law 5)."""

from ast import literal_eval
from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.addons.helpdesk_mgmt_mailbox.models.moments import shown_moment

from .common import ADDRESS, CUSTOMER, MailboxCase, mail

NOON = datetime(2026, 3, 4, 12)


class TestAutomaticMail(MailboxCase):
    def setUp(self):
        super().setUp()
        self.template = self.env["mail.template"].create(
            {
                "name": "Acknowledgement",
                "model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                "subject": "Your question {{ object.number }}",
                "body_html": "<p>We got it.</p>",
            }
        )
        self.env["fetchmail.automatic.mail"].search([]).unlink()

    def send(self, row, address=CUSTOMER):
        return self.mailbox._send_automatic(
            "acknowledgement", self.template, address, row=row, ticket=row.ticket_id
        )

    def test_mail_to_ourselves_never_goes_out(self):
        log = self.send(self.fetch_one(mail()), ADDRESS)
        self.assertEqual(log.state, "withheld")
        self.assertEqual(log.reason, f"{ADDRESS} is one of our own.")

    def test_mail_to_nobody_never_goes_out(self):
        log = self.send(self.fetch_one(mail()), "not an address")
        self.assertEqual(log.reason, "There is no address to write to.")

    def test_what_odoo_or_the_internet_does_not_deliver_to_gets_none(self):
        row = self.fetch_one(mail())
        for address in (
            '"a b"@bomb.example',
            "victim@localhost",
            "victim@host.localdomain",
            "victim@127.0.0.1",
            "victim@[127.0.0.1]",
        ):
            with self.subTest(address=address):
                log = self.send(row, address)
                self.assertEqual(log.state, "withheld")
                self.assertIn(
                    "is no address on the internet that Odoo sends mail to.", log.reason
                )

    def test_what_the_outgoing_server_did_not_take_is_not_called_sent(self):
        row = self.fetch_one(mail())
        log = self.send(row)
        queued = self.env["mail.mail"].search(
            [("mail_message_id", "=", log.mail_message_id.id)]
        )
        queued._postprocess_sent_message([], [], "No server", "mail_smtp")
        told = "It could not be sent: No server"
        self.assertEqual((log.state, log.reason), ("failed", told))
        self.assertEqual(row.ticket_id.no_acknowledgement_reason, told)
        queued._postprocess_sent_message([], [CUSTOMER])
        self.assertEqual((log.state, log.reason), ("sent", False))
        self.env.invalidate_all()
        self.assertFalse(row.ticket_id.no_acknowledgement_reason)

    def test_why_it_could_not_be_sent_is_said_in_words(self):
        log = self.send(self.fetch_one(mail()))
        queued = self.env["mail.mail"].search(
            [("mail_message_id", "=", log.mail_message_id.id)]
        )
        connection = "Connection failed (outgoing mail server problem)"
        for given, told in (
            ((False, "mail_smtp"), connection),
            (("mail_from_missing", "mail_from_missing"), "Missing from address"),
            ((False, "gone"), "Unknown error"),
        ):
            with self.subTest(told):
                queued._postprocess_sent_message([], [], *given)
                self.assertEqual(log.reason, f"It could not be sent: {told}")

    def test_a_machine_is_never_answered(self):
        row = self.fetch_one(mail(Auto_Submitted="auto-replied"))
        log = self.send(row)
        self.assertEqual(log.reason, "The message is automatic or came by a list.")
        self.assertFalse(log.mail_message_id)

    def test_existing_mail_is_never_answered(self):
        row = self.fetch_one(mail())
        row.is_import = True
        reason = "The message was in the mailbox before it was set up."
        self.assertEqual(self.send(row).reason, reason)

    def test_who_asks_for_no_automatic_answer_gets_none(self):
        row = self.fetch_one(mail(X_Auto_Response_Suppress="OOF"))
        self.assertEqual(
            self.send(row).reason,
            "The message asks for no automatic answer (X-Auto-Response-Suppress: OOF).",
        )

    def test_automatic_mail_says_that_it_is(self):
        row = self.fetch_one(mail(message_id="<q1@customer.example>"))
        log = self.send(row)
        waiting = self.env["mail.mail"].search(
            [("mail_message_id", "=", log.mail_message_id.id)]
        )
        headers = literal_eval(waiting.headers)
        self.assertEqual(headers["Auto-Submitted"], "auto-replied")
        self.assertEqual(headers["X-Auto-Response-Suppress"], "All")
        self.assertEqual(headers["In-Reply-To"], "<q1@customer.example>")
        self.assertIn("<q1@customer.example>", waiting.references)
        self.assertEqual(waiting.email_from, f'"support" <{ADDRESS}>')
        self.assertEqual(waiting.reply_to, ADDRESS)
        self.assertEqual(waiting.email_to, CUSTOMER)
        self.assertIn(row.ticket_id.number, waiting.subject)

    def test_at_the_limit_it_pauses_and_goes_on_by_itself(self):
        self.mailbox.automatic_per_address = 2
        with freeze_time(NOON):
            row = self.fetch_one(mail())
            states = [self.send(row).state for _ in range(3)]
            self.assertEqual(states, ["sent", "sent", "withheld"])
            ticket = row.ticket_id
            until = shown_moment(self.env, NOON + timedelta(hours=1))
            self.assertEqual(
                ticket.automatic_pause,
                f"Limit reached: 2 automatic emails to {CUSTOMER} in the last hour. "
                f"Automatic email to {CUSTOMER} resumes on {until}; agents' replies "
                "are still sent.",
            )
            self.assertEqual(self.mailbox.automatic_pause, ticket.automatic_pause)
            self.send(row)
        self.assertNotIn("Limit reached", self.log_of(ticket), "it is told once")
        with freeze_time(NOON + timedelta(hours=1, seconds=1)):
            self.env.invalidate_all()
            self.assertFalse(ticket.automatic_pause)
            self.assertEqual(self.send(row).state, "sent")

    def test_notifications_of_agents_count_and_pause(self):
        self.mailbox.automatic_per_case = 2
        ticket = self.case_of(mail(message_id="<q2@customer.example>"))
        ticket.message_subscribe(self.agent.partner_id.ids)
        for number in range(4):
            self.fetch(mail(f"More {number}", In_Reply_To="<q2@customer.example>"))
        log = self.env["fetchmail.automatic.mail"].search(
            [("ticket_id", "=", ticket.id), ("purpose", "=", "notification")],
            order="id",
        )
        self.assertEqual(set(log.mapped("address")), {"agent@acme.example"})
        self.assertEqual(log.mapped("state"), ["sent", "sent", "withheld", "withheld"])
        sent = self.env["mail.notification"].search_count(
            [
                ("res_partner_id", "=", self.agent.partner_id.id),
                ("mail_message_id", "in", self.history(ticket).ids),
            ]
        )
        self.assertEqual(sent, 2)
        self.assertEqual(len(self.history(ticket)), 5, "no message is lost by it")

    def test_answers_of_agents_are_sent_as_ever(self):
        self.mailbox.automatic_per_case = 1
        ticket = self.case_of(mail(message_id="<q3@customer.example>"))
        partner = self.env["res.partner"].create({"name": "Anna", "email": CUSTOMER})
        ticket.message_subscribe(partner.ids)
        for number in range(3):
            entry = ticket.with_user(self.agent).message_post(
                body=f"Answer {number}", subtype_xmlid="mail.mt_comment"
            )
            self.assertIn(partner, entry.notified_partner_ids)
        self.assertFalse(ticket.automatic_pause)

    def test_a_limit_below_nought_is_refused(self):
        with self.assertRaisesRegex(Exception, "is a number, or 0 for none"):
            self.mailbox.automatic_per_case = -1
