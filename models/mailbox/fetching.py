"""Fetching in chunks: a message that breaks the connection or ends the worker over and
over stops no other."""

import logging

import psycopg2

from odoo import models

from ...tools.errors import MailboxError, ParkMessage, RetryLater
from ...tools.transport import RemoteRef
from ..values import log_failure
from .mailbox_model import MIB
from .remote import is_new

_logger = logging.getLogger(__name__)

CHUNK_MESSAGES = 100  # one transaction: a crash repeats at most these
CHUNK_BYTES = 16 * MIB  # bounds the memory of a run, with the size limit of a message
HEAD_BYTES = 256 * 1024  # of a message over the size limit: headers and first text
MAX_FETCHES = 3  # among others, then twice alone


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _size_limit(self):
        return self.max_message_mib * MIB

    def _chunks(self, messages):
        """`messages` in runs bounded by count and bytes, in their order.

        Suspects come last, each alone, those with the fewest failures first: a server
        may break off the connection over one damaged message, or that may end Odoo.
        """
        suspects = self._status().suspect_keys or {}
        chunk, size = [], 0
        for message in messages:
            if message.ref.key in suspects:
                continue
            cost = min(message.size, self._size_limit())
            if chunk and (len(chunk) >= CHUNK_MESSAGES or size + cost > CHUNK_BYTES):
                yield chunk
                chunk, size = [], 0
            chunk.append(message)
            size += cost
        if chunk:
            yield chunk
        alone = [m for m in messages if m.ref.key in suspects]
        yield from ([m] for m in sorted(alone, key=lambda m: suspects[m.ref.key]))

    def _suspected(self, keys):
        """Failures by remote key, with another one of each of `keys` (dict of int)."""
        suspects = dict(self._status().suspect_keys or {})
        for key in keys:
            suspects[key] = suspects.get(key, 0) + 1
        return suspects

    def _suspect_left_over(self):
        """Messages that a run which did not come to its end was fetching, and that are
        not stored, may have ended its worker."""
        keys = self._status().fetching_keys
        if keys:
            rows = self._rows_by_key(keys)
            left = [key for key in keys if is_new(RemoteRef.parse(key), rows)]
            self._status()._note(
                suspect_keys=self._suspected(left), fetching_keys=False
            )

    def _note_fetching(self, chunk):
        """Note what is about to be fetched, for it may end the worker."""
        self._status()._note(fetching_keys=[message.ref.key for message in chunk])

    def _without_lost(self, messages):
        """`messages` but for those that ended the worker again and again while they
        were fetched; they are parked."""
        suspects = self._status().suspect_keys or {}
        lost = [m for m in messages if suspects.get(m.ref.key, 0) >= MAX_FETCHES]
        if lost:
            sentence = self.env._(
                "Odoo was ended each time it fetched this message, %(count)s times; it "
                "stays on the mail server. Look for the time or memory limit in the "
                "server's log.",
                count=MAX_FETCHES,
            )
            self._park_unread([m.ref.key for m in lost], sentence)
        return [m for m in messages if m not in lost]

    def _park_unread(self, keys, sentence):
        """Store and commit rows for messages that stay on the server."""
        Message = self.env["fetchmail.message"]
        Message._store(
            self, [Message._unreadable_values(self, k, sentence) for k in keys]
        )
        self.env["ir.cron"]._commit_progress()

    def _fetch_chunk(self, session, chunk):
        """Fetch `chunk`, and commit its rows, which are returned."""
        self._note_fetching(chunk)
        try:
            rows = self._store(session, chunk)
        except RetryLater as error:
            self._give_up(chunk, error)
            raise
        except (MailboxError, psycopg2.Error):
            raise
        except Exception as error:
            log_failure(_logger, "Messages of mailbox %d", error, self.id)
            keys = [m.ref.key for m in chunk]
            trouble = RetryLater("internal_error", type(error).__name__, keys)
            self._give_up(chunk, trouble)
            raise trouble from error
        self.env["ir.cron"]._commit_progress()
        return rows

    def _give_up(self, chunk, error):
        """Park a message that has failed alone, too, often enough."""
        self.env.cr.rollback()
        keys = [message.ref.key for message in chunk]
        if len(keys) == 1 and self._suspected(keys)[keys[0]] >= MAX_FETCHES:
            self._park_unread(keys, self._unread_sentence(error))

    def _unread_sentence(self, error):
        """Why a message stays on the server, unread."""
        if error.code == "internal_error":
            return self.env._(
                "This message could not be stored because of an error inside Odoo "
                "(%(detail)s); it stays on the mail server. The server log says where.",
                detail=error.detail,
            )
        return self.env._(
            "The mail server lists this message but does not hand it out; it stays "
            "there. The server's words: %(detail)s",
            detail=error.detail or error.code,
        )

    def _store(self, session, chunk):
        """Insert the rows of `chunk` with their bytes; returns them, uncommitted."""
        Message = self.env["fetchmail.message"]
        vals_list = []
        try:
            for fetched in self._fetch(session, chunk):
                size = next(m.size for m in chunk if m.ref == fetched.ref)
                vals_list.append(Message._received_values(self, fetched, size))
        except ParkMessage as error:
            sentence = self._unread_sentence(error)
            vals_list += [
                Message._unreadable_values(self, key, sentence) for key in error.keys
            ]
        return Message._store(self, vals_list)

    def _fetch(self, session, chunk):
        """Whole messages, then the beginnings of those over the size limit."""
        limit = self._size_limit()
        yield from session.fetch([m.ref for m in chunk if m.size <= limit])
        for message in chunk:
            if message.size > limit:
                yield session.fetch_head(message.ref, HEAD_BYTES)
