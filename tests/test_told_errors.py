"""What went wrong is told in the language and the time of who reads it."""

from datetime import datetime, timedelta

from odoo.tests import freeze_time

from ..tools.errors import FixSettings, ReconnectNeeded, RetryLater, ServerWords
from .common import ADDRESS, MailboxCase

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

    def failing(self, error):
        with freeze_time(START):
            self.mailbox._status().write(self.mailbox._failure_values(error, START))

    def test_each_reader_has_the_error_in_their_own_language(self):
        self.failing(THROTTLED)
        with freeze_time(START):
            self.assertIn("It resumes automatically in 5", self.mailbox.error_message)
            self.assertIn("in 5 Minuten automatisch", self.german.error_message)

    def test_what_is_left_of_a_pause_is_told_when_it_is_read(self):
        self.failing(THROTTLED)
        with freeze_time(START + timedelta(minutes=3)):
            self.assertIn("It resumes automatically in 2", self.mailbox.error_message)

    def test_a_helpdesk_manager_reads_it_too(self):
        self.failing(FixSettings("login_refused", "no such user"))
        mailbox = self.mailbox.with_user(self.manager)
        self.assertIn("refused the user name or the password", mailbox.error_message)
        self.assertIn("no such user", mailbox.error_message)

    def test_it_is_found_and_gone_when_it_is_over(self):
        domain = [("error_message", "!=", False), ("id", "=", self.mailbox.id)]
        self.failing(THROTTLED)
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
        self.failing(THROTTLED)
        (activity,) = self.mailbox.activity_ids
        self.assertIn("automatisch fortgesetzt", activity.note)

    def test_what_a_person_has_to_do_stays_shown_whatever_the_server_says_then(self):
        self.failing(ReconnectNeeded("token_refused", "AUTHENTICATE failed."))
        said = self.mailbox.error_message
        self.failing(RetryLater("login_unavailable", "Server Unavailable. 15"))
        self.assertEqual(self.mailbox.error_message, said)
        self.assertTrue(self.mailbox.reconnect_needed)

    def test_the_pause_of_one_server_is_not_another_ones(self):
        self.failing(THROTTLED)
        self.mailbox.password = "another"
        self.assertTrue(self.mailbox.pause_until)
        self.mailbox.server = "imap.other.example"
        self.assertFalse(self.mailbox.pause_until)
        self.assertFalse(self.mailbox.error_message)
        self.assertFalse(self.mailbox.retry_after)

    def test_another_server_does_not_bring_a_lost_consent_back(self):
        self.failing(ReconnectNeeded("token_refused"))
        self.mailbox.server = "imap.other.example"
        self.assertTrue(self.mailbox.reconnect_needed)

    def test_whose_words_they_are_is_told(self):
        for words, told in (
            (ServerWords("no such user"), "The server's words: no such user"),
            ("[Errno 111] refused", "Details: [Errno 111] refused"),
            ("", None),
        ):
            with self.subTest(words):
                self.failing(FixSettings("login_refused", words))
                _sentence, *details = self.mailbox.error_message.split("\n")
                self.assertEqual(details, [told] if told else [])


class TestSentences(MailboxCase):
    """What they say, and what comes next, where it depends."""

    def told(self, code, **values):
        self.mailbox.write(values)
        return self.mailbox._error_sentence(FixSettings(code))

    def test_a_refused_password_has_the_hint_of_its_provider(self):
        hints = {
            "imap.gmail.com": "It does not take the account's own password: choose "
            "OAuth as Authentication Type, or enter an app password.",
            "outlook.office365.com": "It takes no passwords any more: choose OAuth as "
            "Authentication Type.",
            "imap.mail.me.com": "It wants an app password, not the account's own: make "
            "one in the security settings of the account, and enter it here.",
            "imap.gmx.net": "Enter both again. If the account has two-factor "
            "authentication, an app password is needed.",
            "imap.163.com": "It wants an authorization code, not the account's own "
            "password: get one in the settings of the web mail, and enter it here.",
            "mail.acme.example": "Enter both again.",
        }
        for host, hint in hints.items():
            refused = f"{host} refused the user name or the password. {hint}"
            with self.subTest(host):
                self.assertEqual(self.told("login_refused", server=host), refused)
                self.mailbox.with_user(self.admin).action_send_through_account()
                self.mailbox.outgoing_host = host
                error = FixSettings("login_refused")
                self.assertEqual(self.mailbox._outgoing_error_sentence(error), refused)

    def test_what_is_mended_elsewhere_asks_for_no_button_that_is_not_there(self):
        for code in ("web_login_required", "access_rule", "clock_wrong"):
            error = FixSettings(code)
            with self.subTest(code):
                self.assertTrue(
                    self.mailbox._error_sentence(error).endswith(
                        ". It is tried again automatically."
                    )
                )
                self.assertTrue(
                    self.mailbox._button_sentence(error).endswith(". Then try again.")
                )

    def test_a_refused_move_names_the_folder(self):
        values = {"server": "localhost", "processed_folder": "Done"}
        self.assertEqual(
            self.told("move_refused", **values),
            "localhost does not let this user move messages to the folder “Done”. Ask "
            "the mail administrator for the right to put messages there (i), or enter "
            "another folder.",
        )

    def test_a_refused_delete_says_which_right_is_missing(self):
        self.assertEqual(
            self.told("delete_refused", server="localhost", imap_folder="INBOX"),
            "localhost does not let this user delete messages in the folder “INBOX”. "
            "Ask the mail administrator for the right to delete messages (t and e). "
            "It is tried again automatically.",
        )

    def test_nobody_speaks_of_consent_where_a_password_signs_in(self):
        self.assertEqual(
            self.told("mailbox_unavailable_for_login", server="localhost"),
            f"The password is right, but localhost does not open the mailbox of "
            f"{ADDRESS}. Check that the mailbox exists and has a licence, and that "
            "this user may open it. It is tried again automatically.",
        )
