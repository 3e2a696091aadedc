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
from peers.mails import ADDRESS
from peers.smtp_receiver import SmtpReceiver

DATABASE = "browser_held"
PASSWORD = "a password for the queue"


@dataclass
class HeldStack:
    """The running servers, and the ids of the mailbox and of the scheduled action that
    sends Odoo's mail; `receiver` gets what is sent."""

    server: Server
    dovecot: Dovecot
    receiver: SmtpReceiver
    client: Client
    mailbox: int
    queue: int
    numbers: count = field(default_factory=lambda: count(100))

    def fetch(self, *subjects: str) -> None:
        """Let mails of Ada's with these subjects come in, and send what is queued."""
        for subject in subjects:
            number = next(self.numbers)
            sent = "Tue, 03 Nov 2026 08:00 +0000"
            raw = letter(number, subject, "Please look.", sent)
            self.dovecot.deliver(ADDRESS, raw)
        self.client.call("fetchmail.server", "action_fetch_now", [self.mailbox])
        self.client.call("ir.cron", "method_direct_trigger", [self.queue])

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
        queue = client.call(
            "ir.model.data",
            "check_object_reference",
            "mail",
            "ir_cron_mail_scheduler_action",
        )[1]
        yield HeldStack(server, dovecot, receiver, client, mailbox, queue)


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
    values = {
        "case_mailbox": True,
        "name": "Support",
        "email_address": ADDRESS,
        "password": PASSWORD,
        "server": "localhost",
        "port": dovecot.imaps,
        "certificate_authority": dovecot.ca.pem,
        "confirm_senders": True,
    }
    mailbox = client.call("fetchmail.server", "create", [values])[0]
    action = client.call("fetchmail.server", "action_connect", [mailbox])
    client.call(action["res_model"], "action_continue", [action["res_id"]])
    return mailbox
