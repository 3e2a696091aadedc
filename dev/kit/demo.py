"""./dev/demo: the main job, from mailbox to tickets, on real servers."""

import argparse
import hashlib
import json
import socket
import sys
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from peers.authority_ca import authority
from peers.dovecot import Dovecot
from peers.ports import free_port
from peers.postman import Postman

from . import odoo_runner, paths
from .demo_answer import PASSWORD as CUSTOMER_PASSWORD
from .demo_answer import Customer
from .demo_consent import DemoConsent
from .mail_files import read_messages
from .rpc import Client
from .say import Missing, say
from .server import Server

ADDRESS, PASSWORD = "support@acme.example", "a password for the demo"
DATABASE = "demo"
# Without any message settled: something is wrong. An Odoo that has used up its time
# looks at its scheduled actions again after a minute.
STALL_SECONDS = 180
COLUMNS = ("file", "from", "kind", "outcome", "ticket", "why")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./dev/demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="stop after the table")
    parser.add_argument(
        "--json", action="store_true", help="a JSON object as last line"
    )
    parser.add_argument("--mail", type=Path, help="a folder or file with .eml or .mbox")
    parser.add_argument(
        "--protocol", choices=("imap", "imaps", "pop3", "pop3s"), default="imaps"
    )
    parser.add_argument(
        "--oauth",
        action="store_true",
        help="connect the mailbox by OAuth to a local authority: in your browser, or "
        "by itself with --once",
    )
    parser.add_argument(
        "--existing",
        type=int,
        help="how many messages are in the mailbox before it is set up "
        "(default: a quarter)",
    )
    return parser.parse_args()


class Demo:
    """One mailbox on a private Dovecot, and an Odoo that empties it."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        source = options.mail or paths.ROOT / "dev" / "samples"
        self.mails = list(read_messages(source))
        if not self.mails:
            raise Missing(f"There is no mail in {source}.")
        self.ca = authority(paths.DEV / "ca")
        self.consent = DemoConsent(self.ca, ADDRESS) if options.oauth else None
        self.existing = options.existing
        if self.existing is None:
            self.existing = len(self.mails) // 4
        self.customer = Customer.of([raw for _name, raw in self.mails[self.existing :]])

    def run(self) -> int:
        """Set up, fetch, report; returns the exit status."""
        cluster = odoo_runner.prepare()
        cluster.copy(odoo_runner.addon_template(cluster), DATABASE)
        with ExitStack() as stack:
            server = Server(DATABASE, http_port())
            asked = ""
            if self.consent:
                asked = stack.enter_context(self.consent.running(server.url))
            self.dovecot = stack.enter_context(
                Dovecot(
                    paths.mail_folder(),
                    self.ca,
                    self.users(),
                    introspection_url=asked,
                )
            )
            postman = stack.enter_context(Postman(self.dovecot, strict=False))
            stack.enter_context(server)
            for address in self.users():
                self.dovecot.clear(address)
            self.client = Client(server.url, DATABASE, "admin", "admin")
            if self.customer:
                self.customer.outgoing_server(self.client, postman)
            began = time.monotonic()
            self.process()
            summary = self.report(time.monotonic() - began)
            if self.customer:
                summary["answered"] = self.customer.answered(self.client, self.dovecot)
            if not self.options.once:
                say(f"Odoo runs at {server.url}/odoo/helpdesk-mailboxes")
                say("Sign in as admin with password admin. Ctrl-C ends it.")
                self.write_json(summary)
                server.wait()
            else:
                self.write_json(summary)
        lost = summary["messages"] - len(self.rows)
        unread = not summary.get("answered", {}).get("read_by_customer", True)
        return 1 if lost or unread or summary["parked"] else 0

    def users(self) -> dict[str, str]:
        """Addresses with a mailbox on the demo's mail server, and their passwords."""
        customer = {self.customer.address: CUSTOMER_PASSWORD} if self.customer else {}
        return customer | {ADDRESS: PASSWORD}

    def write_json(self, summary: dict) -> None:
        """The last line of standard output, where asked for."""
        if self.options.json:
            print(json.dumps(summary), flush=True)

    def process(self) -> None:
        """Existing mail, set-up window, Continue; then the rest arrives as new mail."""
        existing = self.existing
        self.deliver(self.mails[:existing])
        self.mailbox = self.client.call(
            "fetchmail.server", "create", [self.mailbox_values()]
        )[0]
        if self.consent:
            self.consent.give(self.client, self.mailbox, by_itself=self.options.once)
        window = self.client.call("fetchmail.server", "action_connect", [self.mailbox])
        found = self.client.call(
            window["res_model"], "read", [window["res_id"]], ["message_count"]
        )
        say(f"Set-up window: {found[0]['message_count']} messages are in the mailbox")
        self.client.call(window["res_model"], "action_continue", [window["res_id"]])
        self.wait_for(existing)
        self.deliver(self.mails[existing:])
        say(f"{len(self.mails) - existing} new messages arrive")
        self.client.call("fetchmail.server", "action_fetch_now", [self.mailbox])
        self.wait_for(len(self.mails))

    def mailbox_values(self) -> dict:
        """What a person enters on the mailbox's screen."""
        protocol = self.options.protocol
        team = self.client.call("helpdesk.ticket.team", "create", [{"name": "Support"}])
        return {
            "case_mailbox": True,
            "name": "Support",
            "email_address": ADDRESS,
            "password": PASSWORD,
            "protocol": protocol,
            "starttls": True,
            "server": "localhost",
            "port": getattr(self.dovecot, protocol),
            "certificate_authority": self.ca.pem,
            "case_team_id": team[0],
            "interval_minutes": 1,
            **(self.consent.mailbox_values() if self.consent else {}),
        }

    def deliver(self, mails) -> None:
        """Put mails into the mailbox, in their order."""
        for _name, raw in mails:
            self.dovecot.deliver(ADDRESS, raw)

    def wait_for(self, count: int) -> None:
        """Wait until `count` messages are settled; raises Missing where it stalls."""
        settled, since = -1, time.monotonic()
        while settled < count:
            now = self.client.call(
                "fetchmail.message", "search_count", [("state", "!=", "received")]
            )
            if now != settled:
                settled, since = now, time.monotonic()
            elif time.monotonic() - since > STALL_SECONDS:
                say(f"Only {settled} of {count} messages were settled.")
                return
            time.sleep(0.3)

    def report(self, seconds: float) -> dict:
        """Print what became of each mail; returns the figures."""
        self.rows = self.client.call(
            "fetchmail.message",
            "search_read",
            [("server_id", "=", self.mailbox)],
            ["digest", "email_from", "kind", "state", "ticket_id", "reason"]
            + ["thread_reason", "duplicate_of_id", "error", "is_import"],
            order="id",
        )
        seen = set()
        for row in self.rows:
            row["outcome"] = outcome(row, seen)
        if not self.options.json or len(self.rows) <= 100:
            self.print_table()
        count = Counter(row["outcome"] for row in self.rows)
        ignored = Counter(
            "duplicate" if row["duplicate_of_id"] else row["kind"]
            for row in self.rows
            if row["state"] == "ignored"
        )
        return {
            "messages": len(self.mails),
            "cases": count["ticket"] + count["closed ticket"],
            "history": count["history"],
            "ignored": dict(ignored),
            "held": count["held"],
            "parked": count["parked"],
            "left_in_mailbox": len(self.dovecot.messages(ADDRESS)),
            "seconds": round(seconds, 1),
        }

    def print_table(self) -> None:
        """One line for each row of the journal."""
        files = {hashlib.sha256(raw).hexdigest(): name for name, raw in self.mails}
        lines = [COLUMNS] + [
            (
                Path(files.get(row["digest"], "?")).name,
                row["email_from"] or "",
                row["kind"] or "",
                row["outcome"],
                row["ticket_id"][1] if row["ticket_id"] else "",
                row["error"] or row["thread_reason"] or row["reason"] or "",
            )
            for row in self.rows
        ]
        widths = (34, 30, 15, 13, 34, 60)
        for line in lines:
            print(
                "  ".join(
                    cell[:w].ljust(w) for cell, w in zip(line, widths, strict=True)
                ).rstrip()
            )


def outcome(row: dict, seen: set) -> str:
    """What a journal row came to: ticket, closed ticket, history, or its state."""
    if row["state"] != "done":
        return row["state"]
    ticket = row["ticket_id"][0]
    if ticket in seen:
        return "history"
    seen.add(ticket)
    return "closed ticket" if row["is_import"] else "ticket"


def http_port() -> int:
    """8069, which people know, where it is free."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", 8069)):
            return 8069
    return free_port()


if __name__ == "__main__":
    sys.exit(Demo(arguments()).run())
