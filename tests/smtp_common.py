"""What tests of outgoing mail share: Odoo really sends, to a server that keeps it."""

from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from .common import MailboxMixin
from .peers.smtp_receiver import SmtpReceiver


class SmtpMixin:
    """Odoo's mail goes to `receiver`, a real SMTP server, as soon as it is sent.

    Odoo sends nothing while a test runs; that is switched off here on purpose, and
    the only outgoing server of the database is the receiver (`smtp_server`).
    """

    @classmethod
    def setUpClass(cls):
        cls.receiver = SmtpReceiver()  # before a Dovecot that may pass mail on to it
        cls.receiver.__enter__()
        cls.addClassCleanup(cls.receiver.__exit__, None, None, None)
        super().setUpClass()
        Servers = cls.env["ir.mail_server"]
        sending = patch.object(
            cls.registry["ir.mail_server"],
            "_disable_send",
            classmethod(lambda _servers: False),
        )
        cls.startClassPatcher(sending)
        Servers.search([]).active = False
        cls.smtp_server = Servers.create({"name": "Receiver", "smtp_host": "host"})
        # Not at once: OCA's mail_environment gives a new server Odoo's default port.
        cls.smtp_server.write(
            {
                "smtp_host": cls.receiver.host,
                "smtp_port": cls.receiver.port,
                "smtp_encryption": "none",
            }
        )

    def setUp(self):
        super().setUp()
        self.receiver.clear()

    def send_queue(self):
        """Send what waits in Odoo's mail queue, as its scheduled action does."""
        self.env["mail.mail"].process_email_queue()

    def sent_to(self, address):
        """The one mail that was delivered to `address` (`Delivery`)."""
        found = self.receiver.to(address)
        self.assertEqual(len(found), 1, f"mails to {address}")
        return found[0]


@tagged("post_install", "-at_install")
class SmtpCase(SmtpMixin, MailboxMixin, TransactionCase):
    """A test with a mailbox on a real Dovecot, and a real receiving SMTP server."""
