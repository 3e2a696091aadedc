"""The queue of held messages: what is shown, and what a manager decides."""

from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ..tools.mail import parse
from .common import ADDRESS, CUSTOMER, MailboxCase, mail

HELD_QUEUE = "odoo.addons.helpdesk_mgmt_mailbox.models.message.held_queue"
QUOTING = "Still broken.\n\nOn Mon, 4 Mar 2024, Support wrote:\n> We are on it."


class TestHeldQueue(MailboxCase):
    def setUp(self):
        super().setUp()
        self.mailbox.sender_filter = "contacts"

    def held(self, *args, **headers):
        row = self.fetch_one(mail(*args, **headers)).with_user(self.manager)
        self.assertEqual(row.state, "held")
        return row

    def entries(self):
        found = self.env["fetchmail.sender"].search([])
        return found.mapped(lambda entry: (entry.pattern, entry.kind, entry.server_id))

    def test_accept_makes_tickets_of_all_that_are_chosen(self):
        rows = self.held() | self.held()
        rows.action_release()
        self.assertEqual(rows.mapped("state"), ["done", "done"])
        self.assertEqual(len(rows.ticket_id), 2)
        self.assertFalse(self.entries())

    def test_accept_and_remember_lets_the_sender_in_for_good(self):
        row = self.held()
        row.action_accept_sender()
        self.assertEqual(row.state, "done")
        self.assertEqual(self.entries(), [(CUSTOMER, "allow", self.mailbox)])
        self.assertEqual(self.fetch_one(mail()).state, "done")

    def test_reject_ignores_and_says_by_whom(self):
        rows = self.held() | self.held()
        rows.action_reject()
        self.assertEqual(rows.mapped("state"), ["ignored", "ignored"])
        self.assertEqual(
            set(rows.mapped("reason")), {f"Rejected by {self.manager.name}."}
        )
        self.assertFalse(self.entries())

    def test_reject_and_deny_ignores_the_sender_from_now_on(self):
        (self.held() | self.held()).action_reject_sender()
        self.assertEqual(self.entries(), [(CUSTOMER, "deny", self.mailbox)])
        self.assertEqual(self.fetch_one(mail()).gate, "denied")

    def test_second_thoughts_change_the_entry(self):
        row, later = self.held(), self.held()
        row.action_reject_sender()
        later.action_accept_sender()
        self.assertEqual(self.entries(), [(CUSTOMER, "allow", self.mailbox)])

    def test_our_own_address_is_never_listed(self):
        self.held(From=ADDRESS).action_reject_sender()
        self.assertFalse(self.entries())

    def assertNotListed(self, rows, sentence, *actions):
        """Both stay held, and the list as it was."""
        for action in actions:
            with self.assertRaises(UserError) as caught:
                getattr(rows, f"action_{action}_sender")()
            self.assertEqual(str(caught.exception), sentence)
            self.assertEqual(set(rows.mapped("state")), {"held"})
            self.assertFalse(self.entries())

    def test_whose_name_a_forgery_has_is_never_listed(self):
        forged = self.held(**self.verdict("fail"))
        sentence = (
            f"The message from {CUSTOMER} is forged: somebody else wrote it. So the "
            "address is not put into a list. Accept or reject the message alone."
        )
        genuine = self.held(From="max@other.example")
        self.assertNotListed(genuine | forged, sentence, "accept", "reject")
        (genuine | forged).action_reject()
        self.assertEqual(set((genuine | forged).mapped("state")), {"ignored"})

    def test_a_colleague_is_never_denied_nor_trusted_without_proof(self):
        address = self.agent.email_normalized
        sentence = (
            f"{address} is a colleague's address. It is not put into a list for a "
            "message that may be somebody else's. Accept or reject the message alone."
        )
        self.mailbox.sender_filter = "any"
        ticket = self.case_of(mail(message_id="<1@customer.example>"))
        row = self.held(From=address, References=ticket._mailbox_token())
        self.assertEqual(row.gate, "agents")
        self.assertNotListed(row, sentence, "accept", "reject")
        self.env["fetchmail.rule"].create({"name": "Look", "outcome": "hold"})
        self.assertNotListed(self.held(From=address), sentence, "reject")

    def test_what_is_decided_is_not_rejected(self):
        row = self.held()
        row.action_release()
        row.action_reject_sender()
        self.assertEqual(row.state, "done")
        self.assertFalse(self.entries())

    def test_only_managers_decide(self):
        row = self.held().with_user(self.agent)
        for action in ("accept_sender", "reject", "reject_sender"):
            with self.subTest(action), self.assertRaises(AccessError):
                getattr(row, f"action_{action}")()
        self.assertEqual(row.sudo().state, "held")

    def test_preview_is_what_the_sender_wrote_in_plain_text(self):
        row = self.held(QUOTING, html="<p>Still broken.</p><script>x()</script>")
        self.assertEqual(row.preview, '<p dir="auto">Still broken.</p>')

    def test_preview_of_a_forwarded_message_shows_what_is_forwarded(self):
        text = (
            "Please see.\n\n---------- Forwarded message ---------\n"
            "From: Carla Roy <carla@customer.example>\nSubject: Chair\n\nIt broke."
        )
        row = self.held(text, Subject="Fwd: Chair")
        for words in ("Please see.", "It broke."):
            self.assertIn(words, row.preview)

    def test_preview_of_html_runs_nothing_and_has_no_tags(self):
        row = self.fetch_one(
            b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n"
            b"<p>Hi <b>there</b></p><script>steal()</script>"
        )
        self.assertEqual(row.preview, '<p dir="auto">Hi there</p>')

    def test_preview_is_bounded(self):
        row = self.held("word " * 2000)
        self.assertLess(len(row.preview), 2100)
        self.assertTrue(row.preview.endswith(" …</p>"))

    def test_preview_of_a_large_message_reads_its_beginning_alone(self):
        row = self.held("Here it is.", files=[("plan.bin", b"x" * 400_000)])
        with patch(f"{HELD_QUEUE}.parse", side_effect=parse) as parsing:
            self.assertEqual(row.preview, '<p dir="auto">Here it is.</p>')
        (read,) = parsing.call_args.args
        self.assertLess(len(read), 1000)

    def test_preview_shows_no_pictures(self):
        row = self.held("", html='Look: <img src="https://track.example/1.gif"/> well?')
        self.assertEqual(row.preview, '<p dir="auto">Look:&nbsp; well?</p>')

    def test_why_it_was_held_stays_after_the_decision(self):
        why = "The sender is not among the contacts."
        for action in ("release", "reject", "replay", "ignore", "accept_sender"):
            with self.subTest(action):
                row = self.held(From=f"{action}@customer.example")
                self.assertEqual(row.why_held, why)
                getattr(row, f"action_{action}")()
                self.assertEqual(row.why_held, why)

    def test_preview_of_a_purged_message_is_empty(self):
        row = self.fetch_one(mail())
        row.write({"raw": False, "raw_state": "purged"})
        self.assertEqual(row.preview, "")

    def test_time_left_is_counted_in_days_and_at_last_in_hours(self):
        row = self.held()
        now = datetime(2026, 3, 4, 12)
        for left, text in (
            (timedelta(days=14), "14 days"),
            (timedelta(days=1), "1 day"),
            (timedelta(hours=5), "5 hours"),
        ):
            with self.subTest(text), freeze_time(now):
                row.sudo().held_until = now + left
                self.assertEqual(row.time_left, text)
        row.sudo().held_until = False
        self.assertFalse(row.time_left)

    def test_screens_open(self):
        row = self.held()
        with Form(row, "helpdesk_mgmt_mailbox.held_message_view_form") as form:
            self.assertEqual(form.gate, "sender_filter")
            self.assertIn("Where is my order?", form.preview)
