"""What is on the mail server: sorting its listing, and what is gone from it."""

from dataclasses import dataclass
from datetime import datetime

from odoo import models

from ..values import naive

KEYS_PER_QUERY = 1000


@dataclass(frozen=True)
class StoredMail:
    """What a row says of the mail under its remote key."""

    row_id: int
    state: str
    remote_state: str
    size: int
    date: datetime | None
    is_read: bool
    is_asked_again: bool

    def is_another(self, message):
        """Whether the server now has another mail (`RemoteMessage`) under that key: the
        mailbox is another account's, or the server gave a UIDL twice."""
        if not self.is_read:
            return False
        date = message.date and naive(message.date).replace(microsecond=0)
        moved = date and self.date and date != self.date
        return bool(moved or (message.size and message.size != self.size))


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _sort_listing(self, listed):
        """(messages without a row, settled rows still there) of a listing.

        New mail comes before existing mail, each oldest first. A message that a
        person flagged as deleted is left to that person.
        """
        rows = self._rows_by_key([message.ref.key for message in listed])
        existing = self._existing_keys()
        fresh = [
            message
            for message in listed
            if not message.flagged_deleted and self._is_unread(message, rows)
        ]
        fresh.sort(key=lambda message: message.ref.key in existing)
        unread = {message.ref.key for message in fresh}
        deletable = self.env["fetchmail.message"].browse(
            stored.row_id
            for key, stored in rows.items()
            if stored.state != "received"
            and stored.remote_state == "present"
            and key not in unread
        )
        return fresh, deletable

    def _is_unread(self, message, rows):
        stored = rows.get(message.ref.key)
        return is_new(message.ref, rows) or stored.is_another(message)

    def _rows_by_key(self, keys):
        """Remote key -> `StoredMail` of this mailbox's rows (dict)."""
        found = {}
        for start in range(0, len(keys), KEYS_PER_QUERY):
            rows = self.env["fetchmail.message"].search_fetch(
                [
                    ("server_id", "=", self.id),
                    ("remote_key", "in", keys[start : start + KEYS_PER_QUERY]),
                ],
                [
                    "remote_key",
                    "state",
                    "remote_state",
                    "size",
                    "received_date",
                    "digest",
                    "raw_state",
                ],
                order="id",
            )
            for row in rows:
                found[row.remote_key] = StoredMail(
                    row.id,
                    row.state,
                    row.remote_state,
                    row.size,
                    row.received_date,
                    bool(row.digest),
                    row._is_asked_again(),
                )
            rows.invalidate_recordset()
        return found

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

    def _forget_missing(self, keys):
        """Rows whose message left the server some other way wait for no deletion, and
        for no bytes. `keys`: remote keys of all that is there (set)."""
        asked_again = self.env["fetchmail.message"]._asked_again(self)
        asked_again.filtered(
            lambda row: (
                row.remote_key not in keys
                and not self._is_of_sent_folder(row.remote_key)
            )
        )._park_gone()
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
    """True for a message (`RemoteRef`) without a row, whose row waits for its bytes, or
    whose POP3 key is of a removed one. `rows`: as `_rows_by_key` has them."""
    stored = rows.get(ref.key)
    if not stored or stored.is_asked_again:
        return True
    return stored.remote_state == "removed" and not ref.validity
