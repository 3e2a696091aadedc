"""Buttons that meet a refusal that will pass, and a pause that the server asks for."""

from datetime import datetime, timedelta

from odoo.exceptions import UserError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from ..models.mailbox.connection import BUTTON_SECONDS
from .common import MailboxCase, RemoteCase, mail
from .peers.fault_proxy import Rule
from .peers.scripted import ScriptedServer, imap_script
from .test_hostile_words import RUNS

START = datetime(2026, 3, 4, 10)
BACKOFF = "Request is throttled. Suggested Backoff Time: 299910 milliseconds"
LIMIT = "[OVERQUOTA] Account exceeded command or bandwidth limits."
BUSY = "[UNAVAILABLE] Temporary authentication failure."
WANTS_A_PAUSE = (
    "localhost was asked for too much in a short time, and wants a pause. Try again in "
    f"5 minutes.\nThe server's words: {BACKOFF}"
)
NO_MORE_TODAY = (
    "localhost allows no more for this account today: a limit of the provider is "
    f"reached. Try again on %s.\nThe server's words: {LIMIT}"
)


class ButtonCase(MailboxCase):
    """The mailbox's server refuses each login, in these words."""

    def setUp(self):
        super().setUp()
        frozen = freeze_time(START)
        self.clock = frozen.start()
        self.addCleanup(frozen.stop)
        self.env.user.tz = "Europe/Berlin"

    def refuse(self, words):
        answer = f"{{tag}} NO {words}".encode()
        server = ScriptedServer(imap_script(answers=[(rb"LOGIN .*", answer)]))
        server.__enter__()
        self.addCleanup(server.__exit__)
        self.mailbox.write(
            {
                "server": "localhost",
                "protocol": "imap",
                "starttls": False,
                "port": server.port,
            }
        )
        return server

    def refused(self, button, words=None):
        """What the button says."""
        if words:
            self.refuse(words)
        with (
            mute_logger(RUNS),
            self.assertRaises(UserError) as caught,
            self.committing(self.mailbox) as mailbox,
        ):
            getattr(mailbox, button)()
        return str(caught.exception)

    def run_scheduled(self):
        with mute_logger(RUNS), self.committing(self.mailbox) as mailbox:
            mailbox._run_mailbox(mailbox.id)


class TestButtons(ButtonCase):
    def test_each_says_when_to_try_again(self):
        for button in ("action_test_connection", "action_connect", "action_fetch_now"):
            with self.subTest(button):
                self.assertEqual(self.refused(button, BACKOFF), WANTS_A_PAUSE)

    def test_a_refusal_without_a_time_is_over_in_a_minute(self):
        self.assertEqual(
            self.refused("action_test_connection", BUSY),
            "localhost cannot check logins at the moment. Try again in a minute.\n"
            f"The server's words: {BUSY}",
        )

    def test_a_limit_of_a_day_is_over_tomorrow_where_the_person_is(self):
        self.assertEqual(
            self.refused("action_test_connection", LIMIT),
            NO_MORE_TODAY % "3/5/26, after 11:00\u202fAM",
        )

    def test_what_ends_on_the_same_day_is_told_without_the_day(self):
        self.assertEqual(
            self.refused("action_test_connection", "throttled for 3 hours").split("\n")[
                0
            ],
            "localhost was asked for too much in a short time, and wants a pause. Try "
            "again after 2:00\u202fPM.",
        )

    def test_a_person_does_not_wait_long_for_a_silent_server(self):
        waiting = self.mailbox._while_person_waits()
        self.assertEqual(waiting._session_settings().first_timeout, BUTTON_SECONDS)
        self.assertEqual(self.mailbox._session_settings().first_timeout, 30)


class TestPause(ButtonCase):
    """What the server asks for is kept by runs, and shown."""

    def test_the_mailbox_shows_the_words_and_until_when(self):
        self.refuse(LIMIT)
        self.run_scheduled()
        mailbox = self.mailbox
        self.assertEqual(mailbox.error_code, "quota_spent")
        self.assertIn(LIMIT, mailbox.error_message)
        self.assertIn("It resumes automatically in 24 hours.", mailbox.error_message)
        tomorrow = START + timedelta(days=1)
        self.assertEqual((mailbox.retry_after, mailbox.pause_until), (tomorrow,) * 2)
        mailbox.cron_id.nextcall = START
        self.assertEqual(mailbox.next_run, tomorrow)
        self.assertFalse(mailbox.reconnect_needed)

    def test_nothing_is_asked_of_the_server_before(self):
        server = self.refuse(BACKOFF)
        self.run_scheduled()
        asked = len(server.seen)
        self.clock.tick(timedelta(minutes=4))
        self.run_scheduled()
        self.assertEqual(
            self.refused("action_fetch_now"),
            "localhost asked to be left alone until 11:05\u202fAM, and is not asked "
            "again before. Fetching then resumes automatically.",
        )
        self.assertEqual(len(server.seen), asked)

    def test_a_pause_until_another_day_names_the_day(self):
        self.refuse(LIMIT)
        self.run_scheduled()
        self.assertEqual(
            self.refused("action_fetch_now"),
            "localhost asked to be left alone until 3/5/26, 11:00\u202fAM, and is not "
            "asked again before. Fetching then resumes automatically.",
        )

    def test_it_goes_on_after_it(self):
        server = self.refuse(BACKOFF)
        self.run_scheduled()
        asked = len(server.seen)
        self.clock.tick(timedelta(minutes=5))
        self.run_scheduled()
        self.assertGreater(len(server.seen), asked)
        self.assertEqual(self.mailbox.failure_count, 2)

    def test_a_passing_refusal_without_a_time_stops_no_button(self):
        server = self.refuse(BUSY)
        self.run_scheduled()
        asked = len(server.seen)
        self.refused("action_fetch_now")
        self.assertGreater(len(server.seen), asked)


class TestPauseOfTheSentFolder(RemoteCase):
    def test_what_is_asked_there_holds_for_the_account(self):
        self.mailbox.sent_folder = "Sent"
        answer = f"{{tag}} NO {BACKOFF}\r\n".encode()
        with self.proxied("imap", Rule(rb"SELECT .?Sent", "reply", data=answer)):
            with freeze_time(START), mute_logger(RUNS):
                outcome = self.fetch(mail())
        self.assertEqual(outcome.error.code, "throttled")
        self.assertFiledOnce(1)
        self.assertEqual(self.mailbox.pause_until, START + timedelta(minutes=5))
        self.assertIn(BACKOFF, self.mailbox.sent_error)
