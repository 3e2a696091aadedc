"""Mailboxes of a real server, and Odoo workers that empty them and are killed."""

import itertools
import json
import subprocess
from contextlib import contextmanager
from pathlib import Path

from kit import odoo_runner, paths
from peers.mails import mail
from peers.waiting import until

PASSWORD = "a password for the tests"
BUSY = 2
_SERIAL = itertools.count(1)  # of Message-IDs, which no two mails share


class Office:
    """Mailboxes of one mail server, and the workers that empty them."""

    def __init__(self, server, process, log):
        self._server, self._process, self._log = server, process, log
        self._free = iter(server.users)
        self._addresses = {}

    def order(self, name, **arguments):
        """Give the forking Odoo an order (see worker.py); its answer."""
        self._process.stdin.write(json.dumps([name, arguments]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, f"Odoo is gone; see {self._log}"
        return json.loads(answer)

    def mailboxes(self, protocol, number=1):
        """Ids of new, connected, empty mailboxes."""
        addresses = list(itertools.islice(self._free, number))
        assert len(addresses) == number, "the server's users are used up"
        values = [self._values(address, protocol) for address in addresses]
        ids = self.order("make", mailboxes=values)
        self._addresses.update(zip(ids, addresses, strict=True))
        return ids

    def _values(self, address, protocol):
        return {
            "case_mailbox": True,
            "name": address,
            "email_address": address,
            "password": self._server.users[address],
            "server": "localhost",
            "protocol": protocol,
            "port": getattr(self._server, protocol),
            "certificate_authority": self._server.ca.pem,
        }

    def address(self, mailbox):
        """The address, and login, of a mailbox."""
        return self._addresses[mailbox]

    def folder(self, name):
        """A folder's name as people know it on this server."""
        return self._server.below + name

    def deliver_one(self, mailbox, subject, answers="", folder="INBOX"):
        """A mail that says in its subject what it is; its Message-ID."""
        address = self._addresses[mailbox]
        name = f"<{next(_SERIAL)}@customer.example>"
        text = (
            f"From: anna@customer.example\r\nTo: {address}\r\nSubject: {subject}\r\n"
            f"Date: Mon, 04 Mar 2024 10:00:00 +0000\r\nMessage-ID: {name}\r\n"
            f"In-Reply-To: {answers}\r\n\r\nWhere is my order?\r\n"
        )
        self._server.deliver(address, text.encode(), folder)
        return name

    def deliver_raw(self, mailbox, raw):
        """A mail of these bytes."""
        self._server.deliver(self._addresses[mailbox], raw)

    def deliver(self, mailbox, number):
        """Mails from customers; the last one answers the first."""
        address = self._addresses[mailbox]
        names = [f"<{next(_SERIAL)}@customer.example>" for _ in range(number)]
        for name in names:
            answers = names[0] if name == names[-1] else None
            raw = mail(message_id=name, Subject=name, To=address, In_Reply_To=answers)
            self._server.deliver(address, raw)

    def run(self, mailboxes, **order):
        """Run a worker that is not killed; waits while a killed one's lock is held."""
        while self.order("run", orders=[{"mailboxes": mailboxes, **order}]) == [BUSY]:
            continue

    def left(self, mailboxes):
        """How many mails are on the server."""
        return sum(
            len(self._server.messages(self._addresses[one])) for one in mailboxes
        )

    def wait_for_left(self, mailboxes, number):
        """Wait until so many mails are on the server: a server may say goodbye before
        it deletes, and a killed client is noticed a moment later."""
        words = f"{number} mails on the server"
        until(lambda: self.left(mailboxes) == number, words, seconds=20)

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
        self.wait_for_left(mailboxes, 0)


@contextmanager
def forking_odoo(database):
    """The process of worker.py on a new database of this name, and the log's path."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), database)
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    worker = Path(__file__).parent / "worker.py"
    command = [str(paths.PYTHON), str(worker), "-c", str(paths.CONFIG), "-d", database]
    with (
        (paths.LOGS / f"{database}.log").open("w") as log,
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
        yield process, log.name
        process.stdin.close()
    cluster.drop(database)
