"""The add-on is used, uninstalled and installed again, in a running server."""

import time

import pytest
from conftest import DATABASE, INFO, PASSWORD, SUPPORT, letter
from kit import odoo_runner
from kit.rpc import RpcError
from peers.waiting import until
from schema import differences, made_of

ACTION = "mail.action_email_server_tree"
STOCK_CRON = "mail.ir_cron_mail_gateway_action"
QUEUE = "mail.ir_cron_mail_scheduler_action"
WAIT_SECONDS = 120


@pytest.fixture(scope="module")
def gone(life):
    """The database after the add-on was uninstalled in Apps, as a person does."""
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            life.module("button_immediate_uninstall")
            life.dovecot.deliver(SUPPORT, letter("unseen"))
            return life
        except RpcError as error:
            at_work = "currently processing a scheduled action" in str(error)
            if not at_work or time.monotonic() > end:
                raise


def servers(life):
    """The incoming mail servers of Odoo's own screen, archived ones too."""
    return life.admin.call(
        "fetchmail.server",
        "search_read",
        [("active", "in", [True, False])],
        ["name", "active", "state", "password"],
        order="name",
    )


def record(life, xmlid):
    """The id of a record by its external id."""
    names = xmlid.split(".")
    return life.admin.call("ir.model.data", "check_object_reference", *names)[1]


def run(life, cron):
    """Run a scheduled action of this external id, unless a worker does."""
    try:
        life.admin.call("ir.cron", "method_direct_trigger", [record(life, cron)])
    except RpcError as error:
        if "already executing" not in str(error):
            raise


def test_a_mailbox_becomes_a_server_that_nobody_fetches(gone):
    off = {"active": False, "state": "draft", "password": False}
    assert [{**s, "id": 0} for s in servers(gone)] == [
        {"id": 0, "name": name, **off} for name in ("oauth", "offline", "support")
    ]


def test_odoo_fetches_its_own_servers_and_none_of_the_mailboxes(gone):
    waiting = gone.dovecot.files(SUPPORT)
    values = {
        "name": "stock",
        "server_type": "imap",
        "server": "localhost",
        "port": gone.dovecot.imaps,
        "is_ssl": True,
        "user": INFO,
        "password": PASSWORD,
        "object_id": record(gone, "helpdesk_mgmt.model_helpdesk_ticket"),
    }
    admin = gone.admin
    made = admin.call("fetchmail.server", "create", [values])
    admin.call("fetchmail.server", "button_confirm_login", made)
    gone.dovecot.deliver(INFO, letter("stock", to=INFO))
    domain = [("name", "=", "stock")]
    until(
        lambda: admin.call("helpdesk.ticket", "search_count", domain) == 1,
        "Odoo's own server is fetched",
        lambda: run(gone, STOCK_CRON),
    )
    # A message that was read carries a flag in the file's name.
    assert gone.dovecot.files(SUPPORT) == waiting
    admin.call("fetchmail.server", "unlink", made)


def test_odoos_screens_open(gone):
    admin = gone.admin
    action = admin._post("/web/action/load", {"action_id": ACTION})
    assert not action["domain"]
    for model in ("fetchmail.server", "helpdesk.ticket", "ir.mail_server", "ir.cron"):
        views = [[False, "list"], [False, "form"], [False, "search"]]
        fields = admin.call(
            model, "get_views", views=views, options={"load_filters": True}
        )["models"][model]["fields"]
        read = {name: {} for name in fields}
        admin.call(model, "web_search_read", domain=[], specification=read)
    admin._post("/mail/data", {"fetch_params": ["systray_get_activities"]})


def test_tickets_and_their_history_stay(gone):
    domain = [("model", "=", "helpdesk.ticket"), ("res_id", "=", gone.ticket)]
    found = gone.admin.call("mail.message", "search_read", domain, ["body"])
    said = " ".join(one["body"] for one in found)
    assert "Where is it?" in said and "An answer." in said


def test_what_was_queued_is_sent(gone):
    def sent():
        came = gone.receiver.to("anna@customer.example")
        return sum("Still in the queue." in delivery.text for delivery in came)

    waiting = gone.admin.call("mail.mail", "search", [("scheduled_date", "!=", False)])
    gone.admin.call("mail.mail", "write", waiting, {"scheduled_date": False})
    until(sent, "the queue is sent", lambda: run(gone, QUEUE))
    assert sent() == 1


def test_saved_searches_that_name_what_is_gone_are_gone(gone):
    found = gone.admin.call("ir.filters", "search_read", [], ["name"])
    assert [one["name"] for one in found] == ["[('name', 'like', 'kettle')]"]


def test_nothing_is_left_of_it_in_the_database(gone):
    base = odoo_runner.template(gone.cluster, "base", "helpdesk_mgmt")
    before = made_of(gone.cluster, base)
    assert differences(before, made_of(gone.cluster, DATABASE)) == {}


def test_nobody_had_anything_to_complain_of(gone):
    assert gone.complaints() == []


def test_it_is_installed_again_and_fetches(gone):
    gone.module("button_immediate_install")
    admin = gone.admin
    values = {
        "case_mailbox": True,
        "name": "Support again",
        "email_address": SUPPORT,
        "password": PASSWORD,
        "protocol": "imaps",
        "server": "localhost",
        "port": gone.dovecot.imaps,
        "certificate_authority": gone.dovecot.ca.pem,
    }
    (mailbox,) = admin.call("fetchmail.server", "create", [values])
    window = admin.call("fetchmail.server", "action_connect", [mailbox])
    admin.call(window["res_model"], "action_continue", [window["res_id"]])
    until(
        lambda: not gone.dovecot.files(SUPPORT),
        "the mailbox is empty",
        lambda: admin.call("fetchmail.server", "action_fetch_now", [mailbox]),
    )
    found = admin.call("helpdesk.ticket", "search_count", [("name", "=", "unseen")])
    assert found == 1
    assert gone.complaints() == []
    with pytest.raises(RpcError, match="Another mailbox already has this email"):
        admin.call("fetchmail.server", "create", [values])
    assert [one["active"] for one in servers(gone) if one["name"] == "support"] == [
        False
    ]
