"""Mails that are not handed out, and mailboxes that cannot be fetched."""

import time
from datetime import datetime, timedelta

from odoo import sql_db
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from ..models.mailbox.run_lock import run_lock
from .common import ADDRESS, SECOND, RemoteCase, mail
from .peers.fault_proxy import Rule

START = datetime(2026, 3, 4, 10)
RUN_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox.mailbox_run"


class TestUnreadable(RemoteCase):
    """A mail that the server lists but does not hand out."""

    def fetch_refused(self, *raws):
        """Fetch, the server refusing to hand out the first mail."""
        refused = b"{tag} NO no such file\r\n"
        rule = Rule(rb"FETCH 1(,\d+)* .*BODY\.PEEK", "reply", data=refused, times=9)
        with self.proxied("imap", rule):
            self.fetch(*raws)

    def test_it_is_parked_and_stays_on_the_server(self):
        self.fetch_refused(mail(Subject="bad"))
        row = self.rows()
        self.assertEqual((row.state, row.raw_state), ("parked", "missing"))
        self.assertEqual(row.remote_state, "kept")
        self.assertTrue(
            row.error.startswith(
                "The mail server lists this message but does not hand it out; it stays "
                "there."
            )
        )
        self.assertEqual(len(self.left()), 1)
        self.assertEqual(len(self.mailbox.activity_ids), 1)

    def test_the_others_are_filed(self):
        self.fetch_refused(mail(Subject="bad"), mail(Subject="good"))
        states = {row.subject: row.state for row in self.rows()}
        self.assertEqual(states, {False: "parked", "good": "done"})

    def test_it_is_not_asked_for_again_by_itself(self):
        self.fetch_refused(mail(Subject="bad"))
        self.assertEqual(self.fetch().settled, 0)
        self.assertEqual(self.rows().state, "parked")

    def test_replay_asks_for_it_again(self):
        self.fetch_refused(mail(Subject="bad"))
        self.rows().with_user(self.manager).action_replay()
        self.fetch()
        self.assertEqual(self.rows().ticket_id.name, "bad")
        self.assertFiledOnce(1)

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
