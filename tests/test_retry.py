"""Mail that cannot be processed: tried again with growing pauses, then parked."""

import sys
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import MailboxCase, mail

START = datetime(2026, 3, 4, 10)
LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.message.processing"
PIPELINE = "odoo.addons.helpdesk_mgmt_mailbox.models.message.pipeline"
FAILED = "The message could not be processed: %s. The server's log has the details."
SECRET_BODY = "the body with a secret"


class RetryCase(MailboxCase):
    @contextmanager
    def failing(self, subject="bad", times=99):
        """Filing raises for mails of this subject, `times` times."""
        Ticket = self.registry["helpdesk.ticket"]
        original, left = Ticket.message_new, [times]

        def message_new(tickets, msg_dict, custom_values=None):
            if msg_dict["subject"] == subject and left[0]:
                left[0] -= 1
                raise ValueError(f"cannot file this\n{msg_dict['body']}")
            return original(tickets, msg_dict, custom_values)

        with patch.object(Ticket, "message_new", message_new):
            yield

    def park(self, *raws):
        """Fetch mails of which the bad ones end parked."""
        now = START
        with self.failing(), mute_logger(LOGGER):
            for minutes in (0, 1, 5, 20, 60, 240):
                now += timedelta(minutes=minutes)
                with freeze_time(now):
                    self.fetch(*raws)
                raws = ()


class TestRetry(RetryCase):
    def test_pauses_grow_and_then_it_is_parked(self):
        self.deliver(mail(Subject="bad"))
        now = START
        with self.failing(), mute_logger(LOGGER):
            for attempts, minutes in enumerate((1, 5, 20, 60, 240), 1):
                with freeze_time(now):
                    self.fetch()
                row = self.rows()
                self.assertEqual((row.state, row.attempts), ("received", attempts))
                now += timedelta(minutes=minutes)
                self.assertEqual(row.next_attempt, now)
            with freeze_time(now):
                self.fetch()
        self.assertEqual((row.state, row.attempts), ("parked", 6))
        self.assertFalse(row.next_attempt)

    @mute_logger(LOGGER)
    def test_fetched_anew_before_its_time_it_is_not_tried(self):
        """A server that states another size in each session would end each worker."""
        with self.failing():
            with freeze_time(START):
                self.fetch(mail(Subject="bad"))
            self.rows().size += 1
            with freeze_time(START + timedelta(seconds=59)):
                self.fetch()
            row = self.rows()
            self.assertEqual((row.state, row.attempts), ("received", 1))
            with freeze_time(START + timedelta(seconds=61)):
                self.fetch()
        self.assertEqual((row.state, row.attempts), ("received", 2))

    @mute_logger(LOGGER)
    def test_before_its_time_it_is_not_tried(self):
        with self.failing():
            with freeze_time(START):
                self.fetch(mail(Subject="bad"))
            with freeze_time(START + timedelta(seconds=59)):
                outcome = self.fetch()
        self.assertEqual(self.rows().attempts, 1)
        self.assertEqual((outcome.settled, outcome.remaining), (0, 0))

    @mute_logger(LOGGER)
    def test_the_others_of_the_batch_are_filed(self):
        names = ("one", "bad", "two")
        with self.failing():
            self.fetch(*(mail(Subject=name) for name in names))
        states = {row.subject or "?": row.state for row in self.rows()}
        self.assertEqual(states.pop("one"), "done")
        self.assertEqual(states.pop("two"), "done")
        self.assertEqual(list(states.values()), ["received"])
        self.assertEqual(sorted(self.rows().ticket_id.mapped("name")), ["one", "two"])

    @mute_logger(LOGGER)
    def test_a_waiting_mail_stays_on_the_server(self):
        with self.failing():
            self.fetch(mail(Subject="one"), mail(Subject="bad"))
        self.assertEqual(len(self.left()), 1)
        self.assertIn(b"Subject: bad", self.left()[0])

    def test_a_failure_that_passes_at_once_costs_nothing(self):
        with self.failing(times=1):
            row = self.fetch_one(mail(Subject="bad"))
        self.assertEqual((row.state, row.attempts), ("done", 1))
        self.assertEqual(len(self.history(row.ticket_id)), 1)

    @mute_logger(LOGGER)
    def test_a_failure_that_passes_later_files_it_once(self):
        with self.failing(times=2), freeze_time(START):
            row = self.fetch_one(mail(Subject="bad"))
            self.assertEqual((row.state, row.attempts), ("received", 1))
        with freeze_time(START + timedelta(minutes=1)):
            self.fetch()
        self.assertEqual((row.state, row.error), ("done", False))
        tickets = self.env["helpdesk.ticket"].search([("name", "=", "bad")])
        self.assertEqual(tickets, row.ticket_id)
        self.assertEqual(len(self.history(tickets)), 1)
        self.assertEqual(self.left(), [])


class TestMemory(RetryCase):
    def test_mails_are_read_and_filed_in_pieces_bounded_by_bytes(self):
        self.deliver(*(mail(Subject=f"{n}") for n in range(5)))
        Message, found = self.registry["fetchmail.message"], []
        look_up = Message._look_up

        def looked_up(messages, mails, own_addresses):
            found.append(len(mails))
            return look_up(messages, mails, own_addresses)

        size = len(mail(Subject="0"))
        with (
            patch.object(Message, "_look_up", looked_up),
            patch(f"{PIPELINE}.BATCH_BYTES", 2 * size),
        ):
            self.fetch()
        self.assertEqual(found, [2, 2, 1])
        self.assertEqual(self.rows().mapped("state"), ["done"] * 5)

    def test_a_mail_without_room_in_memory_costs_no_other(self):
        Message, held = self.registry["fetchmail.message"], []
        parse, alone = Message._parse, Message._process_alone

        def parsed(row, own_addresses):
            found = parse(row, own_addresses)
            if row.subject == "bomb":
                raise MemoryError
            return found

        def processed_alone(rows):
            held.append(sys.exc_info()[1])
            return alone(rows)

        with (
            patch.object(Message, "_parse", parsed),
            patch.object(Message, "_process_alone", processed_alone),
            mute_logger(LOGGER),
        ):
            self.fetch(mail(Subject="a"), mail(Subject="bomb"), mail(Subject="b"))
        states = {row.subject: row.state for row in self.rows()}
        self.assertEqual((states["a"], states["b"]), ("done", "done"))
        self.assertEqual(held, [None], "the error would hold the batch in memory")
        (waiting,) = self.rows().filtered(lambda row: row.state != "done")
        self.assertEqual(waiting.error, FAILED % "MemoryError")


class TestParked(RetryCase):
    def test_it_says_why_without_the_body(self):
        self.park(mail(SECRET_BODY, Subject="bad"))
        self.assertEqual(self.rows().state, "parked")
        self.assertEqual(self.rows().error, FAILED % "cannot file this (ValueError)")

    def test_log_names_the_row_and_not_the_body(self):
        with self.failing(), self.assertLogs(LOGGER, "INFO") as logs:
            row = self.fetch_one(mail(SECRET_BODY, Subject="bad"))
        text = "\n".join(logs.output)
        self.assertIn(f"Received message {row.id} could not be processed", text)
        self.assertNotIn(SECRET_BODY, text)

    def test_it_leaves_the_server_and_is_kept_here(self):
        raw = mail(Subject="bad")
        self.park(raw)
        self.assertEqual(self.left(), [])
        self.assertTrue(self.rows().raw)

    def test_one_activity_tells_the_responsible_person(self):
        self.park(mail("1", Subject="bad"), mail("2", Subject="bad"))
        self.assertEqual(self.rows().mapped("state"), ["parked", "parked"])
        activity = self.mailbox.activity_ids
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(activity.summary, "Messages could not be processed")
        self.assertIn("Nothing is lost", activity.note)

    def test_marking_the_activity_as_done_lets_the_next_one_be_made(self):
        self.park(mail("1", Subject="bad"))
        self.mailbox.activity_ids.with_user(self.manager).action_done()
        self.assertFalse(self.mailbox.activity_ids)
        self.park(mail("2", Subject="bad"))
        self.assertEqual(len(self.mailbox.activity_ids), 1)

    def test_replay_after_the_repair_files_it(self):
        self.park(mail(Subject="bad"))
        self.rows().with_user(self.manager).action_replay()
        self.assertEqual(self.rows().state, "done")
        self.assertEqual(self.rows().ticket_id.name, "bad")

    @mute_logger(LOGGER)
    def test_replay_before_the_repair_waits_again(self):
        self.park(mail(Subject="bad"))
        with self.failing():
            self.rows().with_user(self.manager).action_replay()
        self.assertEqual((self.rows().state, self.rows().attempts), ("received", 1))
        self.assertEqual(self.rows().error, FAILED % "cannot file this (ValueError)")

    def test_it_starves_no_other_mail(self):
        self.park(mail(Subject="bad"))
        self.assertEqual(self.fetch_one(mail()).state, "done")
