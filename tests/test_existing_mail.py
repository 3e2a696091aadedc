"""What an administrator chooses for the mail that is in a mailbox at its set-up."""

from datetime import datetime, timedelta, timezone

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
