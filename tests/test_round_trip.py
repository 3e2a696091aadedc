"""A mailbox's test message goes out by a real server, comes back, and hides nothing."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .common import ADDRESS, PASSWORD, SECOND, mail
from .peers import shared
from .peers.dovecot import Dovecot
from .smtp_common import SmtpCase

FIELD = "X_Helpdesk_Mailbox_Test"


class TestRoundTrip(SmtpCase):
    """The mailbox's Dovecot takes mail, too, and passes it on to the receiver."""

    @classmethod
    def _running_dovecot(cls):
        relay = cls.receiver.port
        users = {ADDRESS: PASSWORD, SECOND: PASSWORD}
        server = Dovecot(cls.place / "dovecot", shared.ca(), users, relay_port=relay)
        return cls._entered(server)

    def send(self, user=None):
        """Press Send a Test Message; returns the test."""
        with self.committing(self.mailbox) as mailbox:
            mailbox.with_user(user or self.admin).action_send_test_message()
        return self.mailbox.test_message_ids.sorted("id")[-1:]

    def pass_on(self):
        """What was sent arrives in the mailbox."""
        self.deliver(self.receiver.wait_for(1)[0].raw)

    def forged(self, test, **headers):
        """A mail with the token of `test`."""
        given = {"From": ADDRESS, FIELD: test.token, "Subject": "Please help"}
        return mail(**{**given, **headers})

    def test_it_goes_out_comes_back_and_says_how_long_each_way_took(self):
        self.mailbox.with_user(self.admin).action_send_through_account()
        self.mailbox.write(
            {
                "outgoing_host": "localhost",
                "outgoing_encryption": "ssl_strict",
                "outgoing_port": self.dovecot.submissions,
            }
        )
        test = self.send()
        self.assertEqual(self.mailbox.test_message_state, "way")
        self.assertRegex(
            self.mailbox.test_message_text,
            r"^Sent in \d\.\d s, and on its way back\. It is looked for by itself\.$",
        )
        sent = self.sent_to(ADDRESS)
        self.assertIn(b"with ESMTPSA", sent.raw)
        self.deliver(sent.raw)
        self.fetch()
        self.assertRegex(
            self.mailbox.test_message_text,
            r"^Sent in \d\.\d s; came back after \d+\.\d s\.$",
        )
        row = self.rows()
        self.assertEqual((row.state, row.ticket_id.id), ("ignored", False))
        self.assertEqual(row.reason, "A test message of this mailbox.")
        self.assertEqual(row.remote_state, "removed")
        self.assertEqual(self.left(), [])
        self.assertEqual(len(self.receiver.deliveries), 1, "nobody acknowledged it")
        self.assertTrue(test.back_date)

    def test_each_language_has_its_own_sentence(self):
        self.env["res.lang"]._activate_lang("de_DE")
        test = self.send()
        test.write({"sent_seconds": 1.25, "back_date": test.sent_date})
        test.back_seconds = 190
        mailbox = self.mailbox.with_context(lang="de_DE")
        self.assertIn("1,2", mailbox.test_message_text)
        self.assertIn("3 Minuten", mailbox.test_message_text)

    @mute_logger("odoo.addons.base.models.ir_mail_server")
    def test_the_words_of_a_server_that_refuses_it_are_told(self):
        self.receiver.refuse = "550 5.7.1 we take no mail of yours"
        self.send()
        self.assertEqual(self.mailbox.test_message_state, "refused")
        self.assertEqual(
            self.mailbox.test_message_text,
            "Not sent. The outgoing server did not take the message.\n"
            "The server's words: 550 5.7.1 we take no mail of yours",
        )

    @mute_logger("odoo.addons.base.models.ir_mail_server")
    def test_a_busy_server_that_odoo_has_chosen_is_told_by_its_name(self):
        self.receiver.refuse = "451 4.3.2 come back later"
        self.send()
        self.assertFalse(self.mailbox.outgoing_server_id)
        self.assertEqual(
            self.mailbox.test_message_text,
            f"Not sent. {self.receiver.host} does not take mail at the moment. Try "
            "again in a minute.\nThe server's words: 451 4.3.2 come back later",
        )

    def test_a_server_that_may_not_send_from_our_address_is_told_by_its_name(self):
        self.smtp_server.from_filter = "elsewhere.example"
        self.assertFalse(self.mailbox._outgoing_mail_server())
        self.assertEqual(
            self.mailbox._outgoing_place(), (self.receiver.host, self.receiver.port)
        )

    def test_an_account_that_is_refused_is_told_in_the_words_of_its_test_button(self):
        self.mailbox.with_user(self.admin).action_send_through_account()
        self.mailbox.write(
            {"outgoing_host": "localhost", "outgoing_port": self.dovecot.submissions}
        )
        self.mailbox.outgoing_encryption = "ssl_strict"
        self.mailbox.password = "another"
        self.send()
        said = self.mailbox.test_message_text
        self.assertIn("refused the user name or the password", said)
        self.assertNotIn("another", said)

    def test_what_does_not_come_back_says_where_to_look(self):
        test = self.send()
        test.sent_date -= timedelta(minutes=11)
        self.assertEqual(self.mailbox.test_message_state, "late")
        self.assertRegex(
            self.mailbox.test_message_text,
            r"^Sent in \d\.\d s, and not back after 10 minutes\. Look for it with a "
            r"mail program",
        )

    def test_where_the_mailbox_is_not_fetched_that_is_what_it_says(self):
        test = self.send()
        test.sent_date -= timedelta(minutes=11)
        self.mailbox._status().write(
            {"error_message": "down", "error_date": fields.Datetime.now()}
        )
        self.assertRegex(
            self.mailbox.test_message_text,
            r"not back: the mailbox is not being fetched at present \(Failing since .+",
        )

    def test_a_token_is_good_once(self):
        test = self.send()
        self.pass_on()
        self.fetch()
        self.mailbox.accept_notifications = True
        row = self.fetch_one(self.forged(test))
        self.assertEqual(row.state, "done", "a ticket, like any other mail")

    def test_a_token_of_yesterday_hides_nothing(self):
        test = self.send()
        test.sent_date -= timedelta(days=2)
        self.assertEqual(self.fetch_one(self.forged(test)).state, "done")

    def test_a_token_from_another_sender_hides_nothing(self):
        test = self.send()
        row = self.fetch_one(self.forged(test, From="eve@customer.example"))
        self.assertEqual(row.state, "done")
        self.assertFalse(test.back_date)

    def test_a_token_that_we_did_not_make_hides_nothing(self):
        test = self.send()
        row = self.fetch_one(self.forged(test, **{FIELD: "0" * 32}))
        self.assertEqual(row.state, "done")
        self.assertFalse(test.back_date)

    def test_a_person_may_still_make_a_ticket_of_it(self):
        self.send()
        self.pass_on()
        self.fetch()
        row = self.rows()
        row.with_user(self.manager).action_release()
        self.assertEqual(row.state, "done")

    def test_only_an_administrator_sends_one(self):
        with self.assertRaisesRegex(AccessError, "Only an administrator"):
            self.mailbox.with_user(self.manager).action_send_test_message()

    def test_a_mailbox_that_is_not_connected_sends_none(self):
        self.start_over()
        with self.assertRaisesRegex(UserError, "^Connect and enable the mailbox first"):
            self.mailbox.with_user(self.admin).action_send_test_message()
        self.assertEqual(self.receiver.deliveries, [])
