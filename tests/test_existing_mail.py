"""What an administrator chooses for the mail that is in a mailbox at its set-up."""

from datetime import datetime, timedelta, timezone

from odoo import fields
from odoo.exceptions import UserError

from ..models.mailbox import existing_mail
from .common import ADDRESS, MailboxCase, mail

OLD = datetime(2023, 1, 5, tzinfo=timezone.utc)
YOUNG = datetime(2024, 3, 5, tzinfo=timezone.utc)


class TestChoiceAboutExistingMail(MailboxCase):
    def setUp(self):
        super().setUp()
        self.start_over()
        self.dovecot.deliver(ADDRESS, mail(Subject="Old"), date=OLD)
        self.dovecot.deliver(ADDRESS, mail(Subject="Young"), date=YOUNG)

    def go_on(self, mode, **values):
        window = self.connect()
        window.write({"import_mode": mode, **values})
        window.action_continue()
        self.fetch()
        return sorted(self.rows().mapped("subject"))

    def test_closed_tickets_are_the_default(self):
        self.assertEqual(self.connect().import_mode, "closed")
        self.assertEqual(self.go_on("closed"), ["Old", "Young"])
        self.assertEqual(self.rows().ticket_id.mapped("closed"), [True, True])

    def test_open_tickets_and_nobody_is_sent_anything(self):
        before = self.env["mail.mail"].search_count([])
        self.assertEqual(self.go_on("open"), ["Old", "Young"])
        self.assertEqual(self.rows().ticket_id.mapped("closed"), [False, False])
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    def test_only_since_a_date_and_what_is_older_stays(self):
        self.assertEqual(self.go_on("since", import_since="2024-03-05"), ["Young"])
        self.assertEqual(len(self.left()), 1)
        self.assertIn(b"Old", self.left()[0])

    def test_since_needs_a_date(self):
        with self.assertRaises(UserError) as caught:
            self.go_on("since")
        sentence = "Enter the date since which existing mail is filed."
        self.assertEqual(str(caught.exception), sentence)

    def test_since_needs_a_server_that_says_when_mail_arrived(self):
        self.mailbox.write({"protocol": "pop3s", "port": self.dovecot.pop3s})
        with self.assertRaises(UserError) as caught:
            self.go_on("since", import_since="2024-03-05")
        self.assertIn("does not say when messages arrived", str(caught.exception))

    def test_left_where_it_is_by_imap_and_pop3_and_new_mail_is_filed(self):
        for protocol in ("imaps", "pop3s"):
            with self.subTest(protocol):
                port = getattr(self.dovecot, protocol)
                self.mailbox.write({"protocol": protocol, "port": port})
                self.mailbox.write({"import_date": False})
                self.rows().sudo().unlink()
                self.assertEqual(self.go_on("leave"), [])
                self.fetch(mail(Subject="New"))
                self.assertEqual(self.rows().mapped("subject"), ["New"])
                self.assertFalse(self.rows().ticket_id.closed)
                self.assertEqual(len(self.left()), 2)

    def test_what_is_left_stays_where_uidvalidity_is_another_one(self):
        self.go_on("leave")
        status = self.mailbox._status()
        status.left_keys = [key.replace("/", "/9", 1) for key in status.left_keys]
        self.fetch()
        self.assertFalse(self.rows())
        self.assertEqual(len(self.left()), 2)

    def test_a_message_of_unknown_arrival_is_new_under_another_uidvalidity(self):
        self.mailbox.import_date = False
        self.assertFalse(self.mailbox._is_older(type("M", (), {"date": YOUNG})))
        self.mailbox.import_date = existing_mail.naive(YOUNG) + timedelta(days=1)
        self.assertFalse(self.mailbox._is_older(type("M", (), {"date": None})))
        self.assertTrue(self.mailbox._is_older(type("M", (), {"date": YOUNG})))


class TestImportRate(MailboxCase):
    def filed(self, count, ago, total, running=True):
        """The progress where `count` of `total` were filed, the first `ago` before."""
        now = fields.Datetime.now()
        self.mailbox.import_total = total
        self.mailbox._status().import_running = running
        self.env["fetchmail.message"].create(
            [
                {
                    "server_id": self.mailbox.id,
                    "remote_key": f"INBOX/1/{number}",
                    "state": "done",
                    "is_import": True,
                    "settled_date": now - (timedelta() if number else ago),
                }
                for number in range(count)
            ]
        )
        self.mailbox.invalidate_recordset()
        return self.mailbox.import_text

    def test_it_says_how_fast_and_how_long(self):
        text = self.filed(40, timedelta(minutes=2), 8000)
        self.assertEqual(text, "40 of 8,000; about 20 a minute, 7 hours left")

    def test_in_each_language(self):
        self.filed(40, timedelta(minutes=2), 1000)
        self.env["res.lang"]._activate_lang("de_DE")
        german = self.mailbox.with_context(lang="de_DE").import_text
        self.assertIn("1.000", german)
        self.assertIn("48 Minuten", german)

    def test_right_after_the_beginning_it_makes_no_guess(self):
        self.assertEqual(self.filed(5, timedelta(seconds=3), 100), "5 of 100")

    def test_while_it_waits_for_a_providers_limit_there_is_no_rate(self):
        self.mailbox._status().import_pause = fields.Datetime.now()
        self.assertEqual(self.filed(40, timedelta(minutes=2), 8000), "40 of 8,000")

    def test_a_mailbox_without_existing_mail_says_nothing(self):
        self.assertFalse(self.mailbox.import_text)
