"""What went wrong is told in the language and the time of who reads it."""

from datetime import datetime, timedelta

from odoo.tests import freeze_time

from ..tools.errors import FixSettings, ReconnectNeeded, RetryLater
from .common import MailboxCase

START = datetime(2026, 3, 4, 10)
THROTTLED = RetryLater("throttled", "slow down", pause=timedelta(minutes=5))


class TestToldErrors(MailboxCase):
    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["ir.module.module"].search(
            [("name", "=", "helpdesk_mgmt_mailbox")]
        )._update_translations(["de_DE"])
        self.german = self.mailbox.with_context(lang="de_DE")

    def fail(self, error):
        with freeze_time(START):
            self.mailbox._status().write(self.mailbox._failure_values(error, START))

    def test_each_reader_has_the_error_in_their_own_language(self):
        self.fail(THROTTLED)
        with freeze_time(START):
            self.assertIn("It goes on by itself in 5", self.mailbox.error_message)
            self.assertIn("in 5 Minuten von selbst", self.german.error_message)

    def test_what_is_left_of_a_pause_is_told_when_it_is_read(self):
        self.fail(THROTTLED)
        with freeze_time(START + timedelta(minutes=3)):
            self.assertIn("It goes on by itself in 2", self.mailbox.error_message)

    def test_a_helpdesk_manager_reads_it_too(self):
        self.fail(FixSettings("login_refused", "no such user"))
        mailbox = self.mailbox.with_user(self.manager)
        self.assertIn("refused the user name or the password", mailbox.error_message)
        self.assertIn("no such user", mailbox.error_message)

    def test_it_is_found_and_gone_when_it_is_over(self):
        domain = [("error_message", "!=", False), ("id", "=", self.mailbox.id)]
        self.fail(THROTTLED)
        self.assertEqual(self.mailbox.search(domain), self.mailbox)
        self.fetch()
        self.assertFalse(self.mailbox.error_message)
        self.assertFalse(self.mailbox.search(domain))

    def test_what_stock_notes_on_its_own_servers_is_shown_as_it_is(self):
        server = self.env["fetchmail.server"].create({"name": "stock"})
        server.error_message = "stock's words"
        self.assertEqual(server.error_message, "stock's words")

    def test_the_person_in_charge_is_told_in_their_language(self):
        self.mailbox.responsible_id = self.manager
        self.manager.lang = "de_DE"
        self.mailbox._status().failure_count = 2
        self.fail(THROTTLED)
        (activity,) = self.mailbox.activity_ids
        self.assertIn("von selbst", activity.note)

    def test_what_a_person_has_to_do_stays_shown_whatever_the_server_says_then(self):
        self.fail(ReconnectNeeded("token_refused", "AUTHENTICATE failed."))
        said = self.mailbox.error_message
        self.fail(RetryLater("login_unavailable", "Server Unavailable. 15"))
        self.assertEqual(self.mailbox.error_message, said)
        self.assertTrue(self.mailbox.reconnect_needed)

    def test_the_pause_of_one_server_is_not_another_ones(self):
        self.fail(THROTTLED)
        self.mailbox.password = "another"
        self.assertTrue(self.mailbox.pause_until)
        self.mailbox.server = "imap.other.example"
        self.assertFalse(self.mailbox.pause_until)
        self.assertFalse(self.mailbox.error_message)
        self.assertFalse(self.mailbox.retry_after)

    def test_another_server_does_not_bring_a_lost_consent_back(self):
        self.fail(ReconnectNeeded("token_refused"))
        self.mailbox.server = "imap.other.example"
        self.assertTrue(self.mailbox.reconnect_needed)
