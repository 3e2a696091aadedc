"""Sending with the access that was granted for the mailbox: XOAUTH2, fresh tokens."""

from base64 import b64encode

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from .common import ADDRESS, CUSTOMER, PASSWORD, mail
from .oauth_common import OauthMixin
from .peers import shared
from .peers.dovecot import Dovecot
from .peers.scripted import Script, ScriptedServer
from .smtp_common import SmtpMixin

SCOPE_MISSING = b64encode(b'{"status":"400","schemes":"Bearer","scope":"mail"}')
SENDING = "https://outlook.office.com/SMTP.Send"


@tagged("post_install", "-at_install")
class TestOutgoingOauth(SmtpMixin, OauthMixin, TransactionCase):
    @classmethod
    def _running_dovecot(cls):
        super()._running_dovecot()  # for its authority
        return cls._entered(
            Dovecot(
                cls.place / "dovecot",
                shared.ca(),
                {ADDRESS: PASSWORD},
                settings="auth_mechanisms = xoauth2\n",
                introspection_url=cls.authority.introspection_url,
                relay_port=cls.receiver.port,
            )
        )

    def sending(self):
        """A mailbox that somebody has consented for, and that sends, too."""
        mailbox = self.signed_in()
        mailbox.with_user(self.admin).action_send_through_account()
        mailbox.write(
            {
                "outgoing_host": "localhost",
                "outgoing_encryption": "starttls_strict",
                "outgoing_port": self.dovecot.submission,
            }
        )
        self.smtp_server.smtp_host = "nowhere.invalid"
        return mailbox

    def answer(self, ticket):
        with self.committing(ticket.with_user(self.agent)) as ticket:
            ticket.message_post(
                body="On its way.",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )

    def test_an_answer_goes_out_by_token(self):
        self.sending()
        self.answer(self.case_of(mail()))
        sent = self.sent_to(CUSTOMER)
        self.assertIn(b"with ESMTPSA", sent.raw)
        self.assertEqual(sent.sender, ADDRESS)

    def test_a_token_that_has_ended_is_renewed_before_it_is_used(self):
        mailbox = self.sending()
        ticket = self.case_of(mail())
        self.token(mailbox).expires_at = "2020-01-01"
        self.answer(ticket)
        self.sent_to(CUSTOMER)
        self.assertEqual(self.token_requests(), ["authorization_code", "refresh_token"])

    def test_a_token_that_is_refused_is_renewed_once(self):
        mailbox = self.sending()
        self.token(mailbox).access_token = "withdrawn"
        with self.committing(mailbox.with_user(self.admin)) as mailbox:
            action = mailbox.action_test_outgoing()
        self.assertEqual(action["params"]["title"], "Sending works")

    def test_lost_consent_is_said_and_sends_nothing_by_another_server(self):
        mailbox = self.sending()
        self.smtp_server.smtp_host = self.receiver.host
        ticket = self.case_of(mail())
        self.token(mailbox).unlink()
        self.answer(ticket)
        self.assertEqual(self.receiver.deliveries, [])
        failed = ticket.message_ids.sudo().mail_ids
        self.assertEqual(failed.state, "exception")
        self.assertIn("Press Reconnect and allow access again", failed.failure_reason)

    def test_access_that_is_not_for_sending_is_explained(self):
        mailbox = self.sending()
        script = Script(
            b"220 there",
            [
                (rb"EHLO .*", b"250-there\r\n250 AUTH XOAUTH2"),
                (rb"AUTH XOAUTH2", b"334 "),
                (rb"[A-Za-z0-9+/=]{40,}", b"334 " + SCOPE_MISSING),
                (rb"", b"535 5.7.8 Username and Password not accepted"),
            ],
        )
        with ScriptedServer(script, tls=self.dovecot.ca) as server:
            mailbox.write(
                {"outgoing_encryption": "ssl_strict", "outgoing_port": server.port}
            )
            said = self.failed_test(mailbox)
        self.assertRegex(said, "^localhost refused the access that was granted. Scope")
        self.assertIn("SMTP.Send at Microsoft", said)
        self.assertIn("status 400", said)
        self.assertNotIn(self.token().access_token, said)

    def failed_test(self, mailbox):
        """Press Test; returns the sentence that it fails with."""
        with self.committing(mailbox.with_user(self.admin)) as mailbox:
            try:
                mailbox.action_test_outgoing()
            except UserError as error:
                return str(error)
        raise AssertionError("the test was to fail")

    def test_the_providers_servers_are_known(self):
        for provider, host, port in (
            ("google", "smtp.gmail.com", 465),
            ("microsoft", "smtp.office365.com", 587),
        ):
            self.mailbox.write(self.oauth_values(provider))
            values = self.mailbox._account_values()
            self.assertEqual((values["smtp_host"], values["smtp_port"]), (host, port))

    def test_microsoft_is_asked_for_the_right_to_send(self):
        self.mailbox.write(self.oauth_values("microsoft"))
        mailbox = self.mailbox.with_user(self.admin)
        action = mailbox.action_send_through_account()
        self.assertEqual(action["type"], "ir.actions.act_url")
        self.assertIn("SMTP.Send", action["url"])
        self.assertEqual(mailbox.oauth_scope.split()[-1], SENDING)
        again = mailbox.action_send_through_account()
        self.assertEqual(again["type"], "ir.actions.client", "it was asked already")
        self.assertEqual(mailbox.oauth_scope.count("SMTP.Send"), 1)
