"""A database that is in use is copied: the copy takes no mail and no secret with it."""

from dataclasses import dataclass, replace

import pytest
from kit import odoo_runner
from kit.rpc import RpcError
from kit.server import Server
from odoo_log import complaints_of
from peers.mails import CUSTOMER
from peers.ports import free_port
from running_odoo import PASSWORD, Mailbox, RunningOdoo, mail
from test_odoo_commands import odoo as command

ORIGINAL, COPY = "life_original", "life_copied"
SECRETS = {
    "client secret": "secret-of-the-mailboxes-own-client",
    "shared secret": "secret-of-the-shared-application",
    "access token": "token-that-opens-the-mailbox",
    "refresh token": "token-that-renews-the-other",
    "code": "code-that-a-person-has-pasted",
    "verifier": "verifier-of-a-consent-under-way",
}
STOCK_CRON = "mail.ir_cron_mail_gateway_action"


@dataclass
class Copied:
    """A running copy of the original, with the mailbox that both have."""

    odoo: RunningOdoo
    box: Mailbox
    waiting: list

    def values(self, *names: str) -> dict:
        """Values of the mailbox."""
        domain = [("id", "=", self.box.id), ("active", "in", [True, False])]
        (found,) = self.odoo.find("fetchmail.server", domain, *names)
        return found

    def run(self) -> None:
        """Press what fetches in Odoo's own form, and let the scheduled actions run that
        take mail, where they are active."""
        self.odoo.call("fetchmail.server", "fetch_mail", [self.box.id])
        crons = [self.odoo.xmlid(STOCK_CRON), self.values("cron_id")["cron_id"][0]]
        for cron in self.odoo.find("ir.cron", [("id", "in", crons)], "id"):
            try:
                self.odoo.call("ir.cron", "method_direct_trigger", [cron["id"]])
            except RpcError as error:
                assert "already executing" in str(error)

    def is_untouched(self) -> bool:
        """Whether the mail that waits is there as it came, unread."""
        return self.odoo.dovecot.files(self.box.address) == self.waiting


def keep_secrets(cluster, consented: int) -> None:
    """Secrets as they are after consent; nothing of it can be entered by a person."""
    cluster.query(
        "INSERT INTO fetchmail_oauth_token (server_id, access_token, refresh_token)"
        f" VALUES ({consented}, '{SECRETS['access token']}',"
        f" '{SECRETS['refresh token']}')",
        ORIGINAL,
    )
    cluster.query(
        "INSERT INTO fetchmail_oauth_consent (server_id, user_id, state_digest,"
        f" session_digest, code_verifier, expires_at) VALUES ({consented}, 2, 'state',"
        f" 'session', '{SECRETS['verifier']}', now() + interval '15 minutes')",
        ORIGINAL,
    )


@pytest.fixture(scope="module")
def original(dovecot, receiver):
    """(server that does not run, mailbox in use, secrets) of the original."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), ORIGINAL)
    receiver.clear()
    try:
        with Server(ORIGINAL, free_port(), crons=0) as server:
            addresses = list(dovecot.users)[10:16]
            odoo = RunningOdoo(server, ORIGINAL, dovecot, receiver, addresses)
            box = odoo.set_up().mailbox()
            consented = odoo.mailbox(
                start=False,
                authentication_type="oauth",
                oauth_provider="google",
                oauth_client_secret=SECRETS["client secret"],
                oauth_code=SECRETS["code"],
            )
            name = "helpdesk_mgmt_mailbox.google_client_secret"
            values = (name, SECRETS["shared secret"])
            odoo.call("ir.config_parameter", "set_param", *values)
            odoo.receive(box, mail("Kettle"))
            (ticket,) = odoo.tickets("Kettle")
            odoo.answer(ticket["id"], "It is on its way.")
        keep_secrets(cluster, consented.id)
        key = "SELECT value FROM ir_config_parameter WHERE key = 'database.secret'"
        signing = cluster.query(key, ORIGINAL).strip()
        yield odoo, box, {**SECRETS, "password": PASSWORD, "signing": signing}
    finally:
        cluster.drop(ORIGINAL)


@pytest.fixture
def cluster():
    found = odoo_runner.prepare()
    yield found
    found.drop(COPY)


def running(original, crons: int = 1):
    """A server on the copy, to be entered."""
    return Server(COPY, free_port(), crons=crons)


def copied(original, server) -> Copied:
    """What is asserted about a copy, with a mail that waits for its mailbox."""
    odoo, box, _secrets = original
    odoo.deliver(box, mail("For the original"))
    waiting = odoo.dovecot.files(box.address)
    there = replace(odoo, server=server, database=COPY)
    return Copied(there, box, waiting)


@pytest.fixture(params=["neutralize", "duplicate"])
def neutralized(request, cluster, original, dovecot):
    """A neutralized copy, made in either way, and running with a cron worker."""
    if request.param == "duplicate":
        done = command("db", "duplicate", "--neutralize", ORIGINAL, COPY)
    else:
        cluster.copy(ORIGINAL, COPY)
        done = command("neutralize", "-d", COPY)
    assert done.returncode == 0, done.stderr
    with running(original) as server:
        yield copied(original, server)
    dovecot.clear(original[1].address)


def test_the_original_has_all_those_secrets(original, cluster):
    dump = cluster.dump(ORIGINAL)
    assert [name for name, value in original[2].items() if value not in dump] == []


def test_a_neutralized_copy_takes_nothing_and_knows_no_secret(
    neutralized, original, cluster
):
    neutralized.run()
    assert neutralized.is_untouched()
    dump = cluster.dump(COPY)
    assert [name for name, value in original[2].items() if value in dump] == []
    _it_says_so(neutralized)
    _nothing_is_sent(neutralized)
    _it_can_be_connected(neutralized)
    assert complaints_of(neutralized.odoo.server.log) == []


def _it_says_so(neutralized):
    found = neutralized.values("active", "state", "copy_text", "connection_state")
    assert (found["active"], found["state"]) == (False, "draft")
    assert "This database is a neutralized copy" in found["copy_text"]
    assert "enter the account of a mailbox for tests" in found["copy_text"]


def _nothing_is_sent(neutralized):
    (server,) = neutralized.odoo.find("ir.mail_server", [], "name", "smtp_host")
    assert server["smtp_host"] == "invalid"


def _it_can_be_connected(neutralized):
    """As the sentence says, with another account."""
    odoo = neutralized.odoo
    address = odoo.addresses[0]
    values = {"email_address": address, "user": address, "password": PASSWORD}
    odoo.change(neutralized.box, active=True, **values)
    odoo.connect(neutralized.box)
    tested = Mailbox(neutralized.box.id, address)
    (row,) = odoo.receive(tested, mail("For the copy"))
    assert row["state"] == "done"
    assert not neutralized.values("copy_text")["copy_text"]
    assert neutralized.is_untouched()


@pytest.fixture(params=["by PostgreSQL", "by Odoo"])
def plain_copy(request, cluster, original, dovecot):
    """A copy that nobody has neutralized; only Odoo gives it a number of its own."""
    if request.param == "by Odoo":
        done = command("db", "duplicate", ORIGINAL, COPY)
        assert done.returncode == 0, done.stderr
    else:
        cluster.copy(ORIGINAL, COPY)
    # No mail may go out of it in this test.
    cluster.query("UPDATE ir_cron SET active = false WHERE cron_name ~ 'Queue'", COPY)
    with running(original) as server:
        yield copied(original, server)
    dovecot.clear(original[1].address)


def test_a_plain_copy_takes_nothing_until_somebody_connects_it(plain_copy):
    plain_copy.run()
    assert plain_copy.is_untouched()
    assert not plain_copy.odoo.tickets("For the original")
    _it_says_why(plain_copy)
    plain_copy.odoo.connect(plain_copy.box)
    odoo = plain_copy.odoo
    odoo.wait(lambda: odoo.tickets("For the original") or odoo.fetch(plain_copy.box))
    assert not plain_copy.values("copy_text")["copy_text"]
    assert _told(odoo) == []
    assert [
        line for line in complaints_of(odoo.server.log) if ORIGINAL not in line
    ] == []


def _it_says_why(plain_copy):
    found = plain_copy.values("copy_text", "connection_state", "next_step")
    assert f"was connected in the database {ORIGINAL}, of which" in found["copy_text"]
    assert found["connection_state"] == "not_connected"
    assert found["next_step"] == "Connect it: nothing is fetched yet."
    refused = plain_copy.odoo.failure(plain_copy.box)
    assert refused == found["copy_text"]
    assert len(_told(plain_copy.odoo)) == 1
    assert not plain_copy.odoo.find("mail.mail", [("subject", "ilike", "mailbox")])


def _told(odoo):
    """Activities that tell of a mailbox which is not fetched."""
    kind = odoo.xmlid("helpdesk_mgmt_mailbox.activity_type_not_fetched")
    return odoo.find("mail.activity", [("activity_type_id", "=", kind)], "note")


def test_the_original_goes_on(original, receiver):
    odoo, box, _secrets = original
    with Server(ORIGINAL, free_port(), crons=1) as server:
        again = replace(odoo, server=server)
        (row,) = again.receive(box, mail("Kettle again"))
        assert row["state"] == "done"
        assert again.sent(CUSTOMER, "It is on its way.")
    assert complaints_of(server.log) == []
