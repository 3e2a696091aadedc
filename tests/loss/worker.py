"""Odoo workers that are killed at a given point; run by `conftest.Office`.

Loads one registry and takes orders as lines of JSON on standard input. Workers are
forked from it with connections of their own, as Odoo's own prefork server does.
"""

import json
import os
import signal
import sys
import traceback
from contextlib import nullcontext, suppress

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry
from odoo.tools import config

DONE, FAILED, BUSY = range(3)
# Where a worker ends: model, method, and whether the method runs before the end.
POINTS = {
    "before the rows are inserted": ("fetchmail.message", "_store", False),
    "before the rows are saved": ("fetchmail.server", "_store", True),
    "after store": ("fetchmail.message", "_process", False),
    "in the desk's transaction": ("fetchmail.message", "_deliver", True),
    "after the desk's commit": ("fetchmail.server", "_delete", False),
    "after delete on the server": ("fetchmail.server", "_mark_removed", False),
    "before the run is noted": ("fetchmail.server", "_note", False),
}


def env(cr):
    return api.Environment(cr, SUPERUSER_ID, {})


def at(registry, point, act):
    """Let `act` happen when a worker first gets to `point` with work in its hands."""
    model, name, after = POINTS[point]
    original = getattr(registry[model], name)
    met = []

    def wrapped(records, *args):
        args = [list(a) if hasattr(a, "__next__") else a for a in args]
        work = args[-1] if args else records
        reached = bool(work) and not met
        met.extend([True] if reached else [])
        result = original(records, *args) if after or not reached else None
        if reached:
            act()
        return result if after or not reached else original(records, *args)

    setattr(registry[model], name, wrapped)


def work(registry, mailboxes, chunk=50, locked=True):
    """Run mailboxes in their order, as their scheduled actions do."""
    from odoo.addons.helpdesk_mgmt_mailbox.models import (
        fetchmail_server_fetching,
        fetchmail_server_run,
    )

    fetchmail_server_fetching.CHUNK_MESSAGES = chunk
    if not locked:
        fetchmail_server_run.run_lock = lambda _cr, _mailbox_id: nullcontext(True)
    outcomes = []
    for mailbox in mailboxes:
        with registry.cursor() as cr:
            outcomes.append(env(cr)["fetchmail.server"].browse(mailbox)._run())
    if any(outcome.error for outcome in outcomes):
        return FAILED
    return BUSY if any(outcome.busy for outcome in outcomes) else DONE


def fork(registry, act_at=None, act=None, **order):
    """Start a worker; its process id."""
    sql_db.close_all()
    child = os.fork()
    if child:
        return child
    status = FAILED
    try:
        if act_at:
            at(registry, act_at, act)
        status = work(registry, **order)
    except BaseException:
        traceback.print_exc()
    os._exit(status)


def kill(registry, point, **order):
    """A worker that is killed at `point`; the signal it died of."""
    child = fork(registry, point, lambda: os.kill(os.getpid(), signal.SIGKILL), **order)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def run(registry, orders):
    """Workers side by side; their exit statuses."""
    children = [fork(registry, **order) for order in orders]
    return [os.WEXITSTATUS(os.waitpid(child, 0)[1]) for child in children]


def meet(registry, point, first, second):
    """The second worker's whole run while the first is at `point`; both statuses."""
    arrived, arrive = os.pipe()
    left, leave = os.pipe()

    def wait():
        os.close(leave)
        os.write(arrive, b".")
        os.read(left, 1)  # until the other end is closed

    child = fork(registry, point, wait, **first)
    os.close(arrive)
    os.read(arrived, 1)
    other = run(registry, [second])[0]
    os.close(leave)
    status = os.WEXITSTATUS(os.waitpid(child, 0)[1])
    os.close(arrived)
    os.close(left)
    return [status, other]


def make(registry, mailboxes):
    """Connected mailboxes with these values; their ids."""
    with registry.cursor() as cr:
        servers = env(cr)["fetchmail.server"].create(mailboxes)
        for server in servers:
            server._start([])
        return servers.ids


def count(registry, mailboxes):
    """What there is of these mailboxes in the database."""
    with registry.cursor() as cr:
        servers = env(cr)["fetchmail.server"].browse(mailboxes)
        rows = servers.journal_ids
        cases = env(cr)["helpdesk.ticket"].search([("mailbox_id", "in", mailboxes)])
        entries = cases.message_ids.filtered(lambda m: m.message_type == "email")
        return {
            "cases": len(cases),
            "history": len(entries),
            "rows": len(rows),
            "states": sorted(set(rows.mapped("state"))),
            "on the server": sorted(set(rows.mapped("remote_state"))),
            "errors": sorted(set(filter(None, rows.mapped("error")))),
        }


def main():
    config.parse_config(sys.argv[1:], setup_logging=True)
    registry = Registry(config["db_name"][0])
    orders = {"kill": kill, "run": run, "meet": meet, "make": make, "count": count}
    print("ready", flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        print(json.dumps(orders[name](registry, **arguments)), flush=True)
    with suppress(Exception):
        sql_db.close_all()


if __name__ == "__main__":
    main()
