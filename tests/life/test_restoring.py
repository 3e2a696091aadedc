"""A backup an hour old is restored: what the database has lost is told, comes back from
the folder that it was moved to, and no answer goes astray."""

from dataclasses import dataclass, replace

import pytest
from kit import odoo_runner
from kit.server import Server
from odoo_log import complaints_of
from peers.mails import CUSTOMER
from peers.ports import free_port
from running_odoo import Mailbox, RunningOdoo, mail
from test_odoo_commands import odoo as command

DATABASE, BACKUP = "life_restored", "life_backup"
LENA, OTTO = "lena@lost.example", "otto@other.example"
ANSWER = "An answer of the lost hour."
OLDER = """UPDATE fetchmail_mailbox_status
              SET success_date = success_date - interval '1 hour'"""


@dataclass
class Restored:
    """The restored database, and what was sent in the hour that it lost.

    `before`, `lost`: id of a ticket from before the backup, and of one after it.
    `acknowledged`: of the lost ticket; `answered`: of the one from before.
    """

    odoo: RunningOdoo
    box: Mailbox
    before: int
    lost: int
    acknowledged: object
    answered: object

    def ticket_of(self, message) -> int:
        """The ticket that a mail becomes or joins."""
        (row,) = self.odoo.receive(self.box, message)
        assert row["state"] == "done"
        return row["ticket_id"][0]

    def values(self, *names: str) -> dict:
        """Values of the mailbox."""
        domain = [("id", "=", self.box.id)]
        return self.odoo.find("fetchmail.server", domain, *names)[0]

    def put_back(self) -> None:
        """Move all that was processed back, as a person does with a mail program."""
        dovecot, address = self.odoo.dovecot, self.box.address
        for path in dovecot.files(address, "Processed"):
            dovecot.deliver(address, path.read_bytes())
            path.unlink()


def first_hour(odoo: RunningOdoo):
    """(mailbox, ticket) from before the backup."""
    shipped = odoo.xmlid("helpdesk_mgmt_mailbox.acknowledgement_template")
    box = odoo.mailbox(after_processing="move", acknowledgement_template_id=shipped)
    (row,) = odoo.receive(box, mail("Before"))
    return box, row["ticket_id"][0]


def lost_hour(odoo: RunningOdoo, box: Mailbox, before: int) -> Restored:
    """What the backup does not have."""
    (row,) = odoo.receive(box, mail("Lost", sender=LENA))
    acknowledged = odoo.sent(LENA, "Lost")[-1]
    odoo.answer(before, ANSWER)
    answered = odoo.sent(CUSTOMER, ANSWER)[-1]
    return Restored(odoo, box, before, row["ticket_id"][0], acknowledged, answered)


@pytest.fixture(scope="module")
def restored(dovecot, receiver):
    """The database is saved, used for an hour, lost, and restored by PostgreSQL's own
    programs; its number stays the same."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), DATABASE)
    addresses = list(dovecot.users)[16:20]
    receiver.clear()
    try:
        with Server(DATABASE, free_port(), crons=0) as server:
            odoo = RunningOdoo(server, DATABASE, dovecot, receiver, addresses)
            box, before = first_hour(odoo.set_up())
        cluster.copy(DATABASE, BACKUP)
        with Server(DATABASE, free_port(), crons=0) as server:
            odoo.server = server
            odoo.admin = odoo.sign_in("admin", "admin")
            found = lost_hour(odoo, box, before)
        cluster.copy(BACKUP, DATABASE)
        cluster.query(OLDER, DATABASE)
        with Server(DATABASE, free_port(), crons=1) as server:
            there = RunningOdoo(server, DATABASE, dovecot, receiver, addresses)
            there.team, there.agent_id = odoo.team, odoo.agent_id
            yield replace(found, odoo=there)
    finally:
        cluster.drop(DATABASE)
        cluster.drop(BACKUP)


@pytest.fixture(scope="module")
def another(restored):
    """A ticket of somebody else that has the number of the lost one, an hour later."""
    ticket = restored.ticket_of(mail("Another", sender=OTTO))
    assert ticket == restored.lost
    an_hour_passed(restored)
    return ticket


def an_hour_passed(restored):
    """Between the hour that was lost and all tickets and entries that came since."""
    cluster, since = odoo_runner.prepare(), restored.before
    for table, name, condition in (
        ("helpdesk_ticket", "numbered_date", f"id > {since}"),
        (
            "mail_message",
            "create_date",
            f"model = 'helpdesk.ticket' AND res_id > {since}",
        ),
    ):
        cluster.query(
            f"UPDATE {table} SET {name} = {name} + interval '1 hour' WHERE {condition}",
            DATABASE,
        )


def test_what_came_and_left_is_told(restored, another):
    found = restored.values("unseen_text", "connection_state")
    assert "left the mailbox without this database: 1." in found["unseen_text"]
    assert "restored from a backup" in found["unseen_text"]
    assert "in the folder “Processed”: move those" in found["unseen_text"]
    assert found["connection_state"] == "connected"
    kind = restored.odoo.xmlid("helpdesk_mgmt_mailbox.activity_type_not_seen")
    domain = [("activity_type_id", "=", kind)]
    (told,) = restored.odoo.find("mail.activity", domain, "note", "user_id")
    assert "without this database: 1." in told["note"]


def test_an_answer_to_what_was_lost_joins_no_other_ticket(restored, another):
    token = restored.acknowledged.message["References"].split()[0]
    answer = mail("Re: Lost", "Thank you.", LENA, References=token)
    assert restored.ticket_of(answer) != another
    bodies = [entry["body"] for entry in restored.odoo.history(another)]
    assert not any("Thank you." in body for body in bodies)


def test_an_answer_to_a_lost_entry_joins_its_ticket(restored, another):
    """Another ticket's entry has the number of the lost one by now."""
    an_hour_passed(restored)
    token = restored.answered.message["References"].split()[0]
    answer = mail("Re: Before", "I see.", References=token)
    assert restored.ticket_of(answer) == restored.before


def test_what_is_put_back_becomes_a_ticket_once(restored, another):
    odoo = restored.odoo
    restored.put_back()
    odoo.wait(lambda: odoo.tickets("Lost") or odoo.fetch(restored.box))
    odoo.wait(lambda: not odoo.left(restored.box) or odoo.fetch(restored.box))
    assert len(odoo.tickets("Lost")) == 1
    assert len(odoo.tickets("Before")) == 1
    assert len(odoo.tickets("Another")) == 1


def test_the_whole_answer_finds_the_ticket_that_came_back(restored):
    """Its references name the customer's own message, too."""
    (ticket,) = restored.odoo.tickets("Lost")
    names = restored.acknowledged.message["References"]
    answer = mail("Re: Lost", "Thanks.", LENA, References=names)
    assert restored.ticket_of(answer) == ticket["id"]


def test_a_person_hides_what_was_told(restored):
    box = restored.box
    restored.odoo.call("fetchmail.server", "action_forget_unseen", [box.id])
    assert not restored.values("unseen_text")["unseen_text"]


def test_nobody_had_anything_to_complain_of(restored):
    assert complaints_of(restored.odoo.server.log) == []


def test_a_backup_that_odoo_loads_is_a_copy_until_it_is_connected(
    restored, tmp_path, dovecot, receiver
):
    """Odoo gives it another number and another key, whatever it is called."""
    odoo, saved = restored.odoo, str(tmp_path / "saved.zip")
    done = command("db", "dump", DATABASE, saved)
    assert done.returncode == 0, done.stderr
    odoo.server.stop()
    done = command("db", "load", "--force", DATABASE, saved)
    assert done.returncode == 0, done.stderr
    with Server(DATABASE, free_port(), crons=1) as server:
        loaded = replace(restored, odoo=replace(odoo, server=server))
        text = loaded.values("copy_text")["copy_text"]
        assert f"connected in the database {DATABASE}, of which" in text
        loaded.odoo.connect(restored.box)
        assert not loaded.values("copy_text")["copy_text"]
        answer = mail("Re: Before", "Still there?", References=_names(loaded))
        assert loaded.ticket_of(answer) == restored.before
        assert complaints_of(server.log) == []


def _names(restored):
    """All that the customer's mail program puts into References."""
    return restored.answered.message["References"]
