"""Runs inside `odoo shell`: empties one mailbox, stock's way or ours, and measures.

Reads its order (JSON) from the environment variable BENCH and prints one line that
begins with BENCH and holds the figures as JSON. A first mailbox warms the caches.
"""

import json
import os
import resource
import time

from odoo import sql_db


def peak_mib() -> float:
    """Peak resident memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stock_server(env, order, address):
    """A stock incoming server that makes helpdesk tickets."""
    return env["fetchmail.server"].create(
        {
            "name": address,
            "server_type": "imap",
            "is_ssl": True,
            "server": "localhost",
            "port": order["port"],
            "user": address,
            "password": order["password"],
            "object_id": env["ir.model"]._get_id("helpdesk.ticket"),
            "state": "done",
        }
    )


def our_mailbox(env, order, address):
    """A connected mailbox of this add-on; in import mode all mail is existing mail."""
    mailbox = env["fetchmail.server"].create(
        {
            "case_mailbox": True,
            "name": address,
            "email_address": address,
            "protocol": "imaps",
            "server": "localhost",
            "port": order["port"],
            "password": order["password"],
            "certificate_authority": order["ca"],
            # As stock, which has none: the same work is compared.
            "acknowledgement_template_id": False,
        }
    )
    keys = []
    if order["mode"] == "import":
        with mailbox._open_session() as session:
            keys = [message.ref.key for message in session.list_messages()]
    mailbox._start(keys)
    return mailbox


def empty(env, order, address):
    """A function that empties the mailbox of `address` in the way ordered."""
    if order["mode"] == "stock":
        server = stock_server(env, order, address)
        env.cr.commit()
        return lambda: server._fetch_mail(batch_limit=10**6)
    mailbox = our_mailbox(env, order, address)
    env.cr.commit()
    return mailbox._run


def main(env) -> None:
    """Warm up, then measure one run."""
    order = json.loads(os.environ["BENCH"])
    empty(env, order, order["warm_up"])()
    work = empty(env, order, order["address"])
    tickets, queries = env["helpdesk.ticket"].search_count([]), sql_db.sql_counter
    began, cpu = time.perf_counter(), time.process_time()
    work()
    figures = {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "queries": sql_db.sql_counter - queries,
        "memory_mib": peak_mib(),
        "cases": env["helpdesk.ticket"].search_count([]) - tickets,
    }
    print("BENCH " + json.dumps(figures), flush=True)
