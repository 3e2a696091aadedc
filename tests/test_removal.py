"""A delete, a move or a folder that fails never stops the reading, and is told."""

from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.tests import freeze_time
from odoo.tools import mute_logger

from ..models.mailbox import fetching
from ..tools.transport.imap import ImapSession
from .common import ADDRESS, RemoteCase, mail
from .peers.fault_proxy import Rule

START = datetime(2026, 3, 4, 10)
RUN_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox"
STORE = rb"UID STORE ([\d,:]+,)?%s(,[\d,:]+)? "


class TestRemoval(RemoteCase):
    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(RUN_LOGGER))
        self.enterContext(patch.object(fetching, "CHUNK_MESSAGES", 2))

    def refused(self, uid=rb"\d+", words=b"not now", times=999):
        answer = b"{tag} NO " + words + b"\r\n"
        return Rule(STORE % uid, "reply", data=answer, times=times)

    def assertAllRead(self, number):
        self.assertEqual(self.rows().mapped("state"), ["done"] * number)
        self.assertFalse(self.mailbox.error_message)

    def test_all_is_read_in_the_run_and_in_later_ones(self):
        with self.proxied("imap", self.refused()):
            outcome = self.fetch(*(mail() for _number in range(5)))
            self.assertFalse(outcome.error)
            self.assertAllRead(5)
            self.fetch(mail())
            self.assertAllRead(6)
            self.assertEqual(set(self.rows().mapped("remote_state")), {"present"})
            self.assertEqual(len(self.left()), 6)
            self.assertIn("not now", self.mailbox.removal_error)
        self.fetch()
        self.assertFiledOnce(6)
        self.assertFalse(self.mailbox.removal_error)

    def test_a_folder_that_cannot_be_made_stops_no_reading(self):
        self.mailbox.write({"after_processing": "move", "processed_folder": "a" * 300})
        self.fetch(mail(), mail(), mail())
        self.fetch(mail())
        self.assertAllRead(4)
        self.assertIn("does not let it be made", self.mailbox.removal_error)

    def test_one_refused_message_keeps_no_other_on_the_server(self):
        with self.proxied("imap", self.refused(b"3")):
            self.fetch(*(mail(Subject=str(number)) for number in range(1, 8)))
            self.fetch(mail(Subject="8"))
        left = self.rows().filtered(lambda row: row.remote_state == "present")
        self.assertEqual(left.subject, "3")
        self.assertEqual(len(self.left()), 1)
        self.assertTrue(self.mailbox.removal_error)

    def test_a_refusal_of_all_is_not_tried_again_and_again(self):
        with self.proxied("imap", self.refused()) as proxy:
            with patch.object(fetching, "CHUNK_MESSAGES", 100):
                self.fetch(*(mail() for _number in range(30)))
            self.fetch(*(mail() for _number in range(10)))
            tries = [line for line in proxy.seen if b"UID STORE" in line]
        self.assertLessEqual(len(tries), 32)

    def test_a_setting_to_mend_is_tried_once_in_a_run(self):
        with self.proxied("imap", self.refused(words=b"[NOPERM] no")) as proxy:
            self.fetch(*(mail() for _number in range(6)))
            self.fetch()
            tries = [line for line in proxy.seen if b"UID STORE" in line]
        self.assertEqual(len(tries), 2)
        self.assertAllRead(6)

    def test_a_server_that_wants_a_pause_is_left_alone(self):
        words = b"[THROTTLED] Suggested Backoff Time: 299910 milliseconds"
        with self.proxied("imap", self.refused(words=words)):
            outcome = self.fetch(*(mail() for _number in range(5)))
        self.assertEqual(outcome.error.code, "throttled")
        self.assertEqual(len(self.rows()), 2)
        self.fetch()
        self.assertFiledOnce(5)

    def test_the_session_is_kept_alive_while_mail_is_filed(self):
        with patch.object(ImapSession, "keep_alive") as kept:
            self.fetch(*(mail() for _number in range(5)))
        self.assertEqual(kept.call_count, 3)

    def test_after_a_broken_delete_all_is_read_before_the_next_one(self):
        with self.proxied("imap", Rule(rb"UID EXPUNGE", "cut", times=2)):
            outcome = self.fetch(*(mail() for _number in range(5)))
            self.assertFalse(outcome.error)
            self.assertEqual((outcome.settled, outcome.remaining), (2, 3))
            self.assertEqual(len(self.rows()), 2)
            outcome = self.fetch()
            self.assertEqual((outcome.settled, outcome.remaining), (3, 0))
            self.assertEqual(self.rows().mapped("state"), ["done"] * 5)
            self.assertTrue(self.mailbox.removal_error)
            self.fetch()
        self.assertFiledOnce(5)
        self.assertFalse(self.mailbox.removal_error)

    def assertReadAtTheUsualRhythm(self):
        """All runs but the first read everything, and only the removal is told."""
        for number in range(2, 6):
            self.mailbox.cron_id.nextcall = START
            self.fetch(mail())
            self.assertAllRead(number)
            self.assertEqual(self.mailbox.next_run, START)
            self.assertEqual(self.mailbox.failure_count, 0)
        self.assertIn("broke off", self.mailbox.removal_error)
        activity = self.mailbox.activity_ids
        self.assertEqual(activity.summary, "Messages are not removed from the mailbox")

    def test_a_removal_that_always_ends_the_session_slows_no_reading(self):
        bye = b"* BYE internal error\r\n"
        for command, after, action in (
            (rb"UID STORE", "delete", {"do": "cut"}),
            (rb"UID STORE", "delete", {"do": "reply", "data": bye, "closes": True}),
            (rb"UID EXPUNGE", "delete", {"do": "cut"}),
            (rb"CREATE", "move", {"do": "reply", "data": bye, "closes": True}),
            (rb"UID MOVE", "move", {"do": "cut"}),
        ):
            with self.subTest(command, **action):
                folder = f"Not there, {len(command)}"
                self.start_anew(after_processing=after, processed_folder=folder)
                rule = Rule(command, times=999, **action)
                with self.proxied("imap", rule):
                    self.fetch(mail())
                    self.assertReadAtTheUsualRhythm()

    def test_nor_does_one_by_pop3(self):
        with self.proxied("pop3", Rule(rb"DELE", "cut", times=999)):
            self.fetch(mail())
            self.assertReadAtTheUsualRhythm()

    def start_anew(self, **values):
        """An empty mailbox, with these values, in the place of the first one."""
        self.mailbox.unlink()
        self.dovecot.clear(ADDRESS)
        self.mailbox = self.make_mailbox(**values)

    def test_a_connection_that_breaks_while_reading_is_the_mailboxs(self):
        with self.proxied("imap", Rule(rb"BODY\.PEEK\[\]", "cut", times=999)):
            outcome = self.fetch(mail())
            self.assertEqual(outcome.error.code, "connection_lost")
            self.assertEqual(self.mailbox.failure_count, 1)
            self.assertFalse(self.mailbox.removal_error)

    def test_the_third_time_in_a_row_a_person_is_told_and_once(self):
        told = []
        with self.proxied("imap", self.refused()):
            for _run in range(4):
                self.fetch(mail())
                told.append(len(self.mailbox.activity_ids))
        self.assertEqual(told, [0, 0, 1, 1])
        activity = self.mailbox.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(activity.summary, "Messages are not removed from the mailbox")
        self.assertIn("not now", activity.note)
        self.fetch(seconds=20)
        self.assertFalse(self.mailbox.activity_ids)
        self.assertFiledOnce(4)

    def test_a_run_that_removes_nothing_leaves_it_shown(self):
        with self.proxied("imap", self.refused()):
            self.fetch(mail())
        self.mailbox.password = "wrong"
        self.fetch()
        self.assertIn("not now", self.mailbox.removal_error)

    def test_what_a_person_removed_is_no_trouble_any_more(self):
        with self.proxied("imap", self.refused()):
            self.fetch(mail())
        self.doveadm("expunge", "-u", ADDRESS, "mailbox", "INBOX", "all")
        self.fetch()
        self.assertFalse(self.mailbox.removal_error)
        self.assertFiledOnce(1)

    def test_pop3(self):
        refused = Rule(rb"DELE 2", "reply", data=b"-ERR not now\r\n", times=9)
        with self.proxied("pop3", refused):
            self.fetch(mail(), mail(), mail())
            self.assertAllRead(3)
            self.assertEqual(len(self.left()), 1)
            self.assertEqual(
                self.mailbox.removal_error,
                "localhost was told to remove messages, and they are still there. If "
                "this stays, remove them in a mail program. It is tried again "
                "automatically.",
            )
        self.fetch(mail())
        self.assertFiledOnce(4)
        self.assertFalse(self.mailbox.removal_error)

    def test_a_refusal_that_stays_is_tried_once_an_hour(self):
        now = START
        with self.proxied("imap", self.refused(words=b"[NOPERM] no")) as proxy:
            tries = []
            for minutes in (0, 5, 5, 5, 50, 5, 5):
                now += timedelta(minutes=minutes)
                with freeze_time(now):
                    self.fetch(mail())
                tries.append(sum(b"UID STORE" in line for line in proxy.seen))
        self.assertEqual(tries, [1, 2, 3, 3, 3, 4, 4])
        self.assertAllRead(7)

    def test_other_settings_are_tried_at_once(self):
        self.mailbox.write({"after_processing": "move", "processed_folder": "a" * 300})
        for _run in range(3):
            self.fetch(mail())
        self.assertTrue(self.mailbox.removal_retry)
        self.mailbox.processed_folder = "Processed"
        self.fetch()
        self.assertFalse(self.mailbox.removal_error)
        self.assertEqual(self.left(), [])
