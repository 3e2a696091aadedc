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
from letters import ADDRESS, EXISTING
from peers.authority_ca import authority
from peers.dovecot import Dovecot

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
def running(place: Path):
    """A `Stack` below `place`, with the existing mail delivered."""
    cluster = odoo_runner.prepare()
    base = odoo_runner.template(cluster, "base", "helpdesk_mgmt")
    cluster.copy(base, DATABASE)
    ca = authority(place / "ca")
    dovecot = Dovecot(place / "dovecot", ca, {ADDRESS: PASSWORD})
    server = Server(DATABASE, odoo_runner.free_port())
    try:
        with dovecot, server:
            stack = Stack(cluster, server, dovecot)
            stack.deliver(*EXISTING)
            # As Apps > Update Apps List does; the template may be older than this code.
            client = Client(server.url, DATABASE, "admin", "admin")
            client.call("ir.module.module", "update_list")
            yield stack
    finally:
        cluster.drop(DATABASE)
