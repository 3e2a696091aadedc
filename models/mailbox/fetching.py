"""Fetching in chunks: a message that breaks the connection or ends the worker over and
over stops no other."""

import logging

import psycopg2

from odoo import models

from ...tools.errors import MailboxError, RetryLater
from ...tools.policy import Suspicion
from ...tools.transport import RemoteRef
from ..values import log_failure
from .mailbox_model import MIB
from .remote import is_new

_logger = logging.getLogger(__name__)

CHUNK_MESSAGES = 100  # one transaction: a crash repeats at most these
CHUNK_BYTES = 16 * MIB  # bounds the memory of a run, with the size limit of a message
HEAD_BYTES = 256 * 1024  # of a message over the size limit: headers and first text
# What a mailbox ends with over messages that are not handed out.
OF_MESSAGES = frozenset({"connection_lost", "messages_refused"})


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _size_limit(self):
        return self.max_message_mib * MIB

    def _chunks(self, messages, asked):
        """`messages` in runs bounded by count and bytes, in their order.

        Suspects come last, each alone, those with the fewest failures first: a server
        may break off the connection over one damaged message, or that may end Odoo.
        `asked` (`Asked`) says what became of those before: while everything is
        refused, only some others are tried, to see whether it is the mailbox.
        """
        suspects = self._suspects()
        left = [m for m in messages if m.ref.key not in suspects]
        while left:
            chunk = self._first_chunk(left)
            yield chunk
            left = left[len(chunk) :]
            if asked.is_refused_all:
                tried = yield from self._trials(left, asked)
                left = [m for m in left if m not in tried]
                if asked.is_refused_all:
                    break
        alone = [m for m in messages if m.ref.key in suspects]
        yield from ([m] for m in sorted(alone, key=lambda m: suspects[m.ref.key]))

    def _first_chunk(self, messages):
        """The first of `messages`, bounded by count and bytes, but at least one;
        existing mail is not put together with new mail."""
        existing = self._existing_keys()
        is_existing = messages[0].ref.key in existing
        chunk, size = [], 0
        for message in messages[:CHUNK_MESSAGES]:
            size += self._cost([message])
            is_other = (message.ref.key in existing) != is_existing
            if chunk and (size > CHUNK_BYTES or is_other):
                break
            chunk.append(message)
        return chunk

    def _trials(self, messages, asked):
        """Yield the newest of `messages` and one in their middle, each alone, until one
        is handed out; returns them."""
        tried = []
        for message in dict.fromkeys(
            [*messages[-1:], *messages[len(messages) // 2 :][:1]]
        ):
            if asked.is_refused_all:
                tried.append(message)
                yield [message]
        return tried

    def _cost(self, messages):
        """Bytes that fetching `messages` costs, as far as the server says."""
        limit = self._size_limit()
        return sum(min(message.size, limit) for message in messages)

    def _suspects(self):
        """What is asked for alone: remote key -> how often it has failed (int)."""
        failures = {key: each.sessions for key, each in self._refusals().items()}
        for key, suspicion in self._suspicions().items():
            failures[key] = failures.get(key, 0) + suspicion.times
        return failures

    def _suspicions(self):
        """Remote key -> `Suspicion` that it ends connections or workers."""
        noted = self._status().suspect_keys or {}
        return {key: Suspicion.parse(value) for key, value in noted.items()}

    def _suspected(self, keys, beside_others):
        """As `_suspicions`, with another failure of each of `keys`; `beside_others`:
        whether others were handed out in that session, or its worker ended."""
        found = self._suspicions()
        again = {k: found.get(k, Suspicion()).again(beside_others) for k in keys}
        return found | again

    @staticmethod
    def _suspect_values(suspicions):
        """Values of the status row for `Suspicion`s by remote key."""
        noted = {key: each.as_json() for key, each in suspicions.items()}
        return {"suspect_keys": noted or False}

    def _kept_suspect_values(self):
        """Values of the status row after a run that has read all: suspects are those
        of the Sent folder, and those whose size the server may not be able to state."""
        suspects = self._suspicions()
        if not self._status().lists_without_sizes:
            suspects = {k: s for k, s in suspects.items() if self._is_of_sent_folder(k)}
        return self._suspect_values(suspects)

    def _forget_suspicion(self, keys):
        """Nothing stands against the messages of these remote keys any more; where the
        mailbox waits because of such messages, it waits no longer."""
        status = self._status()
        values = {
            name: {k: v for k, v in (status[name] or {}).items() if k not in keys}
            for name in ("suspect_keys", "refused_keys")
        }
        values["refused_count"] = len(values["refused_keys"])
        if status.error_code in OF_MESSAGES:
            values["retry_after"] = False
        status.write(values)

    def _suspect_left_over(self):
        """Messages that a run which did not come to its end was fetching, and that are
        not stored, may have ended its worker."""
        keys = self._status().fetching_keys
        if keys:
            rows = self._rows_by_key(keys)
            left = [key for key in keys if is_new(RemoteRef.parse(key), rows)]
            suspects = self._suspect_values(self._suspected(left, beside_others=True))
            self._status()._note(**suspects, fetching_keys=False)

    def _note_fetching(self, chunk, **values):
        """Note what is about to be fetched, for it may end the worker; and `values`."""
        keys = [message.ref.key for message in chunk]
        self._status()._note(fetching_keys=keys, **values)

    def _without_lost(self, messages):
        """`messages` but for those that ended the worker again and again while they
        were fetched; they are parked."""
        proven = {k: s.times for k, s in self._suspicions().items() if s.is_proven}
        for message in messages:
            if times := proven.get(message.ref.key):
                sentence = self.env._(
                    "Odoo was ended each time it fetched this message, %(count)s "
                    "times; it stays on the mail server. Look for the time or memory "
                    "limit in the server's log.",
                    count=times,
                )
                self._park_unread([message.ref.key], sentence)
        return [m for m in messages if m.ref.key not in proven]

    def _park_unread(self, keys, sentence):
        """Store and commit rows for messages that stay on the server."""
        Message = self.env["fetchmail.message"]
        Message._store(
            self, [Message._unreadable_values(self, k, sentence) for k in keys]
        )
        self.env["ir.cron"]._commit_progress()

    def _fetch_chunk(self, session, chunk, progress):
        """Fetch `chunk`, and commit its rows, which are returned."""
        read = self._read_values(progress.counted_bytes())
        self._note_fetching(chunk, **read)
        try:
            rows = self._store(session, chunk, progress.asked)
        except RetryLater as error:
            self._give_up(chunk, error, progress.asked)
            raise
        except (MailboxError, psycopg2.Error):
            raise
        except Exception as error:
            log_failure(_logger, "Messages of mailbox %d", error, self.id)
            keys = [m.ref.key for m in chunk]
            trouble = RetryLater("internal_error", type(error).__name__, keys)
            self._give_up(chunk, trouble, progress.asked)
            raise trouble from error
        self.env["ir.cron"]._commit_progress()
        return rows

    def _give_up(self, chunk, error, asked):
        """Park a message that has failed alone, too, often enough."""
        self.env.cr.rollback()
        keys = [message.ref.key for message in chunk]
        suspects = self._suspected(error.keys, bool(asked.handed_out))
        if len(keys) == 1 and keys[0] in error.keys and suspects[keys[0]].is_proven:
            self._park_unread(keys, self._unread_sentence(error))

    def _unread_sentence(self, error):
        """Why a message stays on the server, unread."""
        if error.code == "internal_error":
            return self.env._(
                "This message could not be stored because of an error inside Odoo "
                "(%(detail)s); it stays on the mail server. The server log says where.",
                detail=error.detail,
            )
        sentence = self.env._(
            "The mail server lists this message but does not hand it out; it stays "
            "there."
        )
        return f"{sentence} {self._detail_text(error)}".strip()

    def _store(self, session, chunk, asked):
        """Insert the rows of `chunk` with their bytes; returns them, uncommitted."""
        Message = self.env["fetchmail.message"]
        listed = {message.ref.key: message for message in chunk}
        vals_list = [
            Message._received_values(self, fetched, listed[fetched.ref.key].size)
            for fetched in self._fetch(session, chunk, asked)
        ]
        return Message._store(self, vals_list, listed)

    def _fetch(self, session, chunk, asked):
        """Whole messages, then the beginnings of those over the size limit."""
        limit = self._size_limit()
        whole = [m.ref for m in chunk if m.size <= limit]
        yield from asked.taking([ref.key for ref in whole], session.fetch(whole))
        for ref in (m.ref for m in chunk if m.size > limit):
            head = (session.fetch_head(ref, HEAD_BYTES) for _once in range(1))
            yield from asked.taking([ref.key], head)
