"""The pause that a server asks for is the account's, whichever mailbox was told."""

from datetime import timedelta

from .common import ADDRESS, SECOND
from .test_refused_buttons import BACKOFF, START, ButtonCase

UNTIL = (
    "localhost asked to be left alone until 11:05\u202fAM, and is not asked again "
    "before. "
)
BY_ITSELF = UNTIL + "Fetching then resumes automatically."
BY_HAND = UNTIL + "Try again then."


class TestAccountIsLeftAlone(ButtonCase):
    """The first mailbox of an account was refused with a pause of five minutes."""

    def setUp(self):
        super().setUp()
        self.first = self.mailbox
        self.server = self.refuse(BACKOFF)
        self.second = self.make_mailbox(
            SECOND,
            user=ADDRESS.upper(),
            server="LOCALHOST",
            protocol="imap",
            starttls=False,
            port=self.server.port,
            imap_folder="Other",
        )
        self.run_scheduled()
        self.asked = len(self.server.seen)

    def assertNotAsked(self):
        self.assertEqual(len(self.server.seen), self.asked)

    def of(self, mailbox):
        """Let the kit's buttons and runs be those of this mailbox."""
        self.mailbox = mailbox

    def test_no_run_of_another_mailbox_connects_and_it_shows_until_when(self):
        self.of(self.second)
        self.second.cron_id.nextcall = START
        self.run_scheduled()
        with self.committing(self.second) as mailbox:
            mailbox._fetch_mail()
        self.assertNotAsked()
        self.assertEqual(self.second.next_run, START + timedelta(minutes=5))
        self.assertFalse(self.second.error_message or self.second.retry_after)
        self.assertFalse(self.second.pause_until or self.second.failure_count)

    def test_no_button_connects_and_each_says_until_when(self):
        for mailbox in (self.first, self.second):
            self.of(mailbox)
            host = mailbox.server
            for button in (
                "action_fetch_now",
                "action_test_connection",
                "action_connect",
            ):
                with self.subTest(button, mailbox=mailbox.name):
                    said = self.refused(button)
                    self.assertEqual(said, BY_ITSELF.replace("localhost", host))
        self.assertNotAsked()

    def test_a_mailbox_that_nothing_fetches_is_tried_again_by_hand(self):
        self.second.unlink()
        third = self.make_mailbox(
            SECOND, user=ADDRESS, connected=False, imap_folder="Other"
        )
        self.of(third)
        self.assertEqual(self.refused("action_connect"), BY_HAND)
        self.assertNotAsked()

    def test_after_the_pause_both_are_fetched(self):
        self.clock.tick(timedelta(minutes=5))
        for mailbox in (self.first, self.second):
            asked = len(self.server.seen)
            self.first._status().write({"pause_until": START})
            self.of(mailbox)
            self.run_scheduled()
            self.assertGreater(len(self.server.seen), asked)

    def test_the_latest_pause_of_its_mailboxes_counts(self):
        later = START + timedelta(hours=1)
        self.second._status().pause_until = later
        self.assertEqual(self.first._left_alone_until(), later)
        self.first.cron_id.nextcall = START
        self.assertEqual(self.first.next_run, later)

    def test_an_archived_mailbox_was_told_for_the_others(self):
        self.first.active = False
        self.of(self.second)
        self.run_scheduled()
        self.assertNotAsked()

    def test_connecting_anew_does_not_end_it(self):
        self.first._start([])
        self.assertFalse(self.first.error_message)
        self.run_scheduled()
        self.assertNotAsked()

    def test_another_port_of_the_account_does_not_end_it(self):
        self.first.port = 1
        self.assertEqual(self.first.pause_until, START + timedelta(minutes=5))

    def test_another_account_is_fetched(self):
        self.second.user = "somebody else"
        self.assertFalse(self.second._left_alone_until())
        self.of(self.second)
        self.run_scheduled()
        self.assertGreater(len(self.server.seen), self.asked)

    def test_another_account_does_not_take_the_pause_along(self):
        status = self.first._status()
        for values in ({}, {"reconnect_needed": True}, {"error_code": False}):
            with self.subTest(**values):
                status.write({"pause_until": START + timedelta(minutes=5), **values})
                self.first.user = f"{self.first.user}x"
                self.assertFalse(self.first._left_alone_until())
