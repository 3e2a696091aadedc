"""A running Odoo, a mail system, a customer with mail programs, and an agent."""

import tempfile
from pathlib import Path

import pytest
from helpdesk import AGENT, CUSTOMER, MACHINE, Helpdesk
from kit.rpc import Client
from kit.server_copy import server_copy
from mail_programs import Customer
from peers.mails import ADDRESS

DATABASE = "loop"
PASSWORD = "a password for the loop"


@pytest.fixture(scope="session")
def dovecot_options():
    return {"users": dict.fromkeys((ADDRESS, CUSTOMER, MACHINE, AGENT), PASSWORD)}


@pytest.fixture(scope="session")
def helpdesk(dovecot, postman):
    """An Odoo without an alias domain, with one mailbox."""
    with server_copy(DATABASE) as server:
        client = Client(server.url, DATABASE, "admin", "admin")
        yield Helpdesk.set_up(client, server.url, DATABASE, dovecot, postman)


@pytest.fixture
def customer(place, ca, dovecot, postman, helpdesk):
    """Anna; all mailboxes but the helpdesk's, which is fetched, are emptied."""
    home = Path(tempfile.mkdtemp(dir=place))
    authorities = home / "ca.pem"
    authorities.write_text(ca.pem)
    for address in (CUSTOMER, MACHINE, AGENT):
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
