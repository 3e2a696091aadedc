"""Runs keep below what a provider allows an account in a day, and at once."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import sql_db
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from ..models.mailbox import budget, fetching
from ..models.mailbox.refused_mail import Asked
from ..models.mailbox.run_lock import connection_slot
from ..tools.policy import Usage
from ..tools.providers import provider_of
from .common import ADDRESS, PASSWORD, SECOND, RemoteCase, mail

START = datetime(2026, 3, 4, 10, 30)
RUN_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox"
MB = 1_000_000


class BudgetCase(RemoteCase):
    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(RUN_LOGGER))

    def allow(self, **limits):
        """The mailbox's provider allows this much."""
        provider = replace(provider_of("localhost"), name="Google", **limits)
        self.enterContext(patch.object(budget, "provider_of", lambda *_host: provider))

    def at(self, **later):
        return freeze_time(START + timedelta(**later))

    def note_read(self, count):
        self.mailbox._status().read_hours = Usage().reading(count, START).as_json()

    def read_bytes(self, mailbox=None):
        hours = (mailbox or self.mailbox)._status().read_hours or {}
        return sum(hours.values())


class TestDay(BudgetCase):
    """Bytes in 24 hours."""

    def test_what_is_read_is_counted(self):
        with self.at():
            self.fetch(mail("x" * 50_000), mail("y" * 50_000))
        self.assertGreater(self.read_bytes(), 100_000)
        self.assertLess(self.read_bytes(), 120_000)

    def test_the_sent_folder_counts(self):
        self.mailbox.sent_folder = "Sent"
        self.dovecot.deliver(ADDRESS, mail(), "Sent")
        self.fetch()
        before = self.read_bytes()
        with patch.object(self.registry["fetchmail.server"], "_work_past_token_end"):
            with self.committing(self.mailbox) as mailbox:
                mailbox._read_sent_folder(Asked())
        self.assertGreater(self.read_bytes(), before)

    def test_what_a_persons_buttons_read_counts(self):
        self.start_over()
        self.deliver(mail())
        self.mailbox.with_user(self.admin).action_test_connection()
        tested = self.read_bytes()
        self.assertGreater(tested, 0)
        self.connect(self.mailbox.with_user(self.admin))
        self.assertGreater(self.read_bytes(), tested)

    def test_it_stops_at_80_percent_with_a_sentence_and_goes_on_by_itself(self):
        self.allow(bytes_a_day=MB)
        with self.at():
            self.fetch(mail("x" * 750_000))
            outcome = self.fetch(mail("y" * 80_000))
            self.assertEqual(
                self.mailbox.error_message,
                "1 MB were read from this account in the last 24 hours. Google locks a "
                "mailbox at 1 MB a day, so fetching pauses to stay below that. It "
                "resumes automatically in 24 hours.",
            )
        self.assertEqual(outcome.error.code, "budget_spent")
        self.assertEqual(self.mailbox.retry_after, datetime(2026, 3, 5, 11))
        self.assertEqual(len(self.left()), 1)
        with self.at(hours=25):
            self.fetch()
        self.assertFalse(self.mailbox.error_message)
        self.assertFiledOnce(2)

    def test_once_it_is_spent_no_session_is_opened(self):
        self.allow(bytes_a_day=MB)
        self.note_read(800_000)
        with self.at(), self.proxied("imap") as proxy:
            outcome = self.fetch(mail())
        self.assertEqual(outcome.error.code, "budget_spent")
        self.assertEqual(proxy.seen, [])

    def test_mailboxes_of_one_account_count_together(self):
        self.allow(bytes_a_day=MB)
        other = self.make_mailbox(
            SECOND, user=ADDRESS.upper(), server="LOCALHOST", imap_folder="Other"
        )
        third = self.make_mailbox("third@acme.example", user="third")
        with self.at():
            self.fetch(mail("x" * 750_000))
            usages = [box._account_usage().total(START) for box in (other, third)]
        self.assertGreater(usages[0], 750_000)
        self.assertEqual(usages[1], 0)

    def test_without_a_known_limit_nothing_stops(self):
        self.allow(bytes_a_day=None)
        self.note_read(10**12)
        with self.at():
            self.fetch(mail())
        self.assertFiledOnce(1)

    def test_existing_mail_leaves_room_for_new_mail_and_goes_on_day_by_day(self):
        self.allow(bytes_a_day=MB)
        self.start_over()
        self.deliver(*(mail("x" * 280_000, Subject=str(n)) for n in range(4)))
        self.connect().action_continue()
        self.enterContext(patch.object(fetching, "CHUNK_MESSAGES", 1))
        with self.at():
            outcome = self.fetch()
            self.assertFalse(outcome.error)
            self.assertEqual((len(self.rows()), outcome.remaining), (2, 0))
            self.assertTrue(self.mailbox.import_running)
            self.assertEqual(self.mailbox.import_pause, datetime(2026, 3, 5, 11))
            self.assertEqual(self.fetch_one(mail(Subject="new")).is_import, False)
        with self.at(hours=25):
            self.fetch()
        self.assertEqual(
            self.rows().mapped("is_import"), [True, True, False, True, True]
        )
        self.assertFalse(self.mailbox.import_running)
        self.assertFalse(self.mailbox.import_pause)
        self.assertEqual(self.left(), [])


class TestConnections(BudgetCase):
    """Sessions at once for one account."""

    def test_where_all_are_taken_the_run_is_for_later(self):
        self.allow(connections=3)
        elsewhere = sql_db.db_connect(self.env.cr.dbname)
        account = f"localhost {ADDRESS}"
        with ExitStack() as stack:
            for _session in range(2):
                cr = stack.enter_context(elsewhere.cursor())
                taken = stack.enter_context(connection_slot(cr, account, 2))
                self.assertTrue(taken)
            outcome = self.fetch(mail())
            self.assertTrue(outcome.busy and outcome.crowded)
            self.assertFalse(self.rows())
            with self.committing(self.mailbox) as mailbox:
                said = mailbox.action_fetch_now()["params"]
            self.assertEqual(said["title"], "Not fetched yet")
            self.assertEqual(
                said["message"],
                "All connections that this account may have at localhost at once are "
                "in use. Fetching resumes automatically as soon as one is free.",
            )
        self.assertFalse(self.fetch().busy)
        self.assertFiledOnce(1)

    def test_other_accounts_are_not_concerned(self):
        self.allow(connections=1)
        second = self.make_mailbox(SECOND, password=PASSWORD)
        elsewhere = sql_db.db_connect(self.env.cr.dbname)
        with elsewhere.cursor() as cr, connection_slot(cr, f"localhost {ADDRESS}", 1):
            self.assertTrue(self.fetch().busy)
            self.assertFalse(self.fetch(mailbox=second).busy)
