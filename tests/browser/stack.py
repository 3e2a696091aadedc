"""What the story is played on: an Odoo without the add-on, and a Dovecot with mail."""

from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path

from kit import odoo_runner
from kit.cluster import Cluster
from kit.rpc import Client
from kit.server import Server
from kit.server_copy import server_copy
from letters import EXISTING
from peers.authority_ca import Authority
from peers.dovecot import Dovecot
from peers.mails import ADDRESS

DATABASE = "browser"
PASSWORD = "a password for the browser"


@dataclass
class Stack:
    """The running servers; `sql` looks behind the screens."""

    cluster: Cluster
    server: Server
    dovecot: Dovecot

    def sql(self, statement: str) -> list[str]:
        """Rows of the story's database, columns separated by |."""
        return self.cluster.query(statement, DATABASE).splitlines()

    def deliver(self, *raws: bytes) -> None:
        """Put mails into the mailbox, as arrived when they were sent."""
        for raw in raws:
            sent = parsedate_to_datetime(message_from_bytes(raw)["Date"])
            self.dovecot.deliver(ADDRESS, raw, date=sent)

    def left(self) -> int:
        """How many mails are in the mailbox."""
        return len(self.dovecot.messages(ADDRESS))


@contextmanager
def running(place: Path, ca: Authority):
    """A `Stack` below `place`, with the existing mail delivered."""
    with (
        Dovecot(place, ca, {ADDRESS: PASSWORD}) as dovecot,
        server_copy(DATABASE, odoo_runner.base_template) as server,
    ):
        stack = Stack(Cluster(), server, dovecot)
        stack.deliver(*EXISTING)
        # As Apps > Update Apps List does; the template may be older than this code.
        client = Client(server.url, DATABASE, "admin", "admin")
        client.call("ir.module.module", "update_list")
        yield stack
