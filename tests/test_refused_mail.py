"""Mails that the server lists but does not hand out: whose trouble it is."""

import re
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from lxml import etree

from odoo import fields
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from ..models.mailbox import fetching
from ..tools.policy import refused_messages
from .common import ADDRESS, RemoteCase, mail
from .peers.fault_proxy import Rule

RUN_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox"
WORDS = "System I/O error"
LATER = "[UNAVAILABLE] being checked"
BODIES = rb"FETCH [\d,:]+ .*BODY\.PEEK\[\]"


class RefusedCase(RemoteCase):
    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(RUN_LOGGER))

    @contextmanager
    def refusing(self, *uids, words=WORDS):
        """The server refuses to hand out these, or any where none are named."""
        named = b"|".join(b"%d" % uid for uid in uids) or rb"\d+"
        asked = rb"FETCH ([\d,:]+,)?(%s)(,[\d,:]+)? .*BODY\.PEEK" % named
        answer = b"{tag} NO " + words.encode() + b"\r\n"
        with self.proxied(
            "imap", Rule(asked, "reply", data=answer, times=999)
        ) as proxy:
            yield proxy

    def states(self):
        return {row.subject or False: row.state for row in self.rows()}


class TestTheMailboxFails(RefusedCase):
    """Everything is refused: its storage is away, or the folder."""

    def test_nothing_is_parked_and_the_mailbox_says_why(self):
        self.deliver(mail(), mail(), mail())
        with self.refusing():
            for _run in range(6):
                outcome = self.fetch()
        self.assertEqual(outcome.error.code, "messages_refused")
        self.assertFalse(self.rows())
        self.assertIn(WORDS, self.mailbox.error_message)
        self.assertEqual(self.mailbox.failure_count, 6)
        self.assertTrue(self.mailbox.retry_after)
        self.assertEqual(self.mailbox.refused_count, 0)
        self.fetch()
        self.assertFiledOnce(3)
        self.assertFalse(self.mailbox.error_message)

    def test_it_does_so_where_single_messages_were_refused_before(self):
        self.deliver(mail(Subject="1"), mail(Subject="2"), mail(Subject="3"))
        with self.refusing(1, 2):
            self.fetch()
        self.assertEqual(self.states(), {"3": "done"})
        self.deliver(mail(Subject="4"))
        with self.refusing():
            for _run in range(6):
                self.assertEqual(self.fetch().error.code, "messages_refused")
        self.assertEqual(self.states(), {"3": "done"})
        self.fetch()
        self.assertFiledOnce(4)

    def test_the_server_is_not_asked_for_each_message(self):
        self.deliver(*(mail() for _number in range(12)))
        with patch.object(fetching, "CHUNK_MESSAGES", 2), self.refusing() as proxy:
            self.fetch()
        asked = [line for line in proxy.seen if b"BODY.PEEK[]" in line]
        self.assertLess(len(asked), 8)

    def test_a_refusal_of_everything_that_passes_is_held_against_no_message(self):
        self.deliver(mail(Subject="1"), mail(Subject="2"))
        with (
            patch.object(refused_messages, "SESSIONS_PASSING", 2),
            self.refusing(words=LATER),
        ):
            for _run in range(4):
                self.assertEqual(self.fetch().error.code, "server_busy")
        self.assertEqual((self.states(), self.mailbox.refused_count), ({}, 0))
        self.fetch()
        self.assertFiledOnce(2)


class TestAMessageFails(RefusedCase):
    """One is refused, others are not."""

    def test_it_is_asked_for_again_alone_and_then_parked_with_the_servers_words(self):
        self.deliver(mail(Subject="bad"), mail(Subject="good"))
        with self.refusing(1) as proxy:
            self.fetch()
            self.assertEqual(self.states(), {"good": "done"})
            self.assertFalse(self.mailbox.error_message)
            self.assertFalse(self.mailbox.activity_ids)
            before = len(proxy.seen)
            self.fetch(mail(Subject="later"))
        asked = [line for line in proxy.seen[before:] if b"BODY.PEEK[]" in line]
        self.assertRegex(asked[-1], rb"FETCH 1 ")
        row = self.rows().filtered(lambda each: each.state == "parked")
        self.assertEqual((row.raw_state, row.remote_state), ("missing", "kept"))
        self.assertRegex(
            row.error,
            "^The mail server lists this message but does not hand it out; it stays "
            f"there. The server's words: {re.escape(WORDS)}$",
        )
        self.assertEqual(len(self.left()), 1)
        self.assertEqual(len(self.mailbox.activity_ids), 1)

    def test_a_person_sees_how_many_are_asked_for_again(self):
        with self.refusing(1, 2):
            self.fetch(mail(), mail(), mail())
        self.assertEqual(self.mailbox.refused_count, 2)
        self.assertEqual(self.mailbox.with_user(self.manager).refused_count, 2)
        self.fetch()
        self.assertEqual(self.mailbox.refused_count, 0)
        self.assertFiledOnce(3)

    def test_one_that_left_the_server_meanwhile_is_forgotten(self):
        with self.refusing(1):
            self.fetch(mail(), mail())
        self.doveadm("expunge", "-u", ADDRESS, "mailbox", "INBOX", "all")
        self.fetch()
        self.assertEqual(self.mailbox.refused_count, 0)

    def test_it_is_not_asked_for_again_by_itself_once_it_is_parked(self):
        self.deliver(mail(), mail())
        with self.refusing(1):
            self.fetch()
            self.fetch()
        self.assertEqual(self.fetch().settled, 0)
        self.assertEqual(sorted(self.rows().mapped("state")), ["done", "parked"])

    def test_the_only_message_of_a_mailbox_is_parked_after_five_sessions(self):
        self.deliver(mail(Subject="bad"))
        with self.refusing():
            for _run in range(4):
                self.assertEqual(self.fetch().error.code, "messages_refused")
                self.assertFalse(self.rows())
            self.assertIn(WORDS, self.mailbox.error_message)
            self.assertFalse(self.fetch().error)
        self.assertEqual(self.rows().state, "parked")
        self.assertFalse(self.mailbox.error_message)

    def test_damaged_mail_at_the_beginning_starves_no_other(self):
        self.deliver(*(mail(Subject=str(number)) for number in range(1, 9)))
        with patch.object(fetching, "CHUNK_MESSAGES", 2), self.refusing(1, 2):
            self.fetch()
            good = {str(number): "done" for number in range(3, 9)}
            self.assertEqual(self.states(), good)
            self.fetch(mail(Subject="9"))
        self.assertEqual(self.rows().mapped("state").count("parked"), 2)

    def test_a_damaged_large_mail_is_treated_alike_and_keeps_no_other_from_being_read(
        self,
    ):
        self.mailbox.max_message_mib = 1
        large = "x" * 2**20
        self.deliver(mail(large), mail(large, Subject="large"), mail(Subject="small"))
        with self.refusing(1):
            self.fetch()
            self.assertEqual(self.states(), {"large": "done", "small": "done"})
            self.fetch()
        self.assertEqual(
            sorted(self.rows().mapped("state")), ["done", "done", "parked"]
        )

    def test_existing_mail_that_is_refused_stays_existing_mail(self):
        self.start_over()
        self.deliver(mail(Subject="bad"), mail(Subject="good"))
        self.connect().action_continue()
        with self.refusing(1):
            self.fetch()
            self.assertTrue(self.mailbox.import_running)
        self.fetch()
        self.assertFiledOnce(2)
        self.assertEqual(set(self.rows().mapped("is_import")), {True})
        self.assertFalse(self.mailbox.import_running)


class TestAMessageIsHeldBack(RefusedCase):
    """One is refused in words that say that it will be handed out later."""

    def setUp(self):
        super().setUp()
        self.deliver(mail(Subject="held"), mail(Subject="good"))

    def test_a_person_sees_it_and_it_is_not_the_mailboxs_trouble(self):
        with self.refusing(1, words=LATER) as proxy:
            for _run in range(6):
                self.assertFalse(self.fetch().error)
                self.assertEqual(self.mailbox.refused_count, 1)
        self.assertEqual(self.states(), {"good": "done"})
        self.assertFalse(self.mailbox.error_message)
        self.assertFalse(self.mailbox.retry_after)
        asked = [line for line in proxy.seen if b"BODY.PEEK[]" in line]
        self.assertEqual(sum(b"FETCH 1 " in line for line in asked), 6)
        self.fetch()
        self.assertFiledOnce(2)
        self.assertEqual(self.mailbox.refused_count, 0)

    def test_it_is_parked_with_the_servers_words_after_many_sessions(self):
        with (
            patch.object(refused_messages, "SESSIONS_PASSING", 4),
            self.refusing(1, words=LATER),
        ):
            for _run in range(3):
                self.fetch()
            self.assertEqual(self.states(), {"good": "done"})
            self.fetch()
        row = self.rows().filtered(lambda each: each.state == "parked")
        self.assertIn(LATER, row.error)
        self.assertEqual((row.raw_state, len(self.left())), ("missing", 1))
        self.assertFalse(self.mailbox.error_message)

    def test_alone_it_is_the_mailboxs_trouble_until_another_is_handed_out(self):
        self.fetch()
        self.deliver(mail(Subject="alone"))
        with self.refusing(3, words=LATER):
            self.assertEqual(self.fetch().error.code, "server_busy")
            self.assertIn(LATER, self.mailbox.error_message)
            self.assertFalse(self.fetch(mail(Subject="another")).error)
            self.assertFalse(self.fetch().error)
        self.assertEqual(self.mailbox.refused_count, 1)
        self.fetch()
        self.assertFiledOnce(4)

    def test_several_that_are_held_back_are_not_the_mailboxs_trouble(self):
        self.deliver(mail(Subject="held, too"))
        with self.refusing(1, 3, words=LATER):
            for _run in range(3):
                self.assertFalse(self.fetch().error)
        self.assertEqual(self.mailbox.refused_count, 2)
        self.fetch()
        self.assertFiledOnce(3)

    def test_a_large_one_is_treated_alike_and_stops_no_other(self):
        self.mailbox.max_message_mib = 1
        self.deliver(mail("x" * 2**20, Subject="large"), mail(Subject="behind"))
        with self.refusing(3, words=LATER):
            self.assertFalse(self.fetch().error)
        self.assertEqual(set(self.states()), {"held", "good", "behind"})
        self.assertEqual(self.mailbox.refused_count, 1)


class TestAskedAgain(RefusedCase):
    """A person asks for a message again that the server did not hand out."""

    def setUp(self):
        super().setUp()
        self.deliver(mail(Subject="bad"), mail(Subject="good"))
        with self.refusing(1):
            self.fetch()
            self.fetch()
        self.row = self.rows().filtered(lambda row: row.state == "parked")
        self.env["ir.cron.trigger"].search([]).unlink()

    def replay(self):
        self.row.with_user(self.manager).action_replay()

    def test_it_is_asked_for_at_once_and_filed(self):
        self.replay()
        triggers = self.env["ir.cron.trigger"].search([])
        self.assertEqual(triggers.cron_id, self.mailbox.cron_id)
        self.fetch()
        self.assertEqual((self.row.state, self.row.error), ("done", False))
        self.assertEqual(self.row.ticket_id.name, "bad")
        self.assertFiledOnce(2)

    def test_the_row_stays_and_says_what_was_wrong(self):
        words = self.row.error
        self.replay()
        self.assertEqual((self.row.state, self.row.error), ("received", words))

    def test_it_is_asked_for_alone(self):
        self.replay()
        with self.proxied("imap") as proxy:
            self.fetch(mail())
        asked = [line for line in proxy.seen if b"BODY.PEEK[]" in line]
        self.assertRegex(asked[-1], rb"FETCH 1 ")

    def test_refused_again_it_is_parked_with_the_new_words(self):
        self.replay()
        with self.refusing(1, words="still no file"):
            self.fetch()
        self.assertEqual(self.row.state, "parked")
        self.assertIn("still no file", self.row.error)
        self.assertFalse(self.mailbox.error_message)
        self.assertEqual(len(self.rows()), 2)

    def test_many_are_not_parked_again_while_the_server_refuses_everything(self):
        self.deliver(mail())
        with self.refusing(3):
            self.fetch(mail())
            self.fetch()
        parked = self.rows().filtered(lambda row: row.state == "parked")
        self.assertEqual(len(parked), 2)
        parked.with_user(self.manager).action_replay()
        with self.refusing():
            self.fetch()
        self.assertEqual(set(parked.mapped("state")), {"received"})
        self.assertEqual(self.mailbox.refused_count, 2)
        self.fetch()
        self.assertEqual(set(parked.mapped("state")), {"done"})

    def test_gone_from_the_server_it_says_so(self):
        self.replay()
        self.doveadm("expunge", "-u", ADDRESS, "mailbox", "INBOX", "all")
        self.fetch()
        self.assertEqual((self.row.state, self.row.remote_state), ("parked", "removed"))
        self.assertIn("no longer on the mail server", self.row.error)

    def test_while_the_mailbox_cannot_be_reached_it_waits(self):
        self.replay()
        self.mailbox.password = "wrong"
        self.fetch()
        self.assertEqual((self.row.state, self.row.raw_state), ("received", "missing"))

    def test_ignored_meanwhile_it_is_not_asked_for(self):
        self.replay()
        self.row.with_user(self.manager).action_ignore()
        self.fetch()
        self.assertEqual((self.row.state, len(self.left())), ("ignored", 1))
        self.assertEqual(self.mailbox.refused_count, 0)

    def test_held_back_it_waits_and_is_counted_until_it_is_ignored(self):
        self.replay()
        with self.refusing(1, words=LATER):
            for _run in range(3):
                self.assertFalse(self.fetch().error)
        self.assertEqual((self.row.state, self.mailbox.refused_count), ("received", 1))
        self.row.with_user(self.manager).action_ignore()
        self.fetch()
        self.assertEqual(self.mailbox.refused_count, 0)

    def test_one_that_broke_connections_is_asked_for_again(self):
        self.mailbox._status().suspect_keys = {self.row.remote_key: 3}
        self.replay()
        self.fetch()
        self.assertEqual(self.row.state, "done")

    def test_the_form_offers_it(self):
        view = self.env.ref("helpdesk_mgmt_mailbox.fetchmail_message_view_form")
        arch = etree.fromstring(self.row.get_view(view.id)["arch"])
        (button,) = arch.xpath("//button[@name='action_replay']")
        values = {"state": self.row.state, "raw_state": self.row.raw_state}
        self.assertEqual(values, {"state": "parked", "raw_state": "missing"})
        self.assertFalse(safe_eval(button.get("invisible"), values))

    def test_it_is_not_kept_waiting_by_the_trouble_that_it_made(self):
        later = fields.Datetime.now() + timedelta(hours=1)
        status = self.mailbox._status()
        for code, waits in (("connection_lost", False), ("throttled", True)):
            status.write({"error_code": code, "retry_after": later})
            self.replay()
            self.assertEqual(bool(status.retry_after), waits)

    def test_it_ends_no_worker_for_ever(self):
        self.replay()
        key = self.row.remote_key
        for count in (1, 2, 3):
            self.mailbox._status().fetching_keys = [key]
            with self.committing(self.mailbox) as mailbox:
                mailbox._suspect_left_over()
            suspects = self.mailbox._status().suspect_keys
            self.assertEqual(suspects, {key: [count, True]})
        self.fetch()
        self.assertEqual(self.row.state, "parked")
        self.assertIn("Odoo was ended each time", self.row.error)
