"""Mailboxes of two companies, of all companies, and of one that is archived."""

import pytest
from kit.rpc import RpcError
from kit.server_copy import server_copy
from odoo_log import complaints_of
from running_odoo import RunningOdoo, mail

PASSWORD = "a password of a colleague"


@pytest.fixture(scope="module")
def odoo(dovecot, receiver):
    receiver.clear()
    addresses = list(dovecot.users)[40:46]
    with server_copy("life_companies", crons=2) as server:
        running = RunningOdoo(server, "life_companies", dovecot, receiver, addresses)
        yield running.set_up()


@pytest.fixture(scope="module")
def theirs(odoo):
    """The id of another company."""
    return odoo.call("res.company", "create", [{"name": "Theirs Inc."}])[0]


@pytest.fixture(scope="module")
def boxes(odoo, theirs):
    """Mailboxes by whose they are, connected while a mail was in each, which the
    scheduled actions file."""
    (ours,) = odoo.find("res.company", [("id", "!=", theirs)], "id")
    found = {}
    for name, company in (("ours", ours["id"]), ("theirs", theirs), ("all", False)):
        box = odoo.mailbox(start=False, company_id=company, case_team_id=False)
        odoo.deliver(box, mail(f"To {name}"))
        odoo.connect(box)
        found[name] = box
    for box in found.values():
        odoo.wait(lambda box=box: not odoo.left(box))
    return found


@pytest.fixture(scope="module")
def agent(odoo, theirs):
    """A session of an agent of the other company."""
    values = {
        "name": "Theodora",
        "login": "theodora",
        "email": "theodora@theirs.example",
        "password": PASSWORD,
        "company_id": theirs,
        "company_ids": [(6, 0, [theirs])],
        "group_ids": [(4, odoo.xmlid("helpdesk_mgmt.group_helpdesk_manager"))],
    }
    odoo.call("res.users", "create", [values])
    return odoo.sign_in("theodora", PASSWORD)


def test_the_scheduled_actions_of_all_file_into_their_company(odoo, boxes, theirs):
    companies = {}
    for name in boxes:
        domain = [("name", "=", f"To {name}")]
        (ticket,) = odoo.find("helpdesk.ticket", domain, "company_id")
        companies[name] = ticket["company_id"][0]
    assert companies["theirs"] == theirs
    assert companies["ours"] == companies["all"] != theirs


def test_an_agent_of_one_sees_nothing_of_the_other(boxes, agent):
    seen = agent.call("fetchmail.server", "search", [("case_mailbox", "=", True)])
    assert set(seen) == {boxes["theirs"].id, boxes["all"].id}
    rows = agent.call("fetchmail.message", "search_read", [], ["server_id"])
    assert {row["server_id"][0] for row in rows} <= set(seen)
    tickets = agent.call("helpdesk.ticket", "search_read", [], ["name"])
    assert "To ours" not in [ticket["name"] for ticket in tickets]
    with pytest.raises(RpcError):
        agent.call("fetchmail.server", "action_fetch_now", [boxes["ours"].id])


def test_the_mail_of_an_archived_company_stays_where_it_is(odoo, boxes):
    """Nobody would see its tickets."""
    (closed,) = odoo.call("res.company", "create", [{"name": "Closed Inc."}])
    box = odoo.mailbox(company_id=closed, case_team_id=False)
    domain = [("id", "=", box.id)]
    (found,) = odoo.find("fetchmail.server", domain, "cron_id")
    odoo.call("res.company", "write", [closed], {"active": False})
    odoo.deliver(box, mail("To the closed one"))
    run(odoo, found["cron_id"][0])
    assert odoo.left(box) == 1
    odoo.call("res.company", "write", [closed], {"active": True})
    odoo.wait(lambda: odoo.left(box) == 0 or run(odoo, found["cron_id"][0]))


def run(odoo, cron: int) -> None:
    """Let a scheduled action run."""
    try:
        odoo.call("ir.cron", "method_direct_trigger", [cron])
    except RpcError as error:
        assert "already executing" in str(error)


def test_nobody_had_anything_to_complain_of(odoo):
    refused = "odoo.http: You are not allowed", "odoo.http: Uh-oh"
    assert [
        line
        for line in complaints_of(odoo.server.log)
        if not any(words in line for words in refused)
    ] == []
