"""A server that ends the session over a listing, because of one message.

Dovecot does so where it cannot read the file whose size it is asked for. The next
session lists no sizes and asks for those of few messages at once: what is asked for
when the connection breaks is suspected, asked for alone, last, and parked
(`fetching.py`).
"""

from dataclasses import replace

from odoo import models

from ...tools.errors import RetryLater
from ...tools.transport import BROKEN_CODES

REMOVED = ("removed", "moved")  # states of a row's message on the server


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _note_broken_listing(self, error, progress):
        """Note it where a session ended with `error` (`MailboxError` or None) over its
        listing."""
        is_broken = error and error.code in BROKEN_CODES
        if is_broken and progress.session and progress.listed is None:
            self._status()._note(lists_without_sizes=True)

    def _note_listing(self, left):
        """Listings ask for sizes again once no message is `left` (remote keys, set)
        that the server could not read, or may not be able to."""
        status = self._status()
        if not status.lists_without_sizes:
            return
        rows = self._rows_by_key(sorted(left))
        unread = {key for key, row in rows.items() if not row.is_read}
        left = left - {k for k, row in rows.items() if row.remote_state in REMOVED}
        suspects = self._suspicions()
        doubtful = left.intersection(suspects)
        kept = {
            key: suspicion
            for key, suspicion in suspects.items()
            if key in doubtful or self._is_of_sent_folder(key)
        }
        status._note(
            lists_without_sizes=bool(unread or doubtful),
            **self._suspect_values(kept),
        )

    def _stated_left_over(self, session, listed):
        """`listed` with the size of what earlier sessions have settled and is to be
        removed: what is deleted is what was read."""
        if not self._status().lists_without_sizes:
            return listed
        _fresh, settled = self._sort_listing(listed)
        suspects = self._suspicions()
        sure = settled.filtered(lambda row: row.remote_key not in suspects)
        return _with_sizes(listed, session.stated(sure._remote_refs()))

    def _readable(self, session, settled):
        """Yield those of `settled` rows whose message the server can state, and states
        as it did: first those that are no suspects, then each suspect."""
        suspects = self._suspicions() if self._status().lists_without_sizes else {}
        doubtful = settled.filtered(lambda row: row.remote_key in suspects)
        yield settled - doubtful
        for row in doubtful.sorted(lambda row: suspects[row.remote_key]):
            if not suspects[row.remote_key].is_proven:
                yield self._sort_listing(session.stated([row._remote_ref()]))[1]

    def _stated_chunks(self, session, fresh, progress):
        """The `_chunks` of `fresh`, with sizes."""
        for chunk in self._chunks(fresh, progress.asked):
            if self._status().lists_without_sizes:
                yield from self._in_sizes(session, chunk, progress)
            else:
                yield chunk

    def _in_sizes(self, session, chunk, progress):
        """Ask for the sizes of `chunk`; yields it in pieces that these bound."""
        try:
            stated = session.stated([message.ref for message in chunk])
        except RetryLater as error:
            self._give_up(chunk, error, progress.asked)
            raise
        shown = {message.ref for message in stated}
        left = _with_sizes([m for m in chunk if m.ref in shown], stated)
        progress.postpone(len(chunk) - len(left))
        while left:
            piece = self._first_chunk(left)
            yield piece
            left = left[len(piece) :]


def _with_sizes(messages, stated):
    """`messages`, with size and date of those that are `stated` (`RemoteMessage`s)."""
    known = {message.ref: message for message in stated}
    return [
        replace(m, size=known[m.ref].size, date=known[m.ref].date)
        if m.ref in known
        else m
        for m in messages
    ]
