"""One run over a mailbox: door, shelf, desk, bin (see the journal for the desk)."""

import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.errors import MailboxError, ParkMessage, RetryLater
from ..tools.retry import CONNECTIONS
from .fetchmail_server import MIB, NO_TROUBLE
from .groups import ADMINISTRATOR
from .values import log_failure

_logger = logging.getLogger(__name__)

CHUNK_MESSAGES = 100  # one transaction: a crash repeats at most these
CHUNK_BYTES = 16 * MIB  # bounds the memory of a run, with the size limit of a message
HEAD_BYTES = 256 * 1024  # of a message over the size limit: headers and first text
KEYS_PER_QUERY = 1000
FAILURES_TO_TELL = 3  # in a row; passing trouble is mostly over by then
READY = Domain("case_mailbox", "=", True) & Domain("state", "=", "done")


@dataclass(frozen=True)
class RunOutcome:
    """What a run did: settled and remaining messages, error, or busy elsewhere."""

    settled: int = 0
    remaining: int = 0
    error: MailboxError | None = None
    busy: bool = False


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    failure_count = fields.Integer(readonly=True, copy=False)
    retry_after = fields.Datetime(readonly=True, copy=False)
    suspect_keys = fields.Json(
        copy=False,
        groups=ADMINISTRATOR,
        help="Messages that were being fetched when the connection broke.",
    )

    @api.model
    def _run_mailbox(self, mailbox_id):
        """The scheduled action of one mailbox."""
        mailbox = self.browse(mailbox_id).exists()
        now = fields.Datetime.now()
        if mailbox and not (mailbox.retry_after and mailbox.retry_after > now):
            mailbox._run()

    def _fetch_mail(self, batch_limit=50):
        """Mailboxes are fetched by their own scheduled action (Odoo hook)."""
        mailboxes = self.filtered("case_mailbox")
        error = super(FetchmailServer, self - mailboxes)._fetch_mail(batch_limit)
        if "cron_id" in self.env.context:
            return error
        for mailbox in mailboxes:
            error = mailbox._run().error or error
        return error

    def _run(self, seconds=None):
        """Fetch, process and delete for at most `seconds`; returns a `RunOutcome`.

        Holds a lock on the mailbox's row in this cursor, and works in another one,
        whose commits do not release it. A second run at the same time returns at
        once, `busy`.
        """
        self.ensure_one()
        locked = self.try_lock_for_update(allow_referencing=True)
        if not locked.filtered_domain(READY):
            return RunOutcome(busy=True)
        deadline = time.monotonic() + seconds if seconds else None
        with self._work_cursor() as mailbox:
            outcome = mailbox._work(deadline)
        self._note(outcome)
        # The other cursor wrote the progress too: this one needs a newer snapshot.
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self.env["ir.cron"]._commit_progress(remaining=outcome.remaining)
        return outcome

    @contextmanager
    def _work_cursor(self):
        with self.env.registry.cursor() as cr:
            env = self.env(cr=cr)
            mailbox = self.with_env(env).with_company(self.company_id)
            yield mailbox.with_context(
                fetchmail_cron_running=True,
                default_fetchmail_server_id=self.id,
                mail_notify_force_send=False,
            )

    def _work(self, deadline):
        """All stations in turn; the transaction is committed at each."""
        progress = _Progress(self.env, deadline)
        try:
            progress.settled += self.env["fetchmail.message"]._process_due(self)
            with self._open_session() as session:
                self._empty(session, progress)
        except MailboxError as error:
            self.env.cr.rollback()
            return RunOutcome(progress.settled, 0, error)
        except Exception as error:
            self.env.cr.rollback()
            log_failure(_logger, "Mailbox %d", error, self.id)
            trouble = RetryLater("internal_error", type(error).__name__)
            return RunOutcome(progress.settled, 0, trouble)
        return RunOutcome(progress.settled, progress.remaining)

    def _empty(self, session, progress):
        """Shelf, desk and bin, chunk by chunk, until nothing is new or time is up."""
        listed = session.list_messages()
        fresh, settled = self._sort_listing(listed)
        self._delete(session, settled)
        progress.remaining = len(fresh)
        for chunk in self._chunks(fresh):
            rows = self._store(session, chunk)
            self.env["ir.cron"]._commit_progress()
            rows._process()
            self._delete(session, rows)
            if not progress.advance(rows, len(chunk)):
                break
        if not progress.remaining:
            self._forget_missing(listed)
        gone = session.close()
        self._mark_removed(ref.key for ref in gone)
        self.env["ir.cron"]._commit_progress()

    def _sort_listing(self, listed):
        """(messages without a row, settled rows still there) of a listing.

        New mail comes before existing mail, each oldest first. A message that a
        person flagged as deleted is left to that person.
        """
        rows = self._rows_by_key([message.ref.key for message in listed])
        existing = set(self.import_keys or ())
        fresh = [
            message
            for message in listed
            if not message.flagged_deleted and _is_new(message, rows)
        ]
        fresh.sort(key=lambda message: message.ref.key in existing)
        deletable = self.env["fetchmail.message"].browse(
            row_id
            for row_id, state, remote in rows.values()
            if state != "received" and remote == "present"
        )
        return fresh, deletable

    def _rows_by_key(self, keys):
        """Remote key -> (id, state, remote state) of this mailbox's journal rows."""
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

    def _chunks(self, messages):
        """`messages` in runs bounded by count and bytes, in their order.

        Those that were under way when a connection broke come last, each alone: a
        server may break it off over one damaged message.
        """
        suspects = set(self.suspect_keys or ())
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
        yield from ([m] for m in messages if m.ref.key in suspects)

    def _size_limit(self):
        return self.max_message_mib * MIB

    def _store(self, session, chunk):
        """Insert the rows of `chunk` with their bytes; returns them, uncommitted."""
        Journal = self.env["fetchmail.message"]
        vals_list = []
        try:
            for fetched in self._fetch(session, chunk):
                size = next(m.size for m in chunk if m.ref == fetched.ref)
                vals_list.append(Journal._received_values(self, fetched, size))
        except ParkMessage as error:
            vals_list += [
                Journal._unreadable_values(self, k, error) for k in error.keys
            ]
        except RetryLater as error:
            if len(chunk) == 1 and chunk[0].ref.key in (self.suspect_keys or ()):
                lost = Journal._unreadable_values(self, chunk[0].ref.key, error)
                Journal._store(self, [lost])
                self.env["ir.cron"]._commit_progress()
            raise
        return Journal._store(self, vals_list)

    def _fetch(self, session, chunk):
        """Whole messages, then the beginnings of those over the size limit."""
        limit = self._size_limit()
        yield from session.fetch([m.ref for m in chunk if m.size <= limit])
        for message in chunk:
            if message.size > limit:
                yield session.fetch_head(message.ref, HEAD_BYTES)

    def _delete(self, session, rows):
        """Bin: take settled rows' messages off the server, and note those gone."""
        present = rows.filtered(
            lambda row: row.state != "received" and row.remote_state == "present"
        )
        if present:
            gone = self._take_off(session, present._remote_refs())
            self._mark_removed(ref.key for ref in gone)
            self.env["ir.cron"]._commit_progress()

    def _take_off(self, session, refs):
        """Take settled messages out of the mailbox; refs of those gone by now."""
        return session.delete(refs)

    def _taken_off_state(self):
        """The journal's `remote_state` of messages that were taken off (str)."""
        return "removed"

    def _mark_removed(self, keys):
        keys = list(keys)
        for start in range(0, len(keys), KEYS_PER_QUERY):
            self.env["fetchmail.message"].search(
                [
                    ("server_id", "=", self.id),
                    ("remote_key", "in", keys[start : start + KEYS_PER_QUERY]),
                    ("remote_state", "=", "present"),
                ]
            ).write({"remote_state": self._taken_off_state()})

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

    def _note(self, outcome):
        """Write what came of a run, in the cursor that holds the mailbox's lock."""
        now = fields.Datetime.now()
        if not outcome.error:
            self._tell_of_recovery()
            values = {**NO_TROUBLE, "suspect_keys": False}
            if self.import_running and not outcome.remaining:
                values |= {"import_running": False, "import_keys": False}
        else:
            values = self._failure_values(outcome.error, now)
        self.with_context(fetchmail_cron_running=True).write({"date": now, **values})

    def _failure_values(self, error, now):
        passing = isinstance(error, RetryLater)
        log = _logger.info if passing else _logger.warning
        log("Mailbox %s (id %d) was not fetched: %s", self.name, self.id, error)
        failures = self.failure_count + 1
        self._tell_of_error(error, failures)
        return {
            "error_code": error.code,
            "error_message": self._error_sentence(error),
            "error_date": self.error_date or now,
            "failure_count": failures,
            "suspect_keys": list(error.keys) or self.suspect_keys,
            "retry_after": CONNECTIONS.next_attempt(failures, now),
        }

    def _tell_of_error(self, error, failures):
        """Tell people that a run has failed, the last of so many in a row."""
        if failures == FAILURES_TO_TELL:
            self._tell_of_failure(self._error_sentence(error))


def _is_new(message, rows):
    """True for a message without a row, or whose POP3 key is of a removed one."""
    row = rows.get(message.ref.key)
    return not row or (row[2] == "removed" and not message.ref.validity)


class _Progress:
    """Counts a run's work, and says whether there is time for more."""

    def __init__(self, env, deadline):
        self._cron, self._deadline = env["ir.cron"], deadline
        self.settled = self.remaining = 0

    def advance(self, rows, count):
        """Note a chunk of `count` messages done; False where the run must end."""
        self.settled += len(rows.filtered(lambda row: row.state != "received"))
        self.remaining = max(self.remaining - count, 0)
        left = self._cron._commit_progress(count, remaining=self.remaining)
        rows.env.invalidate_all()
        if self._deadline and time.monotonic() > self._deadline:
            return False
        return left > 0 and self.remaining > 0
