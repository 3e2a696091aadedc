"""A database of the first published version, in use, is upgraded to this one."""

import re
import subprocess
from dataclasses import dataclass

import old_version
import pytest
from kit import odoo_runner, paths
from kit.rpc import RpcError
from kit.server import Server
from odoo_log import complaints, complaints_of
from peers.bounces import bounce
from peers.mails import CUSTOMER
from peers.ports import free_port
from running_odoo import PASSWORD, Mailbox, RunningOdoo, mail
from schema import differences, made_of, without_ids

DATABASE = "life_upgraded"
SECRET = "the old client secret"
BERTA, CARLA = "berta@customer.example", "carla@else.example"
WORD = "casino"
ANSWER = "It is on its way."


@dataclass
class Upgraded:
    """The upgraded database and what the old version had made.

    `box`: in use; `importing`: with a mail that was there and is not fetched yet;
    `refused`: with a wrong password; `consented`: with OAuth. `acknowledged` and
    `answered`: what the customer got.
    """

    odoo: RunningOdoo
    ticket: int
    box: Mailbox
    importing: Mailbox
    refused: Mailbox
    consented: Mailbox
    acknowledged: object
    answered: object
    link: str
    before: list
    log: str = ""

    def values(self, mailbox: Mailbox, *names: str) -> dict:
        """Values of a mailbox."""
        (found,) = self.odoo.find("fetchmail.server", [("id", "=", mailbox.id)], *names)
        return found


def use(odoo: RunningOdoo) -> Upgraded:
    """Make everything that the old version keeps, by its own buttons."""
    box = odoo.mailbox(plus_addressing=True, confirm_senders=True)
    _set_up(odoo, box)
    away = mail("Away", sender=BERTA, **{"Auto-Submitted": "auto-replied"})
    odoo.receive(box, mail("Kettle"), mail(f"A {WORD}", sender=BERTA), away)
    odoo.receive(box, mail("Stranger", sender=CARLA))
    odoo.receive(box, mail("Spam", sender="x@spam.example"))
    (ticket,) = odoo.tickets("Kettle")
    acknowledged = odoo.sent(CUSTOMER, "Kettle")[0]
    odoo.answer(ticket["id"], ANSWER)
    answered = odoo.sent(CUSTOMER, ANSWER)[-1]
    odoo.dovecot.deliver(box.address, bounce(answered.raw, CUSTOMER))
    odoo.wait(lambda: odoo.fetch(box) or not odoo.left(box))
    link = re.search(r"http\S+token=\S+", odoo.sent(CARLA, "confirm")[-1].text)
    importing = odoo.mailbox(start=False)
    odoo.deliver(importing, mail("Was there before"))
    odoo.connect(importing)
    refused = odoo.mailbox()
    odoo.change(refused, password="wrong")
    assert odoo.failure(refused)
    oauth = {"authentication_type": "oauth", "oauth_provider": "google"}
    consented = odoo.mailbox(start=False, oauth_client_secret=SECRET, **oauth)
    return Upgraded(
        *(odoo, ticket["id"], box, importing, refused, consented),
        *(acknowledged, answered, link[0], odoo.rows(box)),
    )


def _set_up(odoo: RunningOdoo, box: Mailbox) -> None:
    odoo.call("res.partner", "create", [{"name": "Berta", "email": BERTA}])
    shipped = odoo.xmlid("helpdesk_mgmt_mailbox.acknowledgement_template")
    odoo.change(box, acknowledgement_template_id=shipped)
    condition = {"part": "subject", "operator": "contains", "value": WORD}
    rule = {"name": "No games", "server_id": box.id, "outcome": "hold"}
    rule["condition_ids"] = [(0, 0, condition)]
    odoo.call("fetchmail.rule", "create", [rule])
    sender = {"pattern": "spam.example", "kind": "deny", "server_id": box.id}
    odoo.call("fetchmail.sender", "create", [sender])


def park(cluster, words: str) -> None:
    """As the old version leaves a message that it could not process."""
    cluster.query(
        "UPDATE fetchmail_message SET state = 'parked', attempts = 5,"
        f" error = 'ValueError: no' WHERE subject = '{words}'",
        DATABASE,
    )


def upgrade() -> str:
    """Upgrade the add-on as a person does; returns the log."""
    done = subprocess.run(
        odoo_runner.command("-d", DATABASE, "-u", paths.ADDON, "--stop-after-init"),
        env=odoo_runner.environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory, dovecot, receiver):
    """The database after its upgrade, in a running server."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.base_template(cluster), DATABASE)
    path = old_version.addons_path(tmp_path_factory.mktemp("old"))
    receiver.clear()
    try:
        old_version.install(DATABASE, path)
        place = (DATABASE, free_port())
        options = ("--addons-path", path)
        # Without crons: what is due stays due.
        with Server(*place, crons=0, options=options) as server:
            addresses = list(dovecot.users)[:10]
            odoo = RunningOdoo(server, DATABASE, dovecot, receiver, addresses)
            found = use(odoo.set_up())
            park(cluster, "Spam")
        found.log = upgrade()
        with Server(*place, crons=1) as server:
            found.odoo = RunningOdoo(server, DATABASE, dovecot, receiver, addresses)
            yield found
    finally:
        cluster.drop(DATABASE)


def test_the_log_of_the_upgrade_warns_of_nothing(upgraded):
    assert complaints(upgraded.log) == []


def test_the_database_is_made_of_what_a_new_one_is(upgraded):
    cluster = odoo_runner.prepare()
    new = without_ids(made_of(cluster, odoo_runner.addon_template(cluster)))
    now = without_ids(made_of(cluster, DATABASE))
    found = differences(new, now)
    assert found.pop("parameters") == ([], ["web.base.url.freeze"])  # of the tests
    own = {f"model._run_mailbox({number})" for number in range(1, 5)}
    assert found.pop("server actions") == ([], sorted(own))
    assert found == {}


def test_every_received_message_has_its_state_and_reason(upgraded):
    rows = {row["subject"]: row for row in upgraded.odoo.rows(upgraded.box)}
    for before in upgraded.before:
        row = rows[before["subject"]]
        expected = {**before, "error": row["error"]}
        if before["subject"] == "Spam":
            expected["state"] = "parked"
            assert row["error"] == "ValueError: no"
        if before["subject"] == "Stranger":  # a test confirms it
            expected.update(state=row["state"], ticket_id=row["ticket_id"])
        assert row == expected


def test_the_undelivered_answer_is_shown(upgraded):
    (ticket,) = upgraded.odoo.find(
        "helpdesk.ticket", [("id", "=", upgraded.ticket)], "has_undelivered"
    )
    assert ticket["has_undelivered"]


def test_rules_and_senders_still_decide(upgraded):
    odoo, box = upgraded.odoo, upgraded.box
    (held,) = odoo.receive(box, mail(f"Another {WORD}", sender=BERTA))
    (denied,) = odoo.receive(box, mail("More spam", sender="y@spam.example"))
    assert (held["state"], denied["state"]) == ("held", "ignored")
    assert "No games" in held["reason"]


@pytest.mark.parametrize("way", ["acknowledgement", "answer", "address"])
def test_an_answer_to_the_old_version_s_mail_joins_its_ticket(upgraded, way):
    sent = upgraded.answered if way == "answer" else upgraded.acknowledged
    token = sent.message["References"].split()[0]
    headers = {"To": sent.message["Reply-To"]} if way == "address" else {}
    headers |= {} if way == "address" else {"References": token}
    answer = mail(f"Thanks for the {way}", sender="else@where.example", **headers)
    (row,) = upgraded.odoo.receive(upgraded.box, answer)
    assert (row["state"], row["ticket_id"][0]) == ("done", upgraded.ticket)


def test_the_old_version_s_link_confirms(upgraded):
    odoo = upgraded.odoo
    port = upgraded.odoo.server.url.rpartition(":")[2]
    page = odoo.page(re.sub(r":\d+/", f":{port}/", upgraded.link))
    assert page.status_code == 200
    odoo.press(page)
    (row,) = [r for r in odoo.rows(upgraded.box) if r["subject"] == "Stranger"]
    assert row["state"] == "done"


def test_a_parked_message_is_retried(upgraded):
    odoo = upgraded.odoo
    (row,) = [r for r in odoo.rows(upgraded.box) if r["subject"] == "Spam"]
    odoo.call("fetchmail.message", "action_replay", [row["id"]])
    (row,) = [r for r in odoo.rows(upgraded.box) if r["subject"] == "Spam"]
    assert (row["state"], row["error"]) == ("ignored", False)


def test_existing_mail_is_filed_as_closed_by_the_scheduled_action(upgraded):
    odoo = upgraded.odoo
    odoo.wait(lambda: not odoo.left(upgraded.importing) or _trigger(upgraded))
    odoo.wait(lambda: odoo.tickets("Was there before"))
    (ticket,) = odoo.tickets("Was there before")
    assert ticket["closed"]


def _trigger(upgraded):
    """Let the scheduled action of the upgraded mailbox run."""
    cron = upgraded.values(upgraded.importing, "cron_id")["cron_id"][0]
    try:
        upgraded.odoo.call("ir.cron", "method_direct_trigger", [cron])
    except RpcError as error:
        if "already executing" not in str(error):
            raise


def test_the_error_of_a_mailbox_is_shown_and_gone_with_the_right_password(upgraded):
    odoo, box = upgraded.odoo, upgraded.refused
    found = upgraded.values(box, "error_message", "connection_state", "failure_count")
    assert "localhost refused the user name" in found["error_message"]
    assert (found["connection_state"], found["failure_count"]) == ("failing", 1)
    odoo.change(box, password=PASSWORD)
    odoo.receive(box, mail("Kettle of another"))
    assert upgraded.values(box, "connection_state")["connection_state"] == "connected"


def test_mailboxes_that_were_connected_are_at_home(upgraded):
    """A copy of the upgraded database does not fetch them."""
    homes = odoo_runner.prepare().query(
        "SELECT DISTINCT split_part(home, ' ', 2) FROM fetchmail_mailbox_status"
        " JOIN fetchmail_server AS box ON box.id = server_id WHERE box.state = 'done'",
        DATABASE,
    )
    assert homes.split() == [DATABASE]


def test_secrets_are_kept(upgraded):
    found = upgraded.values(upgraded.consented, "oauth_provider")
    assert found["oauth_provider"] == "google"
    kept = odoo_runner.prepare().query(
        "SELECT oauth_client_secret FROM fetchmail_server"
        f" WHERE id = {upgraded.consented.id}",
        DATABASE,
    )
    assert kept.strip() == SECRET


def test_nobody_had_anything_to_complain_of(upgraded):
    assert complaints_of(upgraded.odoo.server.log) == []
