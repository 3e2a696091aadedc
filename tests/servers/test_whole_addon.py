"""A mailbox on each server from its settings to the ticket, in a running Odoo."""

import pytest
from kit.rpc import RpcError
from peers.cyrus import RIGHTS
from running_odoo import answer_to, mail

every_protocol = pytest.mark.parametrize("protocol", ["imaps", "imap", "pop3s", "pop3"])
both = pytest.mark.parametrize("protocol", ["imaps", "pop3s"])


@every_protocol
def test_mail_becomes_a_ticket_and_leaves_the_server(odoo, server_name, protocol):
    box = odoo.mailbox(protocol)
    subject = f"By {protocol} from {server_name}"
    (row,) = odoo.receive(box, mail(subject, "Wo bleibt meine Bestellung? ä"))
    assert (row["state"], row["kind"]) == ("done", "human")
    odoo.wait(lambda: odoo.fetch(box) or odoo.left(box) == 0)
    (ticket,) = odoo.tickets(subject)
    assert ticket["team_id"][0] == odoo.team


@both
def test_an_answer_goes_to_its_ticket(odoo, server_name, protocol):
    box = odoo.mailbox(protocol)
    subject = f"Question by {protocol} at {server_name}"
    first = mail(subject)
    odoo.receive(box, first)
    odoo.receive(box, mail(f"Re: {subject}", "One more thing", **answer_to(first)))
    (ticket,) = odoo.tickets(subject)
    bodies = [entry["body"] for entry in odoo.history(ticket["id"])]
    assert any("One more thing" in body for body in bodies)


@both
def test_existing_mail_becomes_closed_tickets(odoo, server_name, protocol):
    box = odoo.mailbox(protocol, start=False)
    subject = f"It was there before, by {protocol} at {server_name}"
    odoo.deliver(box, mail(subject))
    odoo.connect(box)
    (ticket,) = odoo.wait(lambda: odoo.tickets(subject))
    assert ticket["closed"]
    odoo.wait(lambda: odoo.fetch(box) or odoo.left(box) == 0)


@pytest.mark.parametrize("folder", ["Done/Odoo", "Fertig/"])
def test_after_processing_a_mail_is_moved_to_the_folder(odoo, server_name, folder):
    box = odoo.mailbox(after_processing="move", processed_folder=folder)
    odoo.receive(box, mail(f"To {folder} at {server_name}"))
    odoo.wait(lambda: odoo.left(box, folder.rstrip("/")) == 1)
    odoo.wait(lambda: odoo.left(box) == 0)
    odoo.wait(lambda: odoo.rows(box)[0]["remote_state"] == "moved")


@pytest.mark.parametrize("protocol", ["imaps", "pop3s"])
def test_a_wrong_password_is_said(odoo, protocol):
    box = odoo.mailbox(protocol, start=False, password="wrong")
    with pytest.raises(RpcError, match="refused the user name or the password"):
        odoo.connect(box)


@pytest.mark.on("courier")
def test_a_file_that_cannot_be_read_for_a_moment_is_no_ticket_and_then_one(odoo):
    box = odoo.mailbox(interval_minutes=60)
    odoo.deliver(box, mail("Not readable at first"))
    (unreadable,) = odoo.dovecot.files(box.address)
    unreadable.chmod(0)
    odoo.deliver(box, mail("Readable at once"))

    def parked():
        """the row of the mail that cannot be read"""
        odoo.failure(box)
        rows = odoo.rows(box)
        return [row["id"] for row in rows if row["state"] == "parked"]

    rows = odoo.wait(parked)
    odoo.wait(lambda: odoo.tickets("Readable at once"))
    assert odoo.tickets("message unavailable") == []
    odoo.wait(lambda: odoo.left(box) == 1)
    (left,) = odoo.dovecot.files(box.address)
    left.chmod(0o600)
    odoo.call("fetchmail.message", "action_replay", rows)
    odoo.wait(lambda: odoo.failure(box) == "" and odoo.left(box) == 0)
    assert len(odoo.tickets("Not readable at first")) == 1
    assert odoo.tickets("message unavailable") == []


@pytest.mark.on("cyrus")
@both
def test_while_the_spool_is_away_nothing_is_parked_and_then_all_come(odoo, protocol):
    box = odoo.mailbox(protocol)
    subjects = [f"Away {number}, by {protocol}" for number in range(5)]
    away = odoo.dovecot.spool.with_name("away")
    odoo.deliver(box, *map(mail, subjects))
    odoo.dovecot.spool.rename(away)
    try:
        odoo.wait(lambda: odoo.failure(box))
        states = {row["state"] for row in odoo.rows(box)}
    finally:
        away.rename(odoo.dovecot.spool)
    assert "parked" not in states
    odoo.wait(lambda: odoo.failure(box) == "" and odoo.left(box) == 0)
    assert [len(odoo.tickets(subject)) for subject in subjects] == [1] * 5


@pytest.mark.on("cyrus")
def test_without_the_right_to_delete_mail_is_filed_and_the_right_is_asked_for(odoo):
    box = odoo.mailbox()
    odoo.dovecot.allow(box.address, "lrswip")
    for subject in ("Cannot be deleted", "Comes nevertheless"):
        (row,) = odoo.receive(box, mail(subject))
        assert row["state"] == "done"

    def said():
        """why messages stay on the server, in the mailbox's form"""
        domain = [("id", "=", box.id)]
        (found,) = odoo.find("fetchmail.server", domain, "removal_error")
        return found["removal_error"]

    assert "does not let this user delete messages" in odoo.wait(said)
    assert odoo.left(box) == 2
    odoo.dovecot.allow(box.address, RIGHTS)
    odoo.wait(lambda: odoo.failure(box) == "" and odoo.left(box) == 0)
    odoo.wait(lambda: odoo.failure(box) == "" and not said())
