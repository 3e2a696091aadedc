"""A running Odoo, a mail system, a customer with mail programs, and an agent."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from helpdesk import ADDRESS, Helpdesk
from kit import odoo_runner
from kit.rpc import Client
from kit.server import Server
from mail_programs import Customer
from peers.authority_ca import authority
from peers.dovecot import Dovecot
from peers.postman import Postman

DATABASE = "loop"
PASSWORD = "a password for the loop"
CUSTOMER = "anna@customer.example"
MACHINE = "robot@customer.example"
AGENT = "ada@acme.example"


@pytest.fixture(scope="session")
def place():
    """A short-lived directory that other users may enter."""
    with tempfile.TemporaryDirectory(prefix="loop-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def ca(place):
    return authority(place / "ca")


@pytest.fixture(scope="session")
def dovecot(place, ca):
    users = dict.fromkeys((ADDRESS, CUSTOMER, MACHINE, AGENT), PASSWORD)
    with Dovecot(place / "dovecot", ca, users) as running:
        yield running


@pytest.fixture(scope="session")
def postman(dovecot):
    with Postman(dovecot) as running:
        yield running


@pytest.fixture(scope="session")
def helpdesk(dovecot, postman):
    """An Odoo without an alias domain, with one mailbox."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), DATABASE)
    server = Server(DATABASE, odoo_runner.free_port(), crons=0)
    with ExitStack() as stack:
        stack.callback(cluster.drop, DATABASE)
        stack.enter_context(server)
        client = Client(server.url, DATABASE, "admin", "admin")
        yield Helpdesk.set_up(client, server.url, DATABASE, dovecot, postman, PASSWORD)


@pytest.fixture
def customer(place, ca, dovecot, postman, helpdesk):
    """Anna, whose mailbox is empty."""
    home = Path(tempfile.mkdtemp(dir=place))
    authorities = home / "ca.pem"
    authorities.write_text(ca.pem)
    for address in dovecot.users:
        dovecot.clear(address)
    postman.clear()
    return Customer(
        place=home,
        name="Anna Berg",
        address=CUSTOMER,
        password=PASSWORD,
        imaps=dovecot.imaps,
        smtp=postman.port,
        ca=authorities,
    )
