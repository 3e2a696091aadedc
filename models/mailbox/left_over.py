"""What an earlier session left on the server, under names that may be reused."""

from odoo import models

from ...tools.mail import digest
from .mailbox_model import MIB
from .refused_mail import Asked

# Of mail that is read once more in a run, to be sure that it is what was read before.
CHECKED_BYTES = 64 * MIB


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _remove_left_over(self, session, read, settled, removal):
        """Remove what was `read` in this session and is still there, and what earlier
        ones have `settled` (rows)."""
        for rows in self._readable(session, settled):
            unsure = rows.filtered(lambda row: row._remote_ref().is_reusable)
            self._delete(session, read | (rows - unsure), removal)
            if not removal.is_given_up:
                same = self._still_the_same(session, unsure)
                self._delete(session, same, removal)

    def _still_the_same(self, session, rows):
        """Those of `rows`, left over by an earlier session, whose message is the one
        that was read, as far as there is time to look.

        Another one is new. One that cannot be read again stays, and stops no other.
        """
        by_ref = {row._remote_ref(): row for row in self._to_check(rows)}
        same = rows.browse()
        for fetched in Asked().taking((), session.fetch(by_ref)):
            row = by_ref[fetched.ref]
            if not fetched.complete:  # says nothing of whether it is the same
                continue
            if digest(fetched.raw) == row.digest:
                same |= row
            else:
                row._free_key(row.remote_key)
        return same

    def _to_check(self, rows):
        """The first of `rows`, up to CHECKED_BYTES, but at least one; none that broke
        the connection again and again."""
        suspects = self._suspicions()
        chosen, size = rows.browse(), 0
        for row in rows:
            if row.remote_key in suspects and suspects[row.remote_key].is_proven:
                continue
            size += row.size
            if chosen and size > CHECKED_BYTES:
                break
            chosen |= row
        return chosen
