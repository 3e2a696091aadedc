"""Beside OCA's mail_environment, which takes settings of servers from files."""

from configparser import ConfigParser
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from odoo.addons.helpdesk_mgmt_mailbox.models.names import OWN_LOGIN

from .common import MailboxMixin, mail
from .smtp_common import SmtpCase


def settings(**sections):
    """Settings as the files of an environment have them."""
    parser = ConfigParser()
    parser.read_dict({name.replace("__", "."): said for name, said in sections.items()})
    where = "odoo.addons.server_environment.models.server_env_mixin.serv_config"
    return patch(where, parser)


@tagged("-standard", "house", "post_install", "-at_install")
class TestBesideMailEnvironment(MailboxMixin, TransactionCase):
    def test_a_mailbox_keeps_what_is_entered(self):
        mailbox = self.make_mailbox("pop@acme.example", "pop3s", connected=False)
        mailbox.invalidate_recordset()
        self.assertEqual(mailbox.server_type, "pop")
        self.assertTrue(mailbox.is_ssl)
        self.assertEqual(mailbox.port, self.dovecot.pop3s)

    def test_a_mailbox_without_a_host_is_refused(self):
        words = "Enter the host name of the mailbox's mail server."
        with self.assertRaisesRegex(ValidationError, words):
            self.make_mailbox("new@acme.example", connected=False, server=False)

    def test_a_mailbox_is_fetched_with_the_password_of_the_file(self):
        password = self.mailbox.password
        self.mailbox.password = "another one"
        with settings(incoming_mail__support={"password": password}):
            self.mailbox.invalidate_recordset()
            self.assertEqual(self.fetch_one(mail()).state, "done")

    def test_a_mailbox_whose_host_is_in_the_file_needs_none(self):
        with settings(incoming_mail__new={"server": "localhost"}):
            mailbox = self.make_mailbox(
                "new@acme.example", connected=False, server=False, name="new"
            )
            mailbox.invalidate_recordset()
            self.assertEqual(mailbox.server, "localhost")


@tagged("-standard", "house")
class TestSendingBesideMailEnvironment(SmtpCase):
    def test_the_account_of_a_mailbox_keeps_its_way_of_signing_in(self):
        self.mailbox.action_send_through_account()
        server = self.mailbox.outgoing_server_id
        server.invalidate_recordset()
        self.assertEqual(server.smtp_authentication, OWN_LOGIN)
        way = (server.smtp_encryption, server.smtp_port)
        self.assertEqual(way, ("starttls_strict", 587))
