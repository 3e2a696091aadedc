"""One run over a mailbox: connect, store, process, remove from the server."""

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

from ...tools.errors import MailboxError, ReconnectNeeded, RetryLater
from ...tools.policy import CONNECTIONS
from ..values import log_failure
from .conflicts import level_of
from .progress import Progress
from .refused_mail import Asked
from .run_lock import run_lock
from .status_row import NO_TROUBLE

_logger = logging.getLogger(__name__)

BUSY_PAUSE = timedelta(minutes=1)  # as exact as Odoo's scheduler is
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

    `waiting`: those on the server that are not read now, but later. `handed_out`:
    whether the last session got any message. `busy`: another run is at work, so this
    one did nothing; `crowded`: others have all connections of the account, so that it
    is busy, too. `outdated`: meanwhile a person took the mailbox offline or connected
    it anew, so that the run ended early and what it met with says nothing any more.
    """

    settled: int = 0
    remaining: int = 0
    waiting: int = 0
    handed_out: bool = False
    error: MailboxError | None = None
    busy: bool = False
    crowded: bool = False
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
        mailbox._tell_of_copy()
        if mailbox and not mailbox._has_to_wait() and mailbox._run().busy:
            # What this run was triggered for came too late for the other one.
            mailbox.cron_id._trigger(fields.Datetime.now() + BUSY_PAUSE)

    def _has_to_wait(self):
        """Whether no run may begin by itself now: until a person has reconnected, after
        a failed one, or as long as the account is to be left alone."""
        retry = self.retry_after
        is_early = bool(retry and retry > fields.Datetime.now())
        return self.reconnect_needed or is_early or bool(self._left_alone_until())

    def _fetch_mail(self, batch_limit=50):
        """Mailboxes are fetched by their own scheduled action (Odoo hook)."""
        mailboxes = self.filtered("case_mailbox")
        error = super(FetchmailServer, self - mailboxes)._fetch_mail(batch_limit)
        if "cron_id" in self.env.context:
            return error
        for mailbox in mailboxes:
            if not mailbox._left_alone_until():
                error = mailbox._run().error or error
        return error

    def _run(self, seconds=None):
        """Fetch, process and delete for at most `seconds`; returns a `RunOutcome`.

        Works in a cursor of its own, whose connection holds the lock of the mailbox's
        runs. Commits this one, so that it sees what was done.
        """
        self.ensure_one()
        deadline = time.monotonic() + seconds if seconds else None
        with self._work_cursor() as (mailbox, hindrance):
            outcome = hindrance or mailbox._run_alone(deadline)
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self.env["ir.cron"]._commit_progress(remaining=outcome.remaining)
        return outcome

    @contextmanager
    def _work_cursor(self):
        """This mailbox in a cursor that alone may run it, and the `RunOutcome` where
        that is not so: another one does, or others have all connections that the
        account may have; else None."""
        with (
            self.env.registry.cursor() as cr,
            run_lock(cr, self.id) as is_alone,
            self.with_env(self.env(cr=cr))._connection_slot(cr) as has_connection,
        ):
            hindrance = None
            if not is_alone or not has_connection:
                hindrance = RunOutcome(busy=True, crowded=is_alone)
            yield self.with_env(self.env(cr=cr)), hindrance

    def _run_alone(self, deadline):
        if not self._is_ready():
            return RunOutcome(outdated=True)
        settings = self._run_settings()
        working = self.with_company(self.company_id).with_context(
            fetchmail_cron_running=True,
            default_fetchmail_server_id=self.id,
            mail_notify_force_send=False,
        )
        start = working._run_start()
        try:
            working._suspect_left_over()
            outcome = working._work(deadline)
            told = retrying(partial(self._conclude, outcome, settings), self.env)
        except Exception as error:
            retrying(partial(self._log_broken_run, start, error), self.env)
            raise
        retrying(partial(self._log_run, start, told.error), self.env)
        return told

    def _is_ready(self):
        found = self.exists().filtered_domain(READY)
        # Nobody sees what belongs to an archived company: its mail stays where it is.
        is_seen = not found.company_id or found.company_id.active
        return bool(found) and is_seen and not found.is_copied

    def _run_settings(self):
        """What a run depends on (tuple of values), as it is committed now."""
        mailbox = self.exists()
        if not mailbox:
            return ()
        count = mailbox._status().connect_count
        return (count, *(mailbox[name] for name in RUN_SETTINGS))

    def _work(self, deadline):
        """The mailbox, and then its Sent folder; the transaction is committed at each
        step."""
        outcome = self._work_past_token_end(deadline)
        if self._is_ready() and self.sent_folder and not outcome.error:
            # The mailbox itself was fetched, whatever is wrong with this folder.
            asked = Asked()
            error = self._trouble_of(self._read_sent_folder, asked)
            self._note_sent_error(error, asked)
            if error and error.pause:  # for the account, whatever the folder
                outcome = replace(outcome, error=error)
        return outcome

    def _work_in_session(self, deadline):
        """What can be done with one session."""
        progress = Progress(self, deadline)
        error = self._trouble_of(self._work_on_server, progress)
        # What breaks over a removal is not the mailbox's trouble: it was read.
        is_of_removal = error is not None and error is progress.removal.broken_by
        if is_of_removal:
            error = None
        self._trouble_of(self._note_read, progress)
        self._note_broken_listing(error, progress)
        blamed = self._trouble_of(self._judge_refused, progress.asked, progress.listed)
        self._trouble_of(self._note_removal, progress.removal)
        error = error or blamed
        if error or is_of_removal:
            # What is stored here is processed all the same.
            self._trouble_of(self._process_met, progress)
        if not error:
            return RunOutcome(progress.settled, progress.remaining, progress.waiting)
        handed_out = bool(progress.asked.handed_out)
        return RunOutcome(progress.settled, error=error, handed_out=handed_out)

    def _trouble_of(self, step, *arguments):
        """Carry out a step of the run; the `MailboxError` it ended with, or None."""
        try:
            step(*arguments)
        except MailboxError as error:
            self.env.cr.rollback()
            return error
        except Exception as error:
            self.env.cr.rollback()
            log_failure(_logger, "Mailbox %d", error, self.id, level_of(error))
            return RetryLater("internal_error", type(error).__name__)
        return None

    def _work_on_server(self, progress):
        progress.settled += self.env["fetchmail.message"]._process_due(self)
        self._check_budget()
        with self._open_session() as session:
            progress.session = session
            self._drain(session, progress)

    def _process_met(self, progress, session=None):
        """Process messages that were met before; returns their rows.

        They come last, as one of them may end the worker. `session`: one to keep alive
        meanwhile.
        """

        def has_time():
            if session:
                session.keep_alive()
            return progress.has_time()

        rows, left = self.env["fetchmail.message"]._process_met(self, has_time)
        progress.settled += len(rows.filtered(lambda row: row.state != "received"))
        progress.remaining += left
        return rows

    def _drain(self, session, progress):
        """Store, process and remove by chunks, until nothing is new or time is up.

        What an earlier run has left is removed after all is read, as that may fail.
        """
        listed = session.list_messages()
        self._note_arrivals(session.next_ref(), listed)
        listed = self._without_left_mail(listed)
        progress.listed = {message.ref.key for message in listed}
        listed = self._stated_left_over(session, listed)
        fresh, settled = self._sort_listing(listed)
        read = self._read_new(session, self._without_lost(fresh), progress)
        if not progress.remaining:
            self._forget_missing(progress.listed)
        read |= self._process_met(progress, session)
        self._remove_left_over(session, read, settled, progress.removal)
        gone = session.close()
        self._mark_removed(ref.key for ref in gone)
        if not progress.remaining and not progress.waiting:
            self._note_listing(progress.listed - progress.asked.handed_out)
        progress.removal.end(gone)
        self.env["ir.cron"]._commit_progress()

    def _read_new(self, session, fresh, progress):
        """Store and process `fresh` messages; returns their rows."""
        settings, read = self._run_settings(), self.env["fetchmail.message"]
        progress.begin(fresh)
        for chunk in self._stated_chunks(session, fresh, progress):
            if self._is_postponed(chunk, progress):
                continue
            rows = self._fetch_chunk(session, chunk, progress)
            rows._process()
            read |= rows
            session.keep_alive()
            goes_on = progress.advance(rows, len(chunk))
            if not progress.removal.is_last:
                self._delete(session, rows, progress.removal)
            if not goes_on or self._run_settings() != settings:
                break
        return read

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
            suspects = self._suspected(outcome.error.keys, outcome.handed_out)
            values |= self._suspect_values(suspects)
        else:
            self._tell_of_recovery()
            values |= {**NO_TROUBLE, "success_date": now}
            if not outcome.remaining and not outcome.waiting:
                values |= {"import_running": False, "import_keys": False}
                values |= self._kept_suspect_values()
        self._status().write(values)

    def _failure_values(self, error, now):
        passing = isinstance(error, RetryLater)
        log = _logger.info if passing else _logger.warning
        log("Mailbox %s (id %d) was not fetched: %s", self.name, self.id, error)
        if self.reconnect_needed and not isinstance(error, ReconnectNeeded):
            # Whatever the server says meanwhile, what a person has to do stays shown.
            return {"pause_until": self._asked_pause_end(error, now)}
        failures = self.failure_count + 1
        self._tell_of_error(error, failures)
        return {
            "error_code": error.code,
            "error_message": self._error_sentence(error),
            "error_said": error.as_json(now),
            "error_date": self.error_date or now,
            "failure_count": failures,
            **self._next_attempt_values(error, failures, now),
        }

    def _asked_pause_end(self, error, now):
        """Until when the mail server asks to be left alone; False where it does not.
        Our own limit stops no button: the mailbox may have another one by now."""
        asks = error.pause and error.code != "budget_spent"
        return asks and now + error.pause

    def _next_attempt_values(self, error, failures, now):
        """Lost consent is a person's matter: no run tries again until somebody has
        reconnected."""
        if isinstance(error, ReconnectNeeded):
            return {
                "reconnect_needed": True,
                "retry_after": False,
                "pause_until": False,
            }
        return {
            "retry_after": CONNECTIONS.next_attempt(failures, now, error.pause),
            "pause_until": self._asked_pause_end(error, now),
        }
