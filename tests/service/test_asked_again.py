"""A mail whose file the server cannot read, and that a person replays once it can."""

import pytest
from kit.rpc import RpcError
from running_odoo import mail


def fetch(odoo, box):
    """Press Fetch Now; the server may hang up over the damaged mail."""
    try:
        odoo.fetch(box)
    except RpcError as error:
        assert "broke off" in str(error) or "hand" in str(error), error


def in_state(odoo, box, state):
    """The one row without bytes, once it is in this state."""

    def found():
        """the damaged mail's row"""
        rows = odoo.find(
            "fetchmail.message",
            [("server_id", "=", box.id), ("raw_state", "=", "missing")],
            "state",
            "error",
        )
        if rows and rows[0]["state"] == state:
            return rows[0]
        fetch(odoo, box)
        return None

    return odoo.wait(found)


@pytest.mark.parametrize("protocol", ["imaps", "pop3s"])
def test_it_is_parked_and_replayed(odoo, protocol):
    box = odoo.mailbox(protocol, start=False)
    names = [f"{kind} by {protocol}" for kind in ("Whole", "Damaged", "Sound")]
    odoo.deliver(box, *map(mail, names))
    window = odoo.call("fetchmail.server", "action_connect", [box.id])
    damaged = odoo.dovecot.files(box.address)[1]
    damaged.chmod(0)
    odoo.call(window["res_model"], "action_continue", [window["res_id"]])
    row = in_state(odoo, box, "parked")
    assert "does not hand it out" in row["error"]
    for name in (names[0], names[2]):
        odoo.wait(lambda name=name: odoo.tickets(name))
    assert odoo.left(box) == 1

    (left,) = odoo.dovecot.files(box.address)
    odoo.call("fetchmail.message", "action_replay", [row["id"]])
    in_state(odoo, box, "parked")
    assert not odoo.tickets(names[1])

    left.chmod(0o600)
    odoo.call("fetchmail.message", "action_replay", [row["id"]])
    # Nobody presses Fetch Now: the scheduled action does it.
    (ticket,) = odoo.wait(lambda: odoo.tickets(names[1]))
    odoo.wait(lambda: odoo.left(box) == 0)
    (found,) = odoo.find("fetchmail.message", [("id", "=", row["id"])], "state")
    assert found["state"] == "done"
    assert len(odoo.rows(box)) == 3
