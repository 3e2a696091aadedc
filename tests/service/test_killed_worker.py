"""A mail that ends the worker that processes it, in a server of worker processes."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from kit import odoo_runner
from kit.server import Server
from peers.ports import free_port
from running_odoo import RunningOdoo, mail

DATABASE = "service_killed"
ADDONS = Path(__file__).parent / "addons"
TROUBLE = "test_mailbox_trouble"
LIMITS = ("--limit-time-real=60", "--limit-time-real-cron=20")  # seconds
# The pauses between tries are minutes, and between two looks for work a minute.
DUE = """
    UPDATE fetchmail_message SET next_attempt = NULL WHERE id IN (
        SELECT id FROM fetchmail_message WHERE state = 'received'
        FOR UPDATE SKIP LOCKED
    );
    INSERT INTO ir_cron_trigger (cron_id, call_at)
        SELECT cron_id, now() AT TIME ZONE 'utc' FROM fetchmail_server
        WHERE id = {mailbox};
"""
WAKE = f"SELECT pg_notify('cron_trigger', '{DATABASE}')"


@pytest.fixture(scope="module")
def stack(dovecot, receiver):
    """(odoo, cluster): a server that ends a run after 20 seconds."""
    cluster = odoo_runner.prepare()
    cluster.copy(odoo_runner.addon_template(cluster), DATABASE)
    with ExitStack() as stack:
        stack.callback(cluster.drop, DATABASE)
        addons = f"--addons-path={odoo_runner.addons_path(ADDONS)}"
        odoo_runner.run(
            *("-d", DATABASE, "-i", TROUBLE, "--stop-after-init", addons),
            log=f"install_{DATABASE}.log",
        )
        options = (addons, *LIMITS)
        server = Server(DATABASE, free_port(), workers=2, options=options)
        stack.enter_context(server)
        addresses = ["deadly@acme.example", "endless@acme.example"]
        running = RunningOdoo(server, DATABASE, dovecot, receiver, addresses)
        yield running.set_up(), cluster


@pytest.mark.parametrize("trouble", ["Deadly", "Endless"])
def test_the_mail_is_parked_and_the_others_are_tickets(stack, trouble):
    odoo, cluster = stack
    box = odoo.mailbox(start=False)
    subjects = [f"{trouble} neighbour {number}" for number in range(6)]
    subjects[2] = f"{trouble} mail"
    subjects = [s.replace(f"{trouble} n", f"N{trouble} n") for s in subjects]
    odoo.deliver(box, *map(mail, subjects))
    odoo.connect(box)

    def settled():
        """no waiting row, and one parked"""
        cluster.query(DUE.format(mailbox=box.id), DATABASE)
        cluster.query(WAKE)
        states = sorted(row["state"] for row in odoo.rows(box))
        return states == ["done"] * 5 + ["parked"]

    odoo.wait(settled, seconds=500)
    (parked,) = [row for row in odoo.rows(box) if row["state"] == "parked"]
    assert "ended" in parked["error"]
    assert odoo.tickets(f"{trouble} mail") == []
    others = [s for s in subjects if s.startswith("N")]
    assert [len(odoo.tickets(s)) for s in others] == [1] * 5
    odoo.wait(lambda: odoo.left(box) == 0)
