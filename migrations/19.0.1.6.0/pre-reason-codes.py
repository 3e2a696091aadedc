"""What is said of received messages is stored as codes; texts that are there stay, and
are shown as they are."""

from odoo.tools import SQL

TABLE = "fetchmail_message"
SAID = ("reason", "thread_reason", "rule_trouble", "error", "hits")


def migrate(cr, version):
    """The columns of texts become those of codes."""
    for name in SAID:
        cr.execute(
            SQL(
                "ALTER TABLE %s RENAME COLUMN %s TO %s",
                SQL.identifier(TABLE),
                SQL.identifier(name),
                SQL.identifier(f"{name}_codes"),
            )
        )
