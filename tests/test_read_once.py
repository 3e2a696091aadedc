"""Two mailboxes never fetch the same mail."""

from unittest.mock import patch

from odoo.exceptions import ValidationError

from .common import ADDRESS, SECOND, MailboxCase, mail

REFUSED = (
    "“support” already fetches the mail of this account and folder: each message would "
    "become two tickets. Enter another user or folder, or take “support” offline first."
)


class TestReadOnce(MailboxCase):
    def draft(self, **values):
        """A mailbox of another address that reads the account of the first one, and is
        not connected yet."""
        same = {"user": ADDRESS, "connected": False}
        return self.make_mailbox(SECOND, **{**same, **values})

    def legacy(self, **values):
        """Such a one, connected when nothing was said against it."""
        with patch.object(
            self.registry["fetchmail.server"], "_check_not_read_by_another"
        ):
            return self.draft(connected=True, **values)

    def assertRefused(self, step, *arguments):
        with self.assertRaises(ValidationError) as caught:
            step(*arguments)
        self.assertEqual(str(caught.exception), REFUSED)

    def test_the_second_one_is_not_connected(self):
        for values in (
            {},
            {"server": "LOCALHOST", "user": ADDRESS.upper()},
            {"imap_folder": "inbox"},
            {"imap_folder": False},
            {"protocol": "pop3s"},
            {"protocol": "pop3s", "imap_folder": "Other"},
        ):
            with self.subTest(**values):
                second = self.draft(**values)
                self.assertRefused(second.action_connect)
                self.assertRefused(second._start, [])
                second.unlink()

    def test_another_folder_login_or_host_is(self):
        for values in (
            {"imap_folder": "Other"},
            {"user": SECOND},
            {"server": "127.0.0.1"},
        ):
            with self.subTest(**values):
                second = self.draft(**values)
                second._start([])
                self.assertEqual(second.state, "done")
                second.unlink()

    def test_the_case_of_a_folder_makes_another_one(self):
        self.mailbox.imap_folder = "Other"
        self.draft(imap_folder="other")._start([])

    def test_what_is_fetched_does_not_become_the_same(self):
        second = self.draft(imap_folder="Other", connected=True)
        self.assertRefused(second.write, {"imap_folder": "Inbox"})
        self.assertRefused(second.write, {"protocol": "pop3s"})

    def test_what_nobody_fetches_does_not_count(self):
        self.mailbox.active = False
        second = self.draft()
        self.connect(second).action_continue()
        self.assertEqual(second.state, "done")
        second.name = "support"
        self.assertRefused(self.mailbox.write, {"active": True})
        second.state = "draft"
        self.mailbox.active = True

    def test_a_manager_does_not_enable_it_and_reads_why(self):
        second = self.draft(active=False, connected=True)
        self.assertRefused(second.with_user(self.manager).write, {"active": True})

    def test_what_is_there_already_is_still_saved_and_fetched(self):
        second = self.legacy()
        second.write({"name": "Sales", "password": "another", "interval_minutes": 7})
        self.mailbox.write({"starttls": False, "port": self.mailbox.port})
        self.assertEqual(second.interval_minutes, 7)
        self.fetch_one(mail())
        second.active = False
        self.assertRefused(second.write, {"active": True})
