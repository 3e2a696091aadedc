"""An Odoo with the add-on, and a mailbox that gets mail of a website's form."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kit.rpc import Client
from kit.server import Server
from kit.server_copy import server_copy
from peers.authority_ca import Authority
from peers.dovecot import Dovecot
from peers.live_mailbox import LiveMailbox
from peers.mails import ADDRESS, mail

DATABASE = "browser_forms"
PASSWORD = "a password for the forms"
SITE = "wordpress@shop.example"
TEXT = (
    "New message.\r\n\r\nName: Ann Berg\r\nE-Mail: ann@people.example\r\n"
    "Message: The door is shut.\r\n"
)


@dataclass
class FormsStack:
    """The running server and its mailbox."""

    server: Server
    client: Client
    mailbox: LiveMailbox

    def fill_in(self, subject: str) -> int:
        """Let the form's mail come in; the id of its ticket."""
        self.mailbox.fetch(
            mail(
                TEXT,
                From=SITE,
                Subject=subject,
                Date="Tue, 03 Nov 2026 08:00:00 +0000",
                message_id=f"<{subject.replace(' ', '-')}@shop.example>",
            )
        )
        found = self.client.call("helpdesk.ticket", "search", [("name", "=", subject)])
        return found[0]

    def contact(self, ticket: int) -> str:
        """The email of a ticket's contact."""
        (found,) = self.client.call(
            "helpdesk.ticket", "read", [ticket], ["partner_email"]
        )
        return found["partner_email"]


@contextmanager
def running(place: Path, ca: Authority):
    """A `FormsStack` below `place`."""
    with (
        Dovecot(place, ca, {ADDRESS: PASSWORD}) as dovecot,
        server_copy(DATABASE) as server,
    ):
        client = Client(server.url, DATABASE, "admin", "admin")
        yield FormsStack(server, client, LiveMailbox.connected(client, dovecot))
