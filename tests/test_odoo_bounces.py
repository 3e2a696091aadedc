"""Odoo keeps account of addresses that mail comes back from; forged bounces do not."""

from .common import CUSTOMER, mail
from .peers.bounces import bounce, old_bounce
from .test_ties import TieCase

FORGED = b"Message-ID: <made.up@evil.example>\r\n\r\nHello"


class BouncedCase(TieCase):
    def counted(self):
        """How many bounces Odoo counts for the customer."""
        self.anna.invalidate_recordset()
        return self.anna.message_bounce


class TestOdooCountsBounces(BouncedCase):
    def test_a_bounce_counts_for_the_contact(self):
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.assertEqual(self.counted(), 1)

    def test_so_does_one_without_a_report(self):
        self.fetch_one(old_bounce(self.sent.raw, CUSTOMER))
        self.assertEqual(self.counted(), 1)

    def test_and_that_of_an_automatic_mail_to_who_is_no_contact(self):
        hook = self.odoo_hears()
        template = self.env.ref("helpdesk_mgmt_mailbox.acknowledgement_template")
        self.mailbox.acknowledgement_template_id = template
        self.receiver.clear()
        self.case_of(mail(From="Eva <eva@customer.example>"))
        self.send_queue()
        self.fetch_one(
            bounce(self.sent_to("eva@customer.example").raw, "eva@customer.example")
        )
        self.assertEqual(
            [one["bounced_email"] for one in hook], ["eva@customer.example"]
        )
        self.assertFalse(hook[0]["bounced_partner"])

    def test_two_reports_of_one_delivery_are_one_bounce(self):
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.assertEqual(self.counted(), 1)

    def test_each_answer_that_comes_back_counts(self):
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.receiver.clear()
        self.write_answer(self.ticket, self.anna)
        self.fetch_one(bounce(self.sent_to(CUSTOMER).raw, CUSTOMER))
        self.assertEqual(self.counted(), 2)

    def test_a_delay_does_not_count(self):
        self.fetch_one(bounce(self.sent.raw, CUSTOMER, action="delayed"))
        self.assertEqual(self.counted(), 0)

    def test_what_came_back_stays_said_in_our_words_and_once(self):
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.assertEqual(self.notification().failure_reason, "552 5.2.2 Mailbox full")
        self.assertTrue(self.ticket.has_undelivered)
        self.assertEqual(self.notes(), "")

    def test_a_bounce_that_nothing_proves_does_not_count(self):
        hook = self.odoo_hears()
        for returned, recipient in (
            (FORGED, CUSTOMER),
            (b"Message-ID: " + self.answer.message_id.encode() + b"\r\n\r\n", CUSTOMER),
            (self.sent.raw, "boss@partner.example"),
        ):
            row = self.fetch_one(bounce(returned, recipient))
            self.assertEqual(row.state, "ignored")
        self.assertEqual((self.counted(), hook), (0, []))

    def odoo_hears(self):
        """What Odoo's hook is given from now on (list of dict)."""
        given, Thread = [], self.registry["mail.thread"]
        self.patch(
            Thread, "_routing_handle_bounce", lambda *args: given.append(args[2])
        )
        return given


class TestOdooResetsBounces(BouncedCase):
    def setUp(self):
        super().setUp()
        self.anna.message_bounce = 3

    def test_who_writes_is_reached_again(self):
        self.case_of(mail(Subject="Another question"))
        self.assertEqual(self.counted(), 0)

    def test_not_by_a_forged_mail(self):
        self.case_of(mail(Subject="Another question", **self.verdict("fail")))
        self.assertEqual(self.counted(), 3)

    def test_not_by_existing_mail(self):
        self.start_over()
        self.deliver(mail(Subject="Long ago"))
        window = self.connect()
        window.import_mode = "closed"
        window.action_continue()
        self.fetch()
        self.assertEqual(self.rows().mapped("state"), ["done"])
        self.assertEqual(self.counted(), 3)
