"""An Odoo with the add-on, a mailbox that asks strangers to confirm, and receivers."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from kit.rpc import Client
from kit.server import Server
from kit.server_copy import server_copy
from letters import letter
from peers.authority_ca import Authority
from peers.dovecot import Dovecot
from peers.live_mailbox import LiveMailbox
from peers.mails import ADDRESS
from peers.smtp_receiver import SmtpReceiver

DATABASE = "browser_held"
PASSWORD = "a password for the queue"


@dataclass
class HeldStack:
    """The running servers and the mailbox; `receiver` gets what is sent."""

    server: Server
    dovecot: Dovecot
    receiver: SmtpReceiver
    client: Client
    mailbox: LiveMailbox
    numbers: count = field(default_factory=lambda: count(100))

    def fetch(self, *subjects: str) -> None:
        """Let mails of Ada's with these subjects come in, and send what is queued."""
        sent = "Tue, 03 Nov 2026 08:00 +0000"
        raws = (
            letter(number, subject, "Please look.", sent)
            for subject, number in zip(subjects, self.numbers, strict=False)
        )
        self.mailbox.fetch(*raws)
        self.mailbox.send_queue()

    def states(self) -> list[str]:
        """The state of each received message, oldest first."""
        found = self.client.call(
            "fetchmail.message", "search_read", [], ["state"], 0, None, "id"
        )
        return [row["state"] for row in found]


@contextmanager
def running(place: Path, ca: Authority):
    """A `HeldStack` below `place`."""
    with (
        Dovecot(place, ca, {ADDRESS: PASSWORD}) as dovecot,
        SmtpReceiver() as receiver,
        server_copy(DATABASE) as server,
    ):
        client = Client(server.url, DATABASE, "admin", "admin")
        mailbox = _mailbox(client, dovecot, receiver, server.url)
        yield HeldStack(server, dovecot, receiver, client, mailbox)


def _mailbox(client, dovecot, receiver, url):
    for key, value in (("web.base.url", url), ("web.base.url.freeze", "True")):
        client.call("ir.config_parameter", "set_param", key, value)
    sending = {
        "name": "Receiver",
        "smtp_host": receiver.host,
        "smtp_port": receiver.port,
        "smtp_encryption": "none",
    }
    client.call("ir.mail_server", "create", [sending])
    return LiveMailbox.connected(client, dovecot, confirm_senders=True)
