"""A database in which the add-on was in use, and a server that runs on it."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from kit import odoo_runner, paths
from kit.cluster import Cluster
from kit.rpc import Client
from kit.server import Server
from odoo_log import complaints_of
from peers.dovecot import Dovecot
from peers.ports import free_port
from peers.smtp_receiver import SmtpReceiver
from running_odoo import PASSWORD as SERVICE_PASSWORD

DATABASE = "life"
PASSWORD = "a password for its life"
SUPPORT, INFO = "support@acme.example", "info@acme.example"
LETTER = """From: {sender}
To: {to}
Subject: {subject}
Message-ID: <{subject}@customer.example>
Date: Mon, 04 Mar 2024 10:00:00 +0000

Where is it?
"""


def letter(subject: str, sender: str = "stranger@else.example", to: str = SUPPORT):
    """The bytes of a mail; `subject`: one word."""
    text = LETTER.format(subject=subject, sender=sender, to=to)
    return text.replace("\n", "\r\n").encode()


@dataclass
class Life:
    """The peers, and what was in use."""

    cluster: Cluster
    dovecot: Dovecot
    receiver: SmtpReceiver
    server: Server
    ticket: int = 0

    @property
    def admin(self) -> Client:
        """A new session of the administrator."""
        return Client(self.server.url, DATABASE, "admin", "admin")

    def use(self) -> dict:
        """Fetch, hold, park, answer, and set all up that is to be removed."""
        self.dovecot.deliver(SUPPORT, letter("kettle", "anna@customer.example"))
        self.dovecot.deliver(SUPPORT, letter("stranger"))
        given = {
            "port": self.dovecot.imaps,
            "ca": self.dovecot.ca.pem,
            "password": PASSWORD,
            "receiver": self.receiver.port,
        }
        script = Path(__file__).parent / "in_use.py"
        done = subprocess.run(
            odoo_runner.command("shell", "-d", DATABASE, "--no-http"),
            env=odoo_runner.environment(LIFE=json.dumps(given)),
            input=script.read_text(),
            capture_output=True,
            text=True,
        )
        said = [x for x in done.stdout.splitlines() if x.startswith("IN USE ")]
        assert said, done.stdout + done.stderr
        return json.loads(said[0].removeprefix("IN USE "))

    def module(self, button: str) -> None:
        """Press a button of the add-on in Apps."""
        admin = self.admin
        found = admin.call("ir.module.module", "search", [("name", "=", paths.ADDON)])
        admin.call("ir.module.module", button, found)

    def complaints(self) -> list[str]:
        """Lines of Odoo's log that a person should look at."""
        return complaints_of(self.server.log)


@pytest.fixture(scope="session")
def dovecot_options():
    """Mailboxes for whatever databases the modules make."""
    boxes = {f"box{n}@acme.example": SERVICE_PASSWORD for n in range(60)}
    return {"users": boxes | dict.fromkeys((SUPPORT, INFO), PASSWORD)}


@pytest.fixture(scope="module")
def used(dovecot, receiver):
    """The add-on is installed and in use; no server runs."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), DATABASE)
    server = Server(DATABASE, free_port(), crons=1)
    for address in (SUPPORT, INFO):
        dovecot.clear(address)
    receiver.clear()
    try:
        found = Life(cluster, dovecot, receiver, server)
        made = found.use()
        assert made["states"] == {"done": 1, "held": 1, "parked": 1}
        found.ticket = made["ticket"]
        yield found
    finally:
        cluster.drop(DATABASE)


@pytest.fixture(scope="module")
def life(used):
    """The same, and a server with cron workers runs."""
    with used.server:
        yield used
