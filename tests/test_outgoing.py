"""Sending through the mailbox's own account, by a real submission server."""

from odoo.exceptions import UserError, ValidationError
from odoo.tools import mute_logger

from .common import ADDRESS, CUSTOMER, PASSWORD, SECOND, mail
from .peers import shared
from .peers.authority_ca import authority
from .peers.dovecot import Dovecot
from .peers.scripted import Script, ScriptedServer
from .smtp_common import SmtpCase

HELLO = b"250-there\r\n250 AUTH PLAIN LOGIN"
DISABLED = (
    b"535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled "
    b"for the Tenant. Visit https://aka.ms/smtp_auth_disabled"
)


class TestOutgoing(SmtpCase):
    """The mailbox's Dovecot takes mail, too, and passes it on to the receiver."""

    @classmethod
    def _running_dovecot(cls):
        users = {ADDRESS: PASSWORD, SECOND: PASSWORD}
        relay = cls.receiver.port
        server = Dovecot(cls.place / "dovecot", shared.ca(), users, relay_port=relay)
        return cls._entered(server)

    def setUp(self):
        super().setUp()
        self.account = self.own_account(self.mailbox)
        # Whatever goes out now goes through the account, or nowhere.
        self.smtp_server.smtp_host = "nowhere.invalid"

    def own_account(self, mailbox, encryption="ssl_strict"):
        """Press Send Through This Account, and enter where the account's server is."""
        mailbox.with_user(self.admin).action_send_through_account()
        port = self.dovecot.submissions
        if encryption == "starttls_strict":
            port = self.dovecot.submission
        mailbox.write(
            {
                "outgoing_host": "localhost",
                "outgoing_encryption": encryption,
                "outgoing_port": port,
            }
        )
        return mailbox.outgoing_server_id

    def answered(self, ticket=None):
        """Answer a ticket as an agent; returns the mail if it is still in the queue."""
        ticket = ticket or self.case_of(mail())
        message = ticket.with_user(self.agent).message_post(
            body="On its way.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        mails = self.env["mail.mail"].sudo()
        return mails.search([("mail_message_id", "=", message.id)])

    def test_with_one_click_the_account_sends_for_its_own_address_only(self):
        self.assertEqual(self.account.mailbox_id, self.mailbox)
        self.assertEqual(self.account.from_filter, ADDRESS)
        self.assertFalse(self.account.smtp_user)
        self.assertFalse(self.account.smtp_pass, "the secret is the mailbox's alone")

    def test_the_host_is_guessed_and_can_be_edited(self):
        self.mailbox.server = "imap.acme.example"
        values = self.mailbox._account_values()
        self.assertEqual(values["smtp_host"], "smtp.acme.example")
        self.assertEqual(values["smtp_port"], 587)
        self.mailbox.server = "mail.acme.example"
        self.assertEqual(
            self.mailbox._account_values()["smtp_host"], "mail.acme.example"
        )

    def test_answers_go_out_with_the_mailboxs_password_by_tls(self):
        self.assertFalse(self.answered(), "sent, so it left the queue")
        sent = self.sent_to(CUSTOMER)
        self.assertIn(b"by localhost with ESMTPSA", sent.raw)
        self.assertEqual(sent.sender, ADDRESS)

    def test_and_by_starttls(self):
        self.own_account(self.mailbox, "starttls_strict")
        self.answered()
        self.assertIn(b"with ESMTPSA", self.sent_to(CUSTOMER).raw)

    def test_the_newest_password_counts(self):
        ticket = self.case_of(mail())
        self.mailbox.password = "another"
        failed = self.answered(ticket)
        self.assertEqual(failed.state, "exception")
        self.assertIn("refused the user name or the password", failed.failure_reason)
        self.assertNotIn("another", failed.failure_reason)
        self.assertEqual(self.receiver.deliveries, [], "by no other server either")
        self.mailbox.password = PASSWORD
        failed.mark_outgoing()
        self.send_queue()
        self.sent_to(CUSTOMER)

    def test_a_certificate_that_is_not_trusted_stops_it(self):
        self.mailbox.certificate_authority = authority(self.place / "other").pem
        self.account.flush_recordset()
        with self.assertRaises(UserError) as caught:
            self.mailbox.action_test_outgoing()
        self.assertRegex(
            str(caught.exception),
            "^The certificate of localhost is not trusted; nothing was sent.",
        )

    def test_the_test_button_says_that_it_works_and_sends_nothing(self):
        action = self.mailbox.with_user(self.admin).action_test_outgoing()
        self.assertEqual(
            action["params"]["message"], f"Signed in to localhost as {ADDRESS}."
        )
        self.assertEqual(self.receiver.deliveries, [])

    def test_the_test_button_tests_another_server_as_odoo_does(self):
        self.mailbox.outgoing_server_id = self.smtp_server
        self.smtp_server.smtp_host = self.receiver.host
        action = self.mailbox.with_user(self.admin).action_test_outgoing()
        self.assertEqual(action["params"]["message"], "Connection Test Successful!")

    def test_a_manager_cannot_touch_it(self):
        with self.assertRaisesRegex(UserError, "Only an administrator"):
            self.mailbox.with_user(self.manager).action_send_through_account()

    def test_microsofts_refusal_of_smtp_is_explained(self):
        script = Script(
            b"220 there", [(rb"EHLO .*", HELLO), (rb"AUTH PLAIN .*", DISABLED)]
        )
        with ScriptedServer(script, tls=self.dovecot.ca) as server:
            self.mailbox.outgoing_port = server.port
            with self.assertRaises(UserError) as caught:
                self.mailbox.action_test_outgoing()
        said = str(caught.exception)
        self.assertRegex(said, "^Microsoft does not let this account send by SMTP: ")
        self.assertIn("The server's words: 535 5.7.139", said)
        self.assertNotIn(PASSWORD, said)

    def test_a_limit_says_when_to_try_again(self):
        limit = b"454 4.7.0 Too many login attempts, please try again later."
        script = Script(
            b"220 there", [(rb"EHLO .*", HELLO), (rb"AUTH PLAIN .*", limit)]
        )
        with ScriptedServer(script, tls=self.dovecot.ca) as server:
            self.mailbox.outgoing_port = server.port
            with self.assertRaises(UserError) as caught:
                self.mailbox.action_test_outgoing()
        self.assertEqual(
            str(caught.exception),
            "localhost was asked for too much in a short time, and wants a pause. Try "
            f"again in 5 minutes.\nThe server's words: {limit.decode()}",
        )

    def test_a_sender_that_is_not_allowed_is_explained(self):
        script = Script(
            b"220 there",
            [
                (rb"EHLO .*", HELLO),
                (rb"AUTH PLAIN .*", b"235 in"),
                (rb"MAIL .*", b"550 5.7.60 not permitted"),
            ],
        )
        with ScriptedServer(script, tls=self.dovecot.ca) as server:
            self.mailbox.outgoing_port = server.port
            with self.assertRaises(UserError) as caught:
                self.mailbox.action_test_outgoing()
        self.assertRegex(
            str(caught.exception),
            f"^localhost does not let this account send from {ADDRESS}.",
        )

    def test_encryption_is_not_optional(self):
        for encryption in ("none", "ssl", "starttls"):
            with self.assertRaisesRegex(ValidationError, "encryption and validation"):
                self.account.smtp_encryption = encryption

    def test_no_other_server_gets_the_mailboxs_login(self):
        with self.assertRaisesRegex(ValidationError, "press Send Through This Account"):
            self.smtp_server.smtp_authentication = "mailbox"

    def test_mail_of_others_never_goes_through_the_account(self):
        Servers = self.env["ir.mail_server"]
        self.smtp_server.active = False
        server, _sender = Servers._find_mail_server("boss@acme.example")
        self.assertFalse(server)
        server, _sender = Servers._find_mail_server(f"Ada <{ADDRESS}>")
        self.assertEqual(server, self.account)

    def test_another_server_may_be_chosen(self):
        self.smtp_server.smtp_host = self.receiver.host
        self.mailbox.outgoing_server_id = self.smtp_server
        self.answered()
        self.assertNotIn(b"ESMTPSA", self.sent_to(CUSTOMER).raw)

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_a_server_that_fails_leaves_the_mail_in_the_queue(self):
        ticket = self.case_of(mail())
        self.dovecot.stop()
        self.addCleanup(self.dovecot.start)
        failed = self.answered(ticket)
        self.assertEqual(failed.state, "exception")
        self.assertIn("does not answer on port", failed.failure_reason)
        told = failed.mail_message_id.notification_ids
        self.assertEqual(told.mapped("notification_status"), ["exception"])
        self.assertEqual(self.receiver.deliveries, [])

    def test_a_server_in_use_is_not_archived(self):
        with self.assertRaisesRegex(UserError, r"support \(Helpdesk Mailbox\)"):
            self.account.active = False

    def test_odoo_may_choose_again(self):
        self.mailbox.with_user(self.admin).action_send_by_odoo()
        self.assertFalse(self.account.exists())
        self.assertFalse(self.mailbox.outgoing_server_id)

    def test_a_mailbox_goes_with_its_account(self):
        self.mailbox.unlink()
        self.assertFalse(self.account.exists())

    def test_a_new_address_is_the_one_it_sends_from(self):
        self.mailbox.email_address = "help@acme.example"
        self.assertEqual(self.account.from_filter, "help@acme.example")
