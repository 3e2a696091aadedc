"""Two databases on one server, which tells them by the host's name."""

import re
from dataclasses import dataclass, replace

import pytest
import requests
from kit import odoo_runner
from kit.demo_consent import DemoConsent
from kit.rpc import Client
from kit.server import Server
from odoo_log import complaints_of
from peers.dovecot import Dovecot
from peers.ports import free_port
from running_odoo import RunningOdoo, mail

ONE, TWO = "lifeone", "lifetwo"
ALICE = "alice@oauth.example"
STRANGER = "stranger@else.example"
INPUT = re.compile(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"')
ACTION = re.compile(r'<form[^>]*action="([^"]+)"')
REDIRECT = "/helpdesk_mailbox/oauth"


@dataclass
class Hosted(RunningOdoo):
    """A database that the server knows by its host name."""

    @property
    def host(self) -> str:
        return f"{self.database}.localhost"

    def sign_in(self, login: str, password: str) -> Client:
        return Client(self.server.url, self.database, login, password, self.host)

    def page(self, url: str) -> requests.Response:
        path = url.partition("//")[2].partition("/")[2]
        address = f"{self.server.url}/{path}"
        return requests.get(address, headers={"Host": self.host}, timeout=60)

    def press(self, page: requests.Response) -> requests.Response:
        fields = dict(INPUT.findall(page.text))
        return requests.post(
            self.server.url + ACTION.search(page.text)[1],
            data=fields,
            cookies=dict(page.cookies),
            headers={"Host": self.host},
            timeout=60,
        )


@pytest.fixture(scope="module")
def both(dovecot, receiver):
    """(the one, the other) on one running server with cron workers."""
    cluster = odoo_runner.prepare()
    receiver.clear()
    for name in (ONE, TWO):
        cluster.copy(odoo_runner.addon_template(cluster), name)
        # As Odoo makes two databases: each with its own key.
        cluster.query(
            "UPDATE ir_config_parameter SET value = gen_random_uuid()::text"
            " WHERE key IN ('database.secret', 'database.uuid')",
            name,
        )
    options = ("-d", f"{ONE},{TWO}", "--db-filter=^%d$")
    users = list(dovecot.users)
    try:
        with Server("life_two", free_port(), crons=2, options=options) as server:
            yield tuple(
                hosted(Hosted(server, name, dovecot, receiver, addresses))
                for name, addresses in ((ONE, users[32:36]), (TWO, users[36:40]))
            )
    finally:
        for name in (ONE, TWO):
            cluster.drop(name)


def hosted(odoo: Hosted) -> Hosted:
    """Set up; its own address is that of its host."""
    odoo.set_up()
    port = odoo.server.url.rpartition(":")[2]
    url = f"http://{odoo.host}:{port}"
    odoo.call("ir.config_parameter", "set_param", "web.base.url", url)
    return odoo


def test_the_scheduled_actions_of_both_run(both):
    for odoo in both:
        box = odoo.mailbox(start=False)
        odoo.deliver(box, mail(f"There before {odoo.database}"))
        odoo.connect(box)  # the scheduled action does the work
        odoo.wait(lambda odoo=odoo, box=box: not odoo.left(box))
    for odoo, other in (both, both[::-1]):
        assert odoo.tickets(f"There before {odoo.database}")
        assert not odoo.tickets(f"There before {other.database}")


def test_a_confirmation_finds_its_database_and_no_other(both):
    one, two = both
    box = one.mailbox(confirm_senders=True)
    (row,) = one.receive(box, mail("Stranger", sender=STRANGER))
    assert row["state"] == "held"
    words = one.sent(STRANGER, "confirm")[-1].text.split()
    link = next(word for word in words if "/helpdesk_mailbox/confirm" in word)
    assert one.host in link
    assert two.page(link).status_code == 404
    page = one.page(link)
    assert page.status_code == 200
    one.press(page)
    assert one.rows(box)[-1]["state"] == "done"


def test_a_reference_of_one_is_none_of_the_other(both):
    one, two = both
    shipped = "helpdesk_mgmt_mailbox.acknowledgement_template"
    box = one.mailbox(acknowledgement_template_id=one.xmlid(shipped))
    one.receive(box, mail("Of the one", sender=STRANGER))
    names = one.sent(STRANGER, "Of the one")[-1].message["References"]
    answer = mail("Re: Of the one", "Yes.", STRANGER, References=names)
    (row,) = two.receive(two.mailbox(), answer)
    (ticket,) = two.tickets("Re: Of the one")
    assert row["ticket_id"][0] == ticket["id"]


def test_consent_comes_back_to_the_database_that_asked(both, place, ca):
    one, two = both
    consent = DemoConsent(ca, ALICE)
    with (
        consent.running(one.server.url) as asked,
        Dovecot(
            place / "two", ca, {ALICE: "unused"}, introspection_url=asked
        ) as dovecot,
    ):
        asking = replace(one, dovecot=dovecot, addresses=[ALICE])
        box = asking.mailbox(start=False, **consent.mailbox_values())
        consent.give(one.admin, box.id, by_itself=True)
        asking.connect(box)
        (row,) = asking.receive(box, mail("By a token"))
        assert row["state"] == "done"
    assert not two.find("fetchmail.server", [("email_address", "=", ALICE)])


def test_a_redirect_to_the_other_database_is_refused(both):
    one, two = both
    values = {
        "authentication_type": "oauth",
        "oauth_provider": "google",
        "oauth_client_id": "client",
        "oauth_auth_url": "https://accounts.google.com/o/oauth2/v2/auth",
        "oauth_token_url": "https://oauth2.googleapis.com/token",
    }
    box = one.mailbox(start=False, **values)
    page = one.call("fetchmail.server", "action_oauth_consent", [box.id])
    state = page["url"].partition("state=")[2].partition("&")[0]
    address = f"{two.server.url}{REDIRECT}?state={state}&code=x"
    answer = two.admin._http.get(address, timeout=60)
    assert "The mailbox is not connected" in answer.text


def test_nobody_had_anything_to_complain_of(both):
    assert complaints_of(both[0].server.log) == []
