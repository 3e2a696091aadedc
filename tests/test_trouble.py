"""Mailboxes that cannot be fetched."""

import time
from datetime import datetime, timedelta
from unittest.mock import Mock, patch

from psycopg2.errors import SerializationFailure

from odoo import sql_db
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from ..models.mailbox.run_lock import run_lock
from .common import ADDRESS, SECOND, RemoteCase, mail
from .peers.fault_proxy import Rule

START = datetime(2026, 3, 4, 10)
RUN_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox"


class TestBreaking(RemoteCase):
    """A mail over which the server breaks off the connection."""

    @mute_logger(RUN_LOGGER)
    def test_a_mail_that_breaks_the_connection_starves_no_other(self):
        cut = Rule(rb"FETCH (1,)?2(,3)? .*BODY\.PEEK", "cut", times=9)
        self.deliver(*(mail(Subject=name) for name in ("one", "bad", "three")))
        with self.proxied("imap", cut):
            for _run in range(4):
                self.fetch()
        states = {row.subject: row.state for row in self.rows()}
        self.assertEqual(states, {"one": "done", "three": "done", False: "parked"})
        self.assertEqual(len(self.left()), 1)

    @mute_logger(RUN_LOGGER)
    def test_the_only_mail_is_parked_after_five_sessions(self):
        """It may as well be the server's storage that is away."""
        self.deliver(mail())
        cut = Rule(rb"FETCH .*BODY\.PEEK", "cut", times=9)
        with self.proxied("imap", cut):
            for _run in range(4):
                self.assertEqual(self.fetch().error.code, "connection_lost")
                self.assertFalse(self.rows())
            self.fetch()
        self.assertEqual(self.rows().state, "parked")

    @mute_logger(RUN_LOGGER)
    def test_after_four_such_sessions_it_is_filed_where_the_server_is_well_again(self):
        self.deliver(mail())
        cut = Rule(rb"FETCH .*BODY\.PEEK", "cut", times=9)
        with self.proxied("imap", cut):
            for _run in range(4):
                self.fetch()
        self.fetch()
        self.assertFiledOnce(1)
        self.assertFalse(self.mailbox._status().suspect_keys)

    @mute_logger(RUN_LOGGER)
    def test_a_refusal_for_now_counts_against_no_suspect(self):
        self.deliver(mail())
        busy = b"* BYE [UNAVAILABLE] later\r\n"
        rules = [
            Rule(rb"FETCH .*BODY\.PEEK", "cut", times=4),
            Rule(rb"FETCH .*BODY\.PEEK", "reply", data=busy, times=4),
        ]
        with self.proxied("imap", *rules):
            for _run in range(8):
                self.assertTrue(self.fetch().error)
        self.assertFalse(self.rows())


class TestTrouble(RemoteCase):
    """A mailbox that cannot be fetched: said in plain words, tried less often."""

    def setUp(self):
        super().setUp()
        muted = mute_logger(RUN_LOGGER)
        muted.__enter__()
        self.addCleanup(muted.__exit__, None, None, None)

    def action(self):
        """The scheduled action, without its clock."""
        with self.committing(self.mailbox) as mailbox:
            mailbox._run_mailbox(mailbox.id)

    def test_past_its_time_the_scheduled_action_leaves_the_rest_to_another_run(self):
        self.deliver(mail())
        with self.committing(self.mailbox) as mailbox:
            late = mailbox.with_context(cron_end_time=time.monotonic() - 1)
            late._run_mailbox(mailbox.id)
        self.assertEqual(len(self.left()), 1)
        self.action()
        self.assertEqual(self.left(), [])

    @mute_logger(RUN_LOGGER)
    def test_settings_that_another_add_on_has_emptied_are_asked_for(self):
        unchecked = {"_check_mailbox_host": lambda _mailboxes: None}
        with patch.multiple(self.registry["fetchmail.server"], **unchecked):
            self.mailbox.server = False
        self.assertEqual(self.fetch().error.code, "settings_lost")
        self.assertIn(
            "Host, user name and password of this mailbox are gone.",
            self.mailbox.error_message,
        )

    @mute_logger(RUN_LOGGER)
    def test_where_another_transaction_came_first_the_work_is_done_anew(self):
        server = self.registry["fetchmail.server"]
        failing, read = [SerializationFailure()] * 2, server._mark_removed

        def refused_twice(mailbox, keys):
            if failing:
                raise failing.pop()
            return read(mailbox, keys)

        with patch.object(server, "_mark_removed", refused_twice):
            outcome = self.fetch(mail())
        self.assertEqual(failing, [])
        self.assertIsNone(outcome.error)
        self.assertEqual(self.rows().state, "done")
        self.assertEqual(self.left(), [])
        self.assertFalse(self.mailbox.error_message)

    @mute_logger(RUN_LOGGER)
    def test_where_that_does_not_end_it_is_an_error_like_any_other(self):
        server = self.registry["fetchmail.server"]
        refused = Mock(side_effect=SerializationFailure)
        with patch.object(server, "_drain", refused):
            outcome = self.fetch(mail())
        self.assertEqual(str(outcome.error), "internal_error: SerializationFailure")
        self.assertEqual(refused.call_count, 5)

    def test_refused_login_is_said_in_plain_words(self):
        self.mailbox.password = "wrong"
        with freeze_time(START):
            outcome = self.fetch(mail())
        mailbox = self.mailbox
        self.assertEqual(outcome.error.code, "login_refused")
        self.assertEqual(mailbox.error_code, "login_refused")
        self.assertTrue(
            mailbox.error_message.startswith(
                "localhost refused the user name or the password. Enter both again."
            )
        )
        self.assertEqual((mailbox.date, mailbox.error_date), (START, START))
        self.assertEqual(len(self.left()), 1)

    def test_pauses_grow(self):
        self.mailbox.password = "wrong"
        now = START
        for failures, minutes in enumerate((1, 2, 5, 10, 20, 40, 60, 60), 1):
            with freeze_time(now):
                self.action()
            self.assertEqual(self.mailbox.failure_count, failures)
            now += timedelta(minutes=minutes)
            self.assertEqual(self.mailbox.retry_after, now)

    def test_before_its_time_it_is_not_tried(self):
        self.mailbox.password = "wrong"
        with freeze_time(START):
            self.action()
        with freeze_time(START + timedelta(seconds=59)):
            self.action()
        self.assertEqual(self.mailbox.failure_count, 1)

    def test_success_resets_everything(self):
        self.mailbox.password = "wrong"
        self.fetch(mail())
        self.mailbox.password = self.dovecot.users[ADDRESS]
        self.fetch()
        mailbox = self.mailbox
        self.assertEqual((mailbox.error_code, mailbox.error_message), (False, False))
        self.assertEqual((mailbox.error_date, mailbox.retry_after), (False, False))
        self.assertEqual(mailbox.failure_count, 0)
        self.assertFiledOnce(1)

    def test_error_date_is_that_of_the_first_failure(self):
        self.mailbox.password = "wrong"
        for moment in (START, START + timedelta(hours=1)):
            with freeze_time(moment):
                self.fetch()
        self.assertEqual(self.mailbox.error_date, START)

    def test_the_third_failure_in_a_row_tells_the_responsible_person(self):
        self.mailbox.password = "wrong"
        told = []
        for _failure in range(4):
            self.fetch()
            told.append(len(self.mailbox.activity_ids))
        self.assertEqual(told, [0, 0, 1, 1])
        activity = self.mailbox.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertIn("refused the user name or the password", activity.note)

    def test_success_takes_that_back(self):
        self.mailbox.password = "wrong"
        for _failure in range(3):
            self.fetch()
        self.assertTrue(self.mailbox.activity_ids)
        self.mailbox.password = self.dovecot.users[ADDRESS]
        self.fetch()
        self.assertFalse(self.mailbox.activity_ids)

    def test_a_failing_mailbox_stops_no_other(self):
        second = self.make_mailbox(SECOND)
        self.mailbox.password = "wrong"
        self.deliver(mail())
        self.deliver(mail(), to=SECOND)
        with self.committing(self.mailbox + second) as both:
            error = both._fetch_mail()
        self.assertEqual(error.code, "login_refused")
        self.assertEqual(self.rows(second).state, "done")
        self.assertFalse(self.rows())

    def test_stored_mail_is_processed_while_the_server_is_away(self):
        with self.ended_after_store():
            self.fetch(mail())
        self.assertEqual(self.rows().state, "received")
        self.mailbox.password = "wrong"
        self.fetch()
        self.assertEqual(self.rows().state, "done")

    def test_a_second_run_at_the_same_time_returns_at_once(self):
        elsewhere = sql_db.db_connect(self.env.cr.dbname)
        with elsewhere.cursor() as cr, run_lock(cr, self.mailbox.id) as is_taken:
            self.assertTrue(is_taken)
            outcome = self.fetch(mail())
        self.assertTrue(outcome.busy)
        self.assertFalse(self.rows())
        self.assertFalse(self.fetch().busy)
        self.assertFiledOnce(1)
