"""An Odoo with the add-on, a Dovecot, and a receiving SMTP server for its answers."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kit.rpc import Client
from kit.server import Server
from kit.server_copy import server_copy
from letters import letter
from peers.authority_ca import Authority
from peers.bounces import bounce
from peers.dovecot import Dovecot
from peers.live_mailbox import LiveMailbox
from peers.mails import ADDRESS
from peers.smtp_receiver import SmtpReceiver

DATABASE = "browser_bounce"
PASSWORD = "a password for the browser"
ADA = "ada@customer.example"


@dataclass
class BounceStack:
    """The running servers, and a connected mailbox without mail."""

    server: Server
    dovecot: Dovecot
    receiver: SmtpReceiver
    client: Client
    mailbox: LiveMailbox

    def ask(self, number: int, subject: str) -> int:
        """A mail of Ada's becomes a ticket with her as its contact; returns its id."""
        date = "Mon, 02 Nov 2026 09:30:00 +0000"
        self.mailbox.fetch(letter(number, subject, "Where is it?", date))
        (ticket,) = self.client.call(
            "helpdesk.ticket", "search", [["name", "=", subject]]
        )
        ada = self.client.call(
            "res.partner", "create", [{"name": "Ada Byron", "email": ADA}]
        )
        self.client.call("helpdesk.ticket", "write", [ticket], {"partner_id": ada[0]})
        return ticket

    def answer_that_bounces(self, ticket: int) -> None:
        """An answer really goes out, and its bounce comes back."""
        partner = self.client.call("helpdesk.ticket", "read", [ticket], ["partner_id"])
        self.client.call(
            "helpdesk.ticket",
            "message_post",
            [ticket],
            body="It is on its way.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=[partner[0]["partner_id"][0]],
        )
        sent = self.receiver.mail_to(ADA, "It is on its way.")
        self.mailbox.fetch(bounce(sent.raw, ADA))


@contextmanager
def running(place: Path, ca: Authority):
    """A `BounceStack` below `place`."""
    with (
        Dovecot(place, ca, {ADDRESS: PASSWORD}) as dovecot,
        SmtpReceiver() as receiver,
        server_copy(DATABASE) as server,
    ):
        client = Client(server.url, DATABASE, "admin", "admin")
        _send_by(client, receiver)
        mailbox = LiveMailbox.connected(client, dovecot)
        yield BounceStack(server, dovecot, receiver, client, mailbox)


def _send_by(client, receiver):
    """The receiver is the outgoing server, and the administrator has an address."""
    user = client.call("res.users", "search", [["login", "=", "admin"]])
    client.call("res.users", "write", user, {"email": "grace@acme.example"})
    values = {
        "name": "Receiver",
        "smtp_host": receiver.host,
        "smtp_port": receiver.port,
        "smtp_encryption": "none",
    }
    client.call("ir.mail_server", "create", [values])
