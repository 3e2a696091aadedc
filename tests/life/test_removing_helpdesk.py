"""The helpdesk itself is removed, by the command line, and takes the add-on with it."""

import pytest
from conftest import DATABASE, SUPPORT, letter
from odoo_log import complaints
from test_odoo_commands import odoo as command
from test_uninstalling import ACTION, STOCK_CRON, record, servers

LEFT = "SELECT count(*) FROM {} WHERE {}"


@pytest.fixture(scope="module")
def removed(used):
    """The database without the helpdesk, in a running server."""
    done = command("module", "uninstall", "-d", DATABASE, "helpdesk_mgmt")
    assert done.returncode == 0, done.stderr
    used.dovecot.deliver(SUPPORT, letter("unseen"))
    used.log = done.stderr
    with used.server:
        yield used


def test_the_log_of_the_uninstall_warns_of_nothing(removed):
    # Odoo tries to delete the helpdesk's stages, which tickets are in, and goes on.
    tried = 'bad query: b\'DELETE FROM "helpdesk_ticket_stage"'
    assert [line for line in complaints(removed.log) if tried not in line] == []


def test_no_module_and_no_scheduled_action_of_ours_is_left(removed):
    query = removed.cluster.query
    for table, condition in (
        ("ir_module_module", "name ~ 'helpdesk' AND state = 'installed'"),
        ("ir_act_server", "code ~ 'mailbox'"),
        ("ir_model_data", "module ~ 'helpdesk_mgmt'"),
        ("ir_model", "model ~ 'helpdesk' OR model = 'fetchmail.message'"),
    ):
        found = query(LEFT.format(table, condition), DATABASE).strip()
        assert (table, found) == (table, "0")


def test_nobody_fetches_what_was_a_mailbox(removed):
    waiting = removed.dovecot.files(SUPPORT)
    found = servers(removed)
    assert {(one["active"], one["state"], one["password"]) for one in found} == {
        (False, "draft", False)
    }
    # Odoo finds no scheduled action by its name that is not active.
    assert not record(removed, STOCK_CRON)
    assert removed.dovecot.files(SUPPORT) == waiting


def test_odoos_screen_of_incoming_servers_opens(removed):
    admin = removed.admin
    action = admin._post("/web/action/load", {"action_id": ACTION})
    assert not action["domain"]
    views = [[False, "list"], [False, "form"], [False, "search"]]
    asked = {"views": views, "options": {"load_filters": True}}
    found = admin.call("fetchmail.server", "get_views", **asked)
    fields = found["models"]["fetchmail.server"]["fields"]
    read = {name: {} for name in fields}
    for server in servers(removed):
        admin.call("fetchmail.server", "web_read", [server["id"]], specification=read)


def test_nobody_had_anything_to_complain_of(removed):
    assert removed.complaints() == []
