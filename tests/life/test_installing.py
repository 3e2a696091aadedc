"""The add-on is installed: on a database of the helpdesk, on an empty one, and on one
that speaks one language other than English."""

import re
import subprocess
from dataclasses import dataclass

import pytest
from kit import odoo_runner, paths
from kit.rpc import Client
from kit.server import Server
from odoo_log import complaints, complaints_of
from peers.mails import CUSTOMER
from peers.ports import free_port
from running_odoo import RunningOdoo, mail

DATABASE = "life_installed"
GERMAN = "de_DE"
ONLY_GERMAN = """
env = env(context={"active_test": False})
env["res.partner"].search([]).lang = "de_DE"
env["ir.default"].set("res.partner", "lang", "de_DE")
env["res.lang"].search([("code", "=", "en_US")]).active = False
env.cr.commit()
"""


def odoo_command(*arguments: str) -> str:
    """Run Odoo on the database to its end; its log."""
    done = subprocess.run(
        odoo_runner.command("-d", DATABASE, *arguments, "--stop-after-init"),
        env=odoo_runner.environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def shell(script: str) -> None:
    """Run a script in Odoo's shell."""
    done = subprocess.run(
        odoo_runner.command("shell", "-d", DATABASE, "--no-http"),
        env=odoo_runner.environment(),
        input=script,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr, done.stderr


@pytest.fixture
def cluster():
    found = odoo_runner.prepare()
    found.copy(odoo_runner.base_template(found), DATABASE)
    yield found
    found.drop(DATABASE)


def test_nothing_is_warned_of_when_it_is_installed_and_loaded_again(cluster):
    log = odoo_command("-i", paths.ADDON) + odoo_command("-u", paths.ADDON)
    log += odoo_command()
    assert complaints(log) == []
    assert "Access Rights Inconsistency" not in log


@pytest.fixture(scope="module")
def german(dovecot, receiver):
    """A running database whose only language is German."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.base_template(cluster), DATABASE)
    try:
        loaded = odoo_command("--load-language", GERMAN, "-u", "base")
        assert GERMAN in loaded
        shell(ONLY_GERMAN)
        log = odoo_command("-i", paths.ADDON)
        receiver.clear()
        addresses = list(dovecot.users)[46:50]
        with Server(DATABASE, free_port(), crons=1) as server:
            odoo = German(server, DATABASE, dovecot, receiver, addresses)
            yield Installed(odoo.set_up(), log)
    finally:
        cluster.drop(DATABASE)


@dataclass
class German(RunningOdoo):
    """Odoo as people see it whose language is German."""

    def sign_in(self, login: str, password: str) -> Client:
        client = super().sign_in(login, password)
        client.context = {"lang": GERMAN}
        return client


@dataclass
class Installed:
    """A running database and the log of the installation."""

    odoo: RunningOdoo
    log: str


def test_the_log_of_a_german_installation_warns_of_nothing(german):
    assert complaints(german.log) == []


def test_a_customer_is_answered_in_german(german):
    odoo = german.odoo
    shipped = odoo.xmlid("helpdesk_mgmt_mailbox.acknowledgement_template")
    box = odoo.mailbox(acknowledgement_template_id=shipped)
    (row,) = odoo.receive(box, mail("Wasserkocher", "Wo bleibt mein Wasserkocher?"))
    assert row["state"] == "done"
    acknowledged = odoo.sent(CUSTOMER, "Wasserkocher")[0]
    assert "wir haben Ihre Nachricht erhalten" in acknowledged.text
    odoo.answer(row["ticket_id"][0], "Er ist unterwegs.")
    answered = odoo.sent(CUSTOMER, "Er ist unterwegs.")[-1]
    assert re.search(r"Ticket HT\d+", answered.text)
    names = answered.message["References"]
    reply = mail("Re: Wasserkocher", "Danke.", References=names)
    assert odoo.receive(box, reply)[0]["ticket_id"] == row["ticket_id"]


def test_a_stranger_is_answered_in_german_whatever_was_written(german):
    odoo = german.odoo
    shipped = odoo.xmlid("helpdesk_mgmt_mailbox.acknowledgement_template")
    box = odoo.mailbox(acknowledgement_template_id=shipped)
    stranger = "stranger@else.example"
    odoo.receive(box, mail("Number 17", "17", sender=stranger))
    acknowledged = odoo.sent(stranger, "Number 17")[0]
    assert "wir haben Ihre Nachricht erhalten" in acknowledged.text


def test_the_screens_are_german(german):
    odoo = german.odoo
    views = [[False, "form"], [False, "list"], [False, "kanban"], [False, "search"]]
    for model in ("fetchmail.server", "fetchmail.message", "helpdesk.ticket"):
        odoo.call(model, "get_views", views=views, options={"load_filters": True})
    box = odoo.mailbox(start=False)
    domain = [("id", "=", box.id)]
    (found,) = odoo.find("fetchmail.server", domain, "connection_status")
    assert found["connection_status"] == "Nicht verbunden"


def test_a_failure_is_told_in_german(german):
    odoo = german.odoo
    box = odoo.mailbox()
    odoo.change(box, password="falsch")
    assert "localhost hat" in odoo.wait(lambda: odoo.failure(box))


def test_nobody_had_anything_to_complain_of(german):
    # Of the test before: Odoo logs what a person was told.
    refused = "was not fetched: login_refused", "odoo.http: "
    assert [
        line
        for line in complaints_of(german.odoo.server.log)
        if not any(words in line for words in refused)
    ] == []
