"""Odoo workers that are killed at a given point; run by `conftest.Office`.

Loads one registry and takes orders as lines of JSON on standard input. Workers are
forked from it with connections of their own, as Odoo's own prefork server does.
"""

import base64
import json
import os
import signal
import sys
import time
import traceback
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry
from odoo.tools import config

DONE, FAILED, BUSY = range(3)
# Where a worker ends: model, method, and whether the method runs before the end.
POINTS = {
    "before the rows are inserted": ("fetchmail.message", "_store", False),
    "before the rows are saved": ("fetchmail.server", "_store", True),
    "after store": ("fetchmail.message", "_process", False),
    "in the filing transaction": ("fetchmail.message", "_run_pipeline", True),
    "after the filing commit": ("fetchmail.server", "_delete", False),
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


def be_deadly(registry, method, subject):
    """Let a mail of this subject end the worker that gets to `method` with it."""
    Journal = registry["fetchmail.message"]
    original = getattr(Journal, method)
    mark = f"Subject: {subject}\r\n".encode()

    def wrapped(rows, *args):
        raws = [one.raw for one in args if hasattr(one, "raw")]
        raws += [base64.b64decode(row.raw) for row in rows.with_context(bin_size=False)]
        if any(mark in raw for raw in raws):
            os.kill(os.getpid(), signal.SIGKILL)
        return original(rows, *args)

    setattr(Journal, method, wrapped)


def scheduled(registry, mailbox):
    """Run a mailbox as Odoo's scheduler does, which locks the scheduled action."""
    with registry.cursor() as cr:
        cron = env(cr)["fetchmail.server"].browse(mailbox).cron_id.id
    with registry.cursor() as cr:
        crons = registry["ir.cron"]
        job = crons._acquire_one_job(cr, cron, include_not_ready=True)
        crons._process_job(cr, job)


def limit(limits):
    """The mailboxes' provider allows no more than this (fields of `Provider`)."""
    from odoo.addons.helpdesk_mgmt_mailbox.models.mailbox import budget
    from odoo.addons.helpdesk_mgmt_mailbox.tools.providers import provider_of

    provider = replace(provider_of("localhost"), **limits)
    budget.provider_of = lambda _host: provider


def work(
    registry,
    mailboxes,
    chunk=50,
    locked=True,
    deadly=None,
    by_scheduler=False,
    limits=None,
):
    """Run mailboxes in their order; what became of it.

    `deadly`: arguments of `be_deadly`; `limits`: of `limit`.
    """
    from odoo.addons.helpdesk_mgmt_mailbox.models.mailbox import fetching
    from odoo.addons.helpdesk_mgmt_mailbox.models.mailbox import run as mailbox_run

    limit(limits or {})

    fetching.CHUNK_MESSAGES = chunk
    if not locked:
        mailbox_run.run_lock = lambda _cr, _mailbox_id: nullcontext(True)
    if deadly:
        be_deadly(registry, *deadly)
    if by_scheduler:
        for mailbox in mailboxes:
            scheduled(registry, mailbox)
        return DONE
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
    """Workers side by side; their exit statuses, below zero for a signal."""
    children = [fork(registry, **order) for order in orders]
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


@contextmanager
def held(registry, point, **order):
    """A worker that waits at `point` as long as this lasts; its status in a list that
    is empty until then."""
    arrived, arrive = os.pipe()
    left, leave = os.pipe()

    def wait():
        os.close(leave)
        os.write(arrive, b".")
        os.read(left, 1)  # until the other end is closed

    child = fork(registry, point, wait, **order)
    os.close(arrive)
    os.read(arrived, 1)
    statuses = []
    try:
        yield statuses
    finally:
        os.close(leave)
        statuses.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        os.close(arrived)
        os.close(left)


def meet(registry, point, first, second):
    """The second worker's whole run while the first is at `point`; both statuses."""
    with held(registry, point, **first) as statuses:
        other = run(registry, [second])[0]
    return [*statuses, other]


def save(registry, point, mailboxes, values):
    """A person saves mailboxes while a scheduled worker is at `point`; its status, and
    the seconds that the save took."""
    order = {"mailboxes": mailboxes, "chunk": 2, "by_scheduler": True}
    with held(registry, point, **order) as statuses:
        began = time.monotonic()
        write(registry, mailboxes, values)
        seconds = time.monotonic() - began
    return [*statuses, seconds]


def cut(registry, point, mailboxes):
    """A worker's database connections are cut while it is at `point`, and a second one
    runs; both statuses."""
    with held(registry, point, mailboxes=mailboxes) as statuses:
        with registry.cursor() as cr:
            cr.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        other = run(registry, [{"mailboxes": mailboxes}])[0]
    return [*statuses, other]


def write(registry, mailboxes, values):
    """A person saves mailboxes, and would not wait for long."""
    with registry.cursor() as cr:
        cr.execute("SET LOCAL lock_timeout = '5s'")
        env(cr)["fetchmail.server"].browse(mailboxes).write(values)


def schedule(registry, mailboxes):
    """Name, interval and activity of the scheduled actions; and whether ours, which
    keeps them in step, will come soon."""
    with registry.cursor() as cr:
        crons = env(cr)["fetchmail.server"].browse(mailboxes).cron_id
        keeper = env(cr).ref("helpdesk_mgmt_mailbox.cron_schedules")
        coming = env(cr)["ir.cron.trigger"].search_count([("cron_id", "=", keeper.id)])
        found = [[cron.name, cron.interval_number, cron.active] for cron in crons]
    return found, bool(coming)


def call(registry, mailboxes):
    """Let the scheduled actions of mailboxes run soon."""
    with registry.cursor() as cr:
        env(cr)["fetchmail.server"].browse(mailboxes)._schedule_now()


def keep_in_step(registry):
    """Our scheduled action."""
    with registry.cursor() as cr:
        env(cr)["fetchmail.server"]._keep_schedules_in_step()


def fetch_now(registry, point, mailboxes):
    """A person presses Fetch Now while a scheduled worker is at `point`: the sentence
    shown, and whether the mailbox's scheduled action runs again by itself."""
    with held(registry, point, mailboxes=mailboxes, by_scheduler=True):
        with registry.cursor() as cr:
            mailbox = env(cr)["fetchmail.server"].browse(mailboxes)
            shown = mailbox.with_user(env(cr).ref("base.user_admin")).action_fetch_now()
    with registry.cursor() as cr:
        cron = env(cr)["fetchmail.server"].browse(mailboxes).cron_id
        again = env(cr)["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
    return shown["params"]["message"], bool(again)


def locks(registry):
    """How many advisory locks a pooled connection of this process holds after a run of
    each mailbox, while it is still open."""
    with registry.cursor() as cr:
        for mailbox in env(cr)["fetchmail.server"].search([("state", "=", "done")]):
            mailbox._run()
        cr.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON oid = database"
            " WHERE locktype = 'advisory' AND datname = current_database()"
        )
        return cr.fetchone()[0]


def forward(registry, mailboxes):
    """The time of the next try has come."""
    with registry.cursor() as cr:
        rows = env(cr)["fetchmail.server"].browse(mailboxes).journal_ids
        rows.write({"next_attempt": False})


def rows(registry, mailboxes):
    """State, number of tries and error of each row, oldest first."""
    with registry.cursor() as cr:
        found = env(cr)["fetchmail.server"].browse(mailboxes).journal_ids.sorted("id")
        return [[row.state, row.attempts, row.error or ""] for row in found]


def trouble(registry, mailboxes):
    """The error of each mailbox, and whether its next try is set."""
    with registry.cursor() as cr:
        found = env(cr)["fetchmail.server"].browse(mailboxes)
        return [[one.error_message or "", bool(one.retry_after)] for one in found]


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
        tickets = env(cr)["helpdesk.ticket"].search([("mailbox_id", "in", mailboxes)])
        entries = tickets.message_ids.filtered(lambda m: m.message_type == "email")
        return {
            "cases": len(tickets),
            "history": len(entries),
            "rows": len(rows),
            "states": sorted(set(rows.mapped("state"))),
            "on the server": sorted(set(rows.mapped("remote_state"))),
            "errors": sorted(set(filter(None, rows.mapped("error")))),
        }


def main():
    config.parse_config(sys.argv[1:], setup_logging=True)
    registry = Registry(config["db_name"][0])
    orders = (kill, run, meet, save, cut, write, locks, forward, rows, make, count)
    orders += (schedule, call, keep_in_step, fetch_now, trouble)
    orders = {order.__name__: order for order in orders}
    print("ready", flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        print(json.dumps(orders[name](registry, **arguments)), flush=True)
    with suppress(Exception):
        sql_db.close_all()


if __name__ == "__main__":
    main()
