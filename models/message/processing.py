"""Processing: what one bad message may cost the others."""

import logging

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.service.model import retrying
from odoo.tools import split_every

from ...tools.errors import printable
from ...tools.policy import MESSAGES
from ...tools.reasons import because, stored_reasons
from ..values import log_failure

_logger = logging.getLogger(__name__)

DUE_BATCH = 50


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    @api.model
    def _due(self, mailbox):
        """Waiting rows of `mailbox` whose time has come (`Domain`)."""
        now = fields.Datetime.now()
        return (
            Domain("server_id", "=", mailbox.id)
            & Domain("state", "=", "received")
            & Domain("raw_state", "!=", "missing")  # it waits for its bytes
            & (Domain("next_attempt", "=", False) | Domain("next_attempt", "<=", now))
        )

    @api.model
    def _process_due(self, mailbox):
        """Process waiting rows of `mailbox` that were never tried; number settled."""
        due = self.search(
            self._due(mailbox) & Domain("attempts", "=", 0),
            order="id",
        )
        settled = 0
        for ids in split_every(DUE_BATCH, due.ids):
            rows = self.browse(ids)
            rows._process()
            settled += len(rows.filtered(lambda row: row.state != "received"))
            self.env.invalidate_all()
        return settled

    @api.model
    def _process_met(self, mailbox, has_time):
        """Process due rows of `mailbox` that were tried before, each alone.

        Each may have ended a worker, so those with the fewest tries come first.
        `has_time` says whether there is time for another one, after the first. Returns
        the rows tried and the number of rows left.
        """
        met = self._due(mailbox) & Domain("attempts", ">", 0)
        ids = self.search(met, order="attempts, id").ids
        for number, row_id in enumerate(ids):
            if number and not has_time():
                return self.browse(ids[:number]).exists(), len(ids) - number
            row = self.browse(row_id)
            if retrying(row._begin_attempt, self.env):
                row._process_alone()
        return self.browse(ids).exists(), 0

    def _begin_attempt(self):
        """Count a try before it is made, as it may end the worker; whether to make it.

        After the last one the row is parked, unread.
        """
        self.ensure_one()
        if self.exists().state != "received":
            return False
        attempts, now = self.attempts + 1, fields.Datetime.now()
        if attempts > MESSAGES.max_attempts:
            self._park(because("ended_last", count=self.attempts))
            return False
        values = {
            "attempts": attempts,
            "next_attempt": MESSAGES.next_attempt(attempts, now),
        }
        if not self.error_codes:
            values["error_codes"] = stored_reasons(because("ended"))
        self.write(values)
        return True

    def _process(self):
        """Process waiting rows in one transaction; if that fails, one by one.

        Commits, so that a message that cannot be processed takes no other with it. What
        has a time for its next try is left to `_process_met`.
        """
        waiting = self.filtered(
            lambda row: row.state == "received" and not row.next_attempt
        )
        untried = waiting.filtered(lambda row: not row.attempts)
        if untried:
            untried.attempts = 1
            self.env["ir.cron"]._commit_progress()
        # Not inside an "except": the error holds all messages of the batch in memory,
        # where there may be no room beside them for one.
        if not waiting._process_together():
            waiting._process_alone()

    def _process_together(self):
        """Process rows in one transaction; whether that worked."""
        try:
            # Again where a person has changed the same meanwhile.
            retrying(self._run_pipeline, self.env)
        except Exception as error:
            self.env.cr.rollback()
            self.env.invalidate_all()
            _logger.info(
                "A batch of %d messages failed (%s); one by one now.",
                len(self),
                type(error).__name__,
            )
            return False
        return True

    def _process_alone(self):
        for row in self:
            try:
                retrying(row._run_pipeline, self.env)
            except Exception as error:
                self.env.cr.rollback()
                self.env.invalidate_all()
                log_failure(_logger, "Received message %d", error, row.id)
                row._failed(error)
                self.env["ir.cron"]._commit_progress()

    def _process_once(self):
        """Process rows within the caller's transaction, as a person's button does."""
        for row in self:
            try:
                with self.env.cr.savepoint():
                    row._run_pipeline()
            except OperationalError:
                raise
            except Exception as error:
                log_failure(_logger, "Received message %d", error, row.id)
                row.attempts += 1
                row._failed(error)

    def _failed(self, error):
        """Note that the try that was counted has failed: try again after a pause, or
        park the row for a person."""
        self.ensure_one()
        self._note_headers()
        reason = _failure_reason(error)
        next_attempt = MESSAGES.next_attempt(self.attempts, fields.Datetime.now())
        if next_attempt:
            told = stored_reasons(reason)
            self.write({"next_attempt": next_attempt, "error_codes": told})
        else:
            self._park(reason)

    def _park(self, reason):
        """Put the row aside for a person, who is told why."""
        self.write(
            {
                "state": "parked",
                "settled_date": fields.Datetime.now(),
                "next_attempt": False,
                "error_codes": stored_reasons(reason),
            }
        )
        self.server_id._tell_of_parked(self)

    def _note_headers(self):
        """A message that fails shows who wrote it, all the same, and about what."""
        try:
            with self.env.cr.savepoint():
                self._parse(self.env["fetchmail.server"]._own_addresses())
        except Exception as error:
            log_failure(_logger, "The headers of received message %d", error, self.id)


def _failure_reason(error):
    """What went wrong with a message, for a person (`Reason`)."""
    words, name = _first_line(error).rstrip("."), type(error).__name__
    if isinstance(error, UserError) and words:
        return because("refused_by_odoo", words=words)
    return because("not_processed", words=f"{words} ({name})" if words else name)


def _first_line(error):
    """An error's own words; the rest may quote the message's content."""
    lines = str(error).strip().splitlines()
    return printable(lines[0]) if lines else ""
