"""One Odoo that forks workers, and one real Dovecot, for all tests of loss."""

import itertools
import json
import subprocess
from pathlib import Path

import pytest
from kit import odoo_runner, paths
from peers.mails import mail

DATABASE = "test_loss"
PASSWORD = "a password for the tests"
USERS = {f"box{number}@acme.example": PASSWORD for number in range(100)}
BUSY = 2


class Office:
    """Mailboxes of one Dovecot, and the workers that empty them."""

    def __init__(self, dovecot, process):
        self._dovecot, self._process = dovecot, process
        self._free = iter(USERS)
        self._serial = itertools.count(1)
        self._addresses = {}

    def order(self, name, **arguments):
        """Give the forking Odoo an order (see worker.py); its answer."""
        self._process.stdin.write(json.dumps([name, arguments]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, f"Odoo is gone; see {paths.LOGS / DATABASE}.log"
        return json.loads(answer)

    def mailboxes(self, protocol, number=1):
        """Ids of new, connected, empty mailboxes."""
        addresses = list(itertools.islice(self._free, number))
        assert len(addresses) == number, "USERS are used up"
        values = [self._values(address, protocol) for address in addresses]
        ids = self.order("make", mailboxes=values)
        self._addresses.update(zip(ids, addresses, strict=True))
        return ids

    def _values(self, address, protocol):
        return {
            "case_mailbox": True,
            "name": address,
            "email_address": address,
            "password": PASSWORD,
            "server": "localhost",
            "protocol": protocol,
            "port": getattr(self._dovecot, protocol),
            "certificate_authority": self._dovecot.ca.pem,
        }

    def address(self, mailbox):
        """The address, and login, of a mailbox."""
        return self._addresses[mailbox]

    def deliver_one(self, mailbox, subject, answers="", folder="INBOX"):
        """A mail that says in its subject what it is; its Message-ID."""
        address = self._addresses[mailbox]
        name = f"<{next(self._serial)}@customer.example>"
        text = (
            f"From: anna@customer.example\r\nTo: {address}\r\nSubject: {subject}\r\n"
            f"Date: Mon, 04 Mar 2024 10:00:00 +0000\r\nMessage-ID: {name}\r\n"
            f"In-Reply-To: {answers}\r\n\r\nWhere is my order?\r\n"
        )
        self._dovecot.deliver(address, text.encode(), folder)
        return name

    def deliver(self, mailbox, number):
        """Mails from customers; the last one answers the first."""
        address = self._addresses[mailbox]
        names = [f"<{next(self._serial)}@customer.example>" for _ in range(number)]
        for name in names:
            answers = names[0] if name == names[-1] else None
            raw = mail(message_id=name, Subject=name, To=address, In_Reply_To=answers)
            self._dovecot.deliver(address, raw)

    def run(self, mailboxes, **order):
        """Run a worker that is not killed; waits while a killed one's lock is held."""
        while self.order("run", orders=[{"mailboxes": mailboxes, **order}]) == [BUSY]:
            continue

    def left(self, mailboxes):
        """How many mails are on the server."""
        return sum(
            len(self._dovecot.messages(self._addresses[one])) for one in mailboxes
        )

    def check(self, mailboxes, mails):
        """`mails` in each mailbox: none lost, none doubled, none left."""
        boxes = len(mailboxes)
        assert self.order("count", mailboxes=mailboxes) == {
            "cases": (mails - 1) * boxes,  # the last mail answers the first
            "history": mails * boxes,
            "rows": mails * boxes,
            "states": ["done"],
            "on the server": ["removed"],
            "errors": [],
        }
        assert self.left(mailboxes) == 0


@pytest.fixture(scope="session")
def dovecot_options():
    return {"users": USERS}


@pytest.fixture(scope="session")
def office(dovecot):
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), DATABASE)
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    worker = Path(__file__).parent / "worker.py"
    command = [str(paths.PYTHON), str(worker), "-c", str(paths.CONFIG), "-d", DATABASE]
    with (
        (paths.LOGS / f"{DATABASE}.log").open("w") as log,
        subprocess.Popen(
            command,
            env=odoo_runner.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        assert process.stdout.readline() == "ready\n", f"see {log.name}"
        yield Office(dovecot, process)
        process.stdin.close()
    cluster.drop(DATABASE)
