"""One run over a mailbox: door, shelf, desk, bin (see the journal for the desk)."""

import logging
import math
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import retrying

from ..tools.errors import MailboxError, RetryLater
from ..tools.retry import CONNECTIONS
from .desk import log_failure
from .fetchmail_mailbox_status import NO_TROUBLE
from .run_lock import run_lock

_logger = logging.getLogger(__name__)

KEYS_PER_QUERY = 1000
BUSY_PAUSE = timedelta(minutes=1)  # as exact as Odoo's scheduler is
FAILURES_TO_TELL = 3  # in a row; passing trouble is mostly over by then
READY = (
    Domain("case_mailbox", "=", True)
    & Domain("state", "=", "done")
    & Domain("active", "=", True)
)
# Where one of them changes, a run ends and what it found says nothing any more.
RUN_SETTINGS = (
    "state",
    "active",
    "protocol",
    "server",
    "port",
    "starttls",
    "certificate_authority",
    "authentication_type",
    "user",
    "email_address",
    "password",
    "imap_folder",
)


@dataclass(frozen=True)
class RunOutcome:
    """What a run did: settled and remaining messages, and the error it ended with.

    `busy`: another run is at work, so this one did nothing. `outdated`: meanwhile a
    person took the mailbox offline or connected it anew, so that the run ended early
    and what it met with says nothing any more.
    """

    settled: int = 0
    remaining: int = 0
    error: MailboxError | None = None
    busy: bool = False
    outdated: bool = False


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    @api.model
    def _run_mailbox(self, mailbox_id):
        """The scheduled action of one mailbox.

        Odoo calls it ten times, however long that takes. Past its time it only says
        that there is more to do: a worker that works for too long is ended.
        """
        if self.env.context.get("cron_end_time", math.inf) < time.monotonic():
            self.env["ir.cron"]._commit_progress(remaining=1)
            return
        mailbox = self.browse(mailbox_id).exists()
        now = fields.Datetime.now()
        if mailbox and not (mailbox.retry_after and mailbox.retry_after > now):
            if mailbox._run().busy:
                # What this run was triggered for came too late for the other one.
                mailbox.cron_id._trigger(now + BUSY_PAUSE)

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

        Works in a cursor of its own, whose connection holds the lock of the mailbox's
        runs. Commits this one, so that it sees what was done.
        """
        self.ensure_one()
        deadline = time.monotonic() + seconds if seconds else None
        outcome = RunOutcome(busy=True)
        with self._work_cursor() as mailbox:
            if mailbox:
                outcome = mailbox._run_alone(deadline)
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self.env["ir.cron"]._commit_progress(remaining=outcome.remaining)
        return outcome

    @contextmanager
    def _work_cursor(self):
        """This mailbox in a cursor that alone may run it; none if another one does."""
        with self.env.registry.cursor() as cr, run_lock(cr, self.id) as is_taken:
            mailbox = self.with_env(self.env(cr=cr))
            yield mailbox if is_taken else mailbox.browse()

    def _run_alone(self, deadline):
        if not self._is_ready():
            return RunOutcome(outdated=True)
        settings = self._run_settings()
        working = self.with_company(self.company_id).with_context(
            fetchmail_cron_running=True,
            default_fetchmail_server_id=self.id,
            mail_notify_force_send=False,
        )
        working._suspect_left_over()
        outcome = working._work(deadline)
        return retrying(partial(self._conclude, outcome, settings), self.env)

    def _is_ready(self):
        return bool(self.exists().filtered_domain(READY))

    def _run_settings(self):
        """What a run depends on (tuple of values), as it is committed now."""
        mailbox = self.exists()
        if not mailbox:
            return ()
        count = mailbox._status().connect_count
        return (count, *(mailbox[name] for name in RUN_SETTINGS))

    def _work(self, deadline):
        """All stations in turn; the transaction is committed at each."""
        progress = _Progress(self.env, deadline)
        error = self._trouble_of(self._work_on_server, progress)
        if not error:
            return RunOutcome(progress.settled, progress.remaining)
        # What is stored here is processed all the same.
        self._trouble_of(self._process_met, progress)
        return RunOutcome(progress.settled, 0, error)

    def _trouble_of(self, station, *arguments):
        """Go through a station; the `MailboxError` that it ended with, or None."""
        try:
            station(*arguments)
        except MailboxError as error:
            self.env.cr.rollback()
            return error
        except Exception as error:
            self.env.cr.rollback()
            log_failure(_logger, "Mailbox %d", error, self.id)
            return RetryLater("internal_error", type(error).__name__)
        return None

    def _work_on_server(self, progress):
        progress.settled += self.env["fetchmail.message"]._process_due(self)
        with self._open_session() as session:
            self._empty(session, progress)

    def _process_met(self, progress):
        """Process messages that were met before; returns their rows.

        They come last, as one of them may end the worker.
        """
        Journal = self.env["fetchmail.message"]
        rows, left = Journal._process_met(self, progress.has_time)
        progress.settled += len(rows.filtered(lambda row: row.state != "received"))
        progress.remaining += left
        return rows

    def _empty(self, session, progress):
        """Shelf, desk and bin, chunk by chunk, until nothing is new or time is up."""
        settings = self._run_settings()
        listed = session.list_messages()
        fresh, settled = self._sort_listing(listed)
        self._delete(session, settled)
        fresh = self._without_lost(fresh)
        progress.remaining = len(fresh)
        for chunk in self._chunks(fresh):
            rows = self._fetch_chunk(session, chunk)
            rows._process()
            self._delete(session, rows)
            goes_on = progress.advance(rows, len(chunk))
            if not goes_on or self._run_settings() != settings:
                break
        if not progress.remaining:
            self._forget_missing(listed)
        self._delete(session, self._process_met(progress))
        gone = session.close()
        self._mark_removed(ref.key for ref in gone)
        self.env["ir.cron"]._commit_progress()

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

    def _conclude(self, outcome, settings):
        """Note what came of a run, unless it is outdated; the outcome to be told."""
        if self._run_settings() == settings:
            self._note(outcome)
            return outcome
        self._status().write({"date": fields.Datetime.now(), "fetching_keys": False})
        remaining = outcome.remaining if self._is_ready() else 0
        return replace(outcome, remaining=remaining, error=None, outdated=True)

    def _note(self, outcome):
        """Write what came of a run."""
        now = fields.Datetime.now()
        values = {"date": now, "fetching_keys": False}
        if outcome.error:
            values |= self._failure_values(outcome.error, now)
        else:
            self._tell_of_recovery()
            values |= NO_TROUBLE
            if not outcome.remaining:
                values |= {
                    "suspect_keys": False,
                    "import_running": False,
                    "import_keys": False,
                }
        self._status().write(values)

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
            "suspect_keys": self._suspected(error.keys),
            "retry_after": CONNECTIONS.next_attempt(failures, now),
        }

    def _tell_of_error(self, error, failures):
        """Tell people that a run has failed, the last of so many in a row."""
        if failures == FAILURES_TO_TELL:
            self._tell_of_failure(self._error_sentence(error))


def is_new(ref, rows):
    """True for a message (`RemoteRef`) without a row, or whose POP3 key is of a removed
    one. `rows`: as `_rows_by_key` has them."""
    row = rows.get(ref.key)
    return not row or (row[2] == "removed" and not ref.validity)


class _Progress:
    """Counts a run's work, and says whether there is time for more."""

    def __init__(self, env, deadline):
        self._cron, self._deadline = env["ir.cron"], deadline
        self.settled = self.remaining = 0

    def has_time(self):
        """Commit; False where the run must end."""
        left = self._cron._commit_progress()
        return left > 0 and not (self._deadline and time.monotonic() > self._deadline)

    def advance(self, rows, count):
        """Note a chunk of `count` messages done; False where the run must end."""
        self.settled += len(rows.filtered(lambda row: row.state != "received"))
        self.remaining = max(self.remaining - count, 0)
        left = self._cron._commit_progress(count, remaining=self.remaining)
        rows.env.invalidate_all()
        if self._deadline and time.monotonic() > self._deadline:
            return False
        return left > 0 and self.remaining > 0
