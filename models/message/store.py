"""Fetched messages become rows, and known ones are recognised."""

import base64

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.mail import digest, fingerprint
from ...tools.transport import RemoteRef
from ..values import naive


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    @api.model
    def _received_values(self, mailbox, fetched, remote_size=None):
        """Values of a new row for `fetched` (`FetchedMessage`) of `mailbox`."""
        raw, key = fetched.raw, fetched.ref.key
        return {
            "server_id": mailbox.id,
            "remote_key": key,
            "remote_state": "present" if fetched.complete else "kept",
            "raw": base64.b64encode(raw),
            "raw_state": "complete" if fetched.complete else "head",
            "digest": digest(raw),
            "fingerprint": fingerprint(raw),
            # What the server said of it with the bytes: a server that hands out a
            # placeholder has said something else in its listing.
            "size": fetched.size or remote_size or len(raw),
            "received_date": naive(fetched.date),
            # The first try follows at once. It is counted before, with the row: it
            # may end the worker.
            "attempts": 1,
        }

    @api.model
    def _unreadable_values(self, mailbox, key, sentence):
        """Values of a row for a message that stays on the server, unread."""
        return {
            "server_id": mailbox.id,
            "remote_key": key,
            "remote_state": "kept",
            "raw_state": "missing",
            "state": "parked",
            "settled_date": fields.Datetime.now(),
            "error_codes": sentence,
        }

    @api.model
    def _store(self, mailbox, vals_list, listed=None):
        """Insert rows; a message known under another UIDVALIDITY keeps its row.

        What a person asked for again has its row, too. `listed`: `RemoteMessage`s by
        remote key; the same bytes under the same key are the same message, whatever
        the server says of it. Returns the rows of all `vals_list`.
        """
        status = mailbox._status()
        existing = set(status.import_keys or ()) if status.import_running else ()
        known = self._known_before(mailbox, vals_list)
        met, fresh = self.browse(), []
        for vals in vals_list:
            vals["is_import"] = vals["remote_key"] in existing
            waiting = known._waiting_for(vals)
            row = known._met_again(vals)
            if waiting:
                waiting.write(vals)
                met |= waiting
            elif row:
                names = ("remote_key", "remote_state", "size", "received_date")
                message = (listed or {}).get(vals["remote_key"])
                stated = _stated(message) if message else {}
                row.write({name: vals[name] for name in names} | stated)
                row._wait_for_next_attempt()
                met |= row
            else:
                known._free_key(vals["remote_key"])
                fresh.append(vals)
        known.flush_recordset(["remote_key"])  # before the unique index looks
        rows = self.create(fresh)
        found = met + rows
        mailbox._tell_of_parked(found.filtered(lambda row: row.state == "parked"))
        return found

    def _is_filed_closed(self):
        """Whether its new ticket is closed: it is existing mail, unless that is to be
        open."""
        return self.is_import and self.server_id.import_mode != "open"

    @api.model
    def _known_before(self, mailbox, vals_list):
        """Rows that may be of these very messages, or that have their remote keys."""
        return self.search(
            Domain("server_id", "=", mailbox.id)
            & (
                Domain("digest", "in", [v.get("digest") for v in vals_list])
                | Domain("remote_key", "in", [v["remote_key"] for v in vals_list])
            )
        )

    def _met_again(self, vals):
        """The row of the same bytes that stands for this message, if any.

        It was fetched before the server changed UIDVALIDITY, or the server lists it
        again although it said that it was deleted.
        """
        ref = RemoteRef.parse(vals["remote_key"])
        return self.filtered(
            lambda row: (
                row.digest
                and row.digest == vals.get("digest")
                and (
                    row.remote_key == vals["remote_key"]
                    or (row.remote_state == "present" and row._is_renumbered(ref))
                )
            )
        )[:1]

    def _wait_for_next_attempt(self):
        """One that was tried before may have ended its worker: its next try is counted
        (`_process_met`), and comes at its time."""
        if self.state == "received" and not self.next_attempt:
            self.next_attempt = fields.Datetime.now()

    def _is_renumbered(self, ref):
        """True where `ref` is of the same folder, under another UIDVALIDITY."""
        own = self._remote_ref()
        return own.folder == ref.folder and own.validity != ref.validity

    def _free_key(self, remote_key):
        """Give way where another message has that key now: a POP3 server uses a UIDL
        again, or the mailbox is another account's. The old message is not there."""
        for row in self.filtered(lambda row: row.remote_key == remote_key):
            gone = "removed" if row.remote_state == "present" else row.remote_state
            row.write({"remote_key": f"{remote_key}#{row.id}", "remote_state": gone})

    def _remote_ref(self):
        self.ensure_one()
        return RemoteRef.parse(self.remote_key)

    def _remote_refs(self):
        return [row._remote_ref() for row in self]


def _stated(message):
    """Values of what a listing says of a `RemoteMessage`, as far as it does (dict)."""
    values = {"size": message.size, "received_date": naive(message.date)}
    return {name: value for name, value in values.items() if value}
