"""What is on the mail server: sorting its listing, and removing settled mail."""

from odoo import models

KEYS_PER_QUERY = 1000


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _sort_listing(self, listed):
        """(messages without a row, settled rows still there) of a listing.

        New mail comes before existing mail, each oldest first. A message that a
        person flagged as deleted is left to that person.
        """
        rows = self._rows_by_key([message.ref.key for message in listed])
        existing = set(self._status().import_keys or ())
        fresh = [
            message
            for message in listed
            if not message.flagged_deleted and is_new(message.ref, rows)
        ]
        fresh.sort(key=lambda message: message.ref.key in existing)
        deletable = self.env["fetchmail.message"].browse(
            row_id
            for row_id, state, remote in rows.values()
            if state != "received" and remote == "present"
        )
        return fresh, deletable

    def _rows_by_key(self, keys):
        """Remote key -> (id, state, remote state) of this mailbox's rows."""
        found = {}
        for start in range(0, len(keys), KEYS_PER_QUERY):
            rows = self.env["fetchmail.message"].search_fetch(
                [
                    ("server_id", "=", self.id),
                    ("remote_key", "in", keys[start : start + KEYS_PER_QUERY]),
                ],
                ["remote_key", "state", "remote_state"],
                order="id",
            )
            for row in rows:
                found[row.remote_key] = (row.id, row.state, row.remote_state)
            rows.invalidate_recordset()
        return found

    def _delete(self, session, rows):
        """Remove settled rows' messages from the server, and note those gone."""
        present = rows.filtered(
            lambda row: row.state != "received" and row.remote_state == "present"
        )
        if present:
            gone = self._remove(session, present._remote_refs())
            self._mark_removed(ref.key for ref in gone)
            self.env["ir.cron"]._commit_progress()

    def _mark_removed(self, keys):
        keys = list(keys)
        for start in range(0, len(keys), KEYS_PER_QUERY):
            self.env["fetchmail.message"].search(
                [
                    ("server_id", "=", self.id),
                    ("remote_key", "in", keys[start : start + KEYS_PER_QUERY]),
                    ("remote_state", "=", "present"),
                ]
            ).write({"remote_state": self._removed_state()})

    def _forget_missing(self, listed):
        """Rows whose message left the server some other way wait for no deletion."""
        keys = {message.ref.key for message in listed}
        waiting = self.env["fetchmail.message"].search_fetch(
            [
                ("server_id", "=", self.id),
                ("remote_state", "=", "present"),
                ("state", "!=", "received"),
            ],
            ["remote_key"],
        )
        waiting.filtered(lambda row: row.remote_key not in keys).write(
            {"remote_state": "removed"}
        )


def is_new(ref, rows):
    """True for a message (`RemoteRef`) without a row, or whose POP3 key is of a removed
    one. `rows`: as `_rows_by_key` has them."""
    row = rows.get(ref.key)
    return not row or (row[2] == "removed" and not ref.validity)
