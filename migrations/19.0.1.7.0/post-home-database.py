"""A copy of this database does not fetch its mailboxes: each knows where it was
connected."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Those that are connected are so here."""
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    connected = env["fetchmail.server"].search(
        [("case_mailbox", "=", True), ("state", "=", "done")]
    )
    connected.status_ids.home = connected._this_database()
