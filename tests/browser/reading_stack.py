"""An Odoo with the add-on and one mailbox, whose mails are read on its screens."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kit.rpc import Client
from kit.server import Server
from kit.server_copy import server_copy
from peers.authority_ca import Authority
from peers.dovecot import Dovecot
from peers.live_mailbox import LiveMailbox
from peers.mails import ADDRESS

DATABASE = "browser_reading"
PASSWORD = "a password for reading"


@dataclass
class ReadingStack:
    """The running servers and the mailbox."""

    server: Server
    client: Client
    mailbox: LiveMailbox

    def ticket(self, raw: bytes, subject: str) -> int:
        """The id of the ticket that the mail `raw` with this subject makes."""
        self.mailbox.fetch(raw)
        named = [("name", "=", subject)]
        (number,) = self.client.call("helpdesk.ticket", "search", named)
        return number

    def customer_of(self, number: int) -> str:
        """Let the ticket's customer sign in to the portal; returns login, which is the
        password as well."""
        login = f"customer{number}@portal.example"
        named = [("module", "=", "base"), ("name", "=", "group_portal")]
        (group,) = self.client.call("ir.model.data", "search_read", named, ["res_id"])
        values = {
            "name": "Anna Berg",
            "login": login,
            "password": login,
            "group_ids": [[6, 0, [group["res_id"]]]],
        }
        user = self.client.call("res.users", "create", [values])
        (made,) = self.client.call("res.users", "read", user, ["partner_id"])
        contact = {"partner_id": made["partner_id"][0]}
        self.client.call("helpdesk.ticket", "write", [number], contact)
        return login


@contextmanager
def running(place: Path, ca: Authority):
    """A `ReadingStack` below `place`."""
    with (
        Dovecot(place, ca, {ADDRESS: PASSWORD}) as dovecot,
        server_copy(DATABASE) as server,
    ):
        client = Client(server.url, DATABASE, "admin", "admin")
        yield ReadingStack(server, client, LiveMailbox.connected(client, dovecot))
