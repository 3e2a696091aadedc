"""The journal: one row for each mail, its bytes, and what people do with it."""

import base64
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import CUSTOMER, MailboxCase, MailboxMixin, mail

# Dovecot itself changes NUL and bare LF, so those are not here.
ODD = b"Subject: \xff\xfe\r\nX: a\rb\r\n\r\n\x01\x80 .\r\n..\r\n.\r\nno end"
NOT_A_MANAGER = "Only a helpdesk manager can decide on received messages."
NO_BYTES = (
    "The raw copy of a chosen message is no longer here, so it cannot be processed."
)


def raw_of(row):
    return base64.b64decode(row.with_context(bin_size=False).raw or b"")


class TestRows(MailboxCase):
    def test_one_row_for_each_mail_with_what_it_says(self):
        row = self.fetch_one(
            mail(message_id="<17@x.example>", In_Reply_To="<16@x.example>")
        )
        self.assertEqual(row.subject, "Where is my order?")
        self.assertEqual(row.email_from, f"Anna Berg <{CUSTOMER}>")
        self.assertEqual(row.email_to, "support@acme.example")
        self.assertEqual(row.message_id, "<17@x.example>")
        self.assertEqual(row.in_reply_to, "<16@x.example>")
        self.assertEqual(str(row.date), "2024-03-04 10:00:00")
        self.assertEqual((row.state, row.kind), ("done", "human"))
        self.assertTrue(row.reason)
        self.assertTrue(row.received_date)
        self.assertTrue(row.settled_date)

    def test_raw_copy_is_byte_exact(self):
        row = self.fetch_one(ODD)
        self.assertEqual(raw_of(row), ODD)
        self.assertEqual((row.size, row.raw_state), (len(ODD), "complete"))

    def test_raw_copy_is_byte_exact_by_pop3(self):
        self.mailbox.write({"protocol": "pop3s", "port": self.dovecot.pop3s})
        raw = mail("dots\r\n.\r\n..x").replace(b"Anna", b"\xff\xfe")
        row = self.fetch_one(raw)
        self.assertEqual(raw_of(row), raw)
        self.assertRegex(row.remote_key, "^//.+")

    def test_raw_copy_is_a_column_of_the_row(self):
        row = self.fetch_one(mail())
        self.assertFalse(self.registry["fetchmail.message"].raw.attachment)
        self.env.cr.execute(
            "SELECT length(raw) FROM fetchmail_message WHERE id = %s", [row.id]
        )
        self.assertGreater(self.env.cr.fetchone()[0], 0)

    def test_remote_reference_is_folder_uidvalidity_and_uid(self):
        row = self.fetch_one(mail())
        self.assertRegex(row.remote_key, r"^INBOX/\d+/1$")

    @mute_logger("odoo.sql_db")
    def test_unique_index_on_the_remote_reference(self):
        row = self.fetch_one(mail())
        values = {"server_id": self.mailbox.id, "remote_key": row.remote_key}
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.env["fetchmail.message"].create(values)

    def test_counts_on_the_mailbox(self):
        self.fetch(mail(), mail(), mail(Auto_Submitted="auto-replied"))
        self.rows()[0].state = "parked"
        self.rows()[1].state = "held"
        mailbox = self.mailbox
        self.assertEqual((mailbox.journal_count, mailbox.case_count), (3, 2))
        self.assertEqual((mailbox.parked_count, mailbox.held_count), (1, 1))
        self.assertEqual(mailbox.waiting_count, 0)


class TestActions(MailboxCase):
    def setUp(self):
        super().setUp()
        self.row = self.fetch_one(mail(Auto_Submitted="auto-replied"))
        self.managers = self.row.with_user(self.manager)

    def test_release_makes_a_ticket_of_an_ignored_mail(self):
        self.managers.action_release()
        self.assertEqual(self.row.state, "done")
        self.assertEqual(self.row.ticket_id.name, "Where is my order?")
        self.assertTrue(self.row.is_released)

    def test_released_automatic_mail_is_filed_in_silence(self):
        self.team.message_subscribe(self.manager.partner_id.ids)
        self.managers.action_release()
        self.assertFalse(self.row.mail_message_id.notified_partner_ids)

    def test_replay_judges_again(self):
        self.row.state = "parked"
        self.managers.action_replay()
        self.assertEqual((self.row.state, self.row.kind), ("ignored", "auto_reply"))
        self.assertFalse(self.row.ticket_id)

    def test_replay_of_a_parked_mail_files_it_once(self):
        row = self.fetch_one(mail())
        ticket = row.ticket_id
        row.write({"state": "parked", "ticket_id": False, "error": "x"})
        ticket.unlink()
        row.with_user(self.manager).action_replay()
        self.assertEqual((row.state, row.error, row.attempts), ("done", False, 0))
        row.with_user(self.manager).action_replay()
        row.with_user(self.manager).action_release()
        self.assertEqual(len(self.history(row.ticket_id)), 1)

    def test_ignore_puts_aside_for_good(self):
        for state in ("held", "parked", "received"):
            with self.subTest(state):
                self.row.write({"state": state, "reason": False})
                self.managers.action_ignore()
                self.assertEqual(self.row.state, "ignored")
                self.assertEqual(self.row.reason, f"Ignored by {self.manager.name}.")

    def test_ignore_leaves_filed_mail_alone(self):
        row = self.fetch_one(mail())
        row.with_user(self.manager).action_ignore()
        self.assertEqual(row.state, "done")

    def test_only_managers_decide(self):
        rows = self.row.with_user(self.agent)
        for action in ("replay", "release", "ignore", "download"):
            with self.subTest(action), self.assertRaises(AccessError) as caught:
                getattr(rows, f"action_{action}")()
            self.assertEqual(str(caught.exception), NOT_A_MANAGER)
        self.assertEqual(self.row.state, "ignored")

    def test_without_raw_copy_nothing_can_be_processed(self):
        self.row.write({"raw": False, "raw_state": "purged"})
        for action in ("replay", "release"):
            with self.subTest(action), self.assertRaises(UserError) as caught:
                getattr(self.managers, f"action_{action}")()
            self.assertEqual(str(caught.exception), NO_BYTES)
        with self.assertRaises(UserError) as caught:
            self.managers.action_download()
        self.assertEqual(str(caught.exception), "The raw copy is no longer here.")

    def test_ticket_opens_from_its_row(self):
        row = self.fetch_one(mail())
        self.assertEqual(row.action_open_ticket()["res_id"], row.ticket_id.id)


class TestPurge(MailboxCase):
    def setUp(self):
        super().setUp()
        self.row = self.fetch_one(mail())

    def _purge(self, days, **values):
        settled = fields.Datetime.now() - timedelta(days=days)
        self.row.write({"settled_date": settled, **values})
        self.env["fetchmail.message"]._gc_raw()
        return self.row.raw_state, bool(self.row.raw)

    def test_after_30_days_the_bytes_are_dropped(self):
        self.assertEqual(self._purge(29), ("complete", True))
        self.assertEqual(self._purge(31), ("purged", False))
        self.assertEqual(self.row.subject, "Where is my order?")

    def test_ignored_mail_too(self):
        self.assertEqual(self._purge(31, state="ignored"), ("purged", False))

    def test_never_of_parked_held_or_waiting_mail(self):
        for state in ("parked", "held", "received"):
            with self.subTest(state):
                self.assertEqual(self._purge(999, state=state), ("complete", True))

    def test_time_is_a_setting(self):
        settings = self.env["res.config.settings"].create(
            {"case_mailbox_retention_days": 5}
        )
        settings.execute()
        self.assertEqual(self._purge(6), ("purged", False))


@tagged("post_install", "-at_install")
class TestDownload(MailboxMixin, HttpCase):
    def test_manager_downloads_the_bytes(self):
        row = self.fetch_one(ODD)
        self.authenticate(self.manager.login, self.manager.login)
        action = row.with_user(self.manager).action_download()
        answer = self.url_open(action["url"])
        self.assertEqual(answer.content, ODD)
        self.assertIn(f"message-{row.id}.eml", answer.headers["Content-Disposition"])

    def test_others_do_not(self):
        row = self.fetch_one(ODD)
        url = row.with_user(self.manager).action_download()["url"]
        self.authenticate(self.agent.login, self.agent.login)
        answer = self.url_open(url)
        self.assertIn(answer.status_code, (403, 404))
        self.assertNotIn(b"no end", answer.content)
