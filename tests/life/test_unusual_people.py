"""Agents without a signature or without an email address, and several companies."""

import pytest
from kit.rpc import RpcError
from kit.server_copy import server_copy
from odoo_log import complaints_of
from peers.mails import CUSTOMER
from running_odoo import RunningOdoo, mail

PASSWORD = "a password of a colleague"


@pytest.fixture(scope="module")
def odoo(dovecot, receiver):
    """A running server; whose mail nobody else gets."""
    receiver.clear()
    addresses = list(dovecot.users)[20:32]
    with server_copy("life_people", crons=2) as server:
        running = RunningOdoo(server, "life_people", dovecot, receiver, addresses)
        yield running.set_up()


@pytest.fixture(scope="module")
def box(odoo):
    return odoo.mailbox()


def colleague(odoo, name: str, **values):
    """(id, session) of a new agent."""
    made = {
        "name": name,
        "login": name.lower(),
        "email": f"{name.lower()}@acme.example",
        "password": PASSWORD,
        "group_ids": [(4, odoo.xmlid("helpdesk_mgmt.group_helpdesk_user"))],
        **values,
    }
    (number,) = odoo.call("res.users", "create", [made])
    return number, odoo.sign_in(made["login"], PASSWORD)


def ticket_of(odoo, box, subject: str) -> int:
    """A new ticket by mail."""
    (row,) = odoo.receive(box, mail(subject))
    return row["ticket_id"][0]


def run(odoo, box) -> None:
    """Let the mailbox's scheduled action run."""
    (found,) = odoo.find("fetchmail.server", [("id", "=", box.id)], "cron_id")
    try:
        odoo.call("ir.cron", "method_direct_trigger", [found["cron_id"][0]])
    except RpcError as error:
        assert "already executing" in str(error)


@pytest.mark.parametrize("quote", ["none", "last"])
def test_an_agent_without_a_signature_signs_nothing(odoo, box, quote):
    number, ada = colleague(odoo, f"Ada{quote}")
    odoo.call("res.users", "write", [number], {"signature": False})
    odoo.change(box, answer_quote=quote)
    ticket = ticket_of(odoo, box, f"Unsigned {quote}")
    odoo.answer(ticket, "It is unsigned.", ada)
    (sent,) = odoo.sent(CUSTOMER, f"Unsigned {quote}")
    for said in (sent.text, sent.html):
        assert "It is unsigned." in said
        assert "False" not in said and "--" not in said


def test_a_colleague_reads_no_false_signature_either(odoo, box):
    _number, max_ = colleague(odoo, "Max", signature=False)
    ticket = ticket_of(odoo, box, "For colleagues")
    odoo.call("res.users", "write", [_number], {"signature": False})
    max_.call(
        "helpdesk.ticket",
        "message_post",
        [ticket],
        body="Look at this.",
        message_type="comment",
        subtype_xmlid="mail.mt_note",
        partner_ids=_partner(odoo, odoo.agent_id),
    )
    (sent,) = odoo.sent("agnes@acme.example", "Look at this.")
    assert "False" not in sent.text and "False" not in sent.html


def _partner(odoo, user: int) -> list[int]:
    (found,) = odoo.find("res.users", [("id", "=", user)], "partner_id")
    return [found["partner_id"][0]]


def test_an_agent_without_an_address_answers_as_the_mailbox(odoo, box):
    _number, nora = colleague(odoo, "Nora", email=False)
    ticket = ticket_of(odoo, box, "For Nora")
    odoo.answer(ticket, "Nora has answered.", nora)
    (sent,) = odoo.sent(CUSTOMER, "Nora has answered.")
    assert box.address in sent.message["From"]
    assert "Nora" in sent.message["From"]
    reply = mail("Re: For Nora", "Thanks.", References=sent.message["References"])
    (row,) = odoo.receive(box, reply)
    assert row["ticket_id"][0] == ticket


def test_an_administrator_without_an_address_answers_as_the_mailbox(odoo, box):
    (admin,) = odoo.find("res.users", [("login", "=", "admin")], "email")
    odoo.call("res.users", "write", [admin["id"]], {"email": False})
    ticket = ticket_of(odoo, box, "For the administrator")
    odoo.answer(ticket, "The administrator has answered.", odoo.admin)
    (sent,) = odoo.sent(CUSTOMER, "The administrator has answered.")
    assert box.address in sent.message["From"]
    odoo.call("res.users", "write", [admin["id"]], {"email": admin["email"]})


def test_a_responsible_person_without_an_address_is_told_in_odoo(odoo, box):
    domain = [("name", "=", "Nora")]
    (nora,) = odoo.find("res.users", domain, "name")
    odoo.change(box, responsible_id=nora["id"], password="wrong")
    kind = odoo.xmlid("helpdesk_mgmt_mailbox.activity_type_not_fetched")
    domain = [("activity_type_id", "=", kind), ("user_id", "=", nora["id"])]

    def told():
        """the person is told"""
        odoo.failure(box)  # or a scheduled run is at it
        return odoo.find("mail.activity", domain, "note")

    (told,) = odoo.wait(told)
    assert "refused the user name" in told["note"]


def test_nobody_had_anything_to_complain_of(odoo):
    # A mailbox that cannot be fetched is a warning, of the test before.
    refused = "refused the user name", "was not fetched: login_refused"
    assert [
        line
        for line in complaints_of(odoo.server.log)
        if not any(words in line for words in refused)
    ] == []
