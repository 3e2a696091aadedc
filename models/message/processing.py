"""The batch: stored messages are read, judged and filed, each in a bounded way."""

import logging

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

from ...tools.errors import printable
from ...tools.retry import MESSAGES
from ..values import log_failure

_logger = logging.getLogger(__name__)

DUE_BATCH = 50


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    @api.model
    def _process_due(self, mailbox):
        """Process waiting rows of `mailbox` whose time has come; number settled."""
        now = fields.Datetime.now()
        due = self.search(
            Domain("server_id", "=", mailbox.id)
            & Domain("state", "=", "received")
            & (Domain("next_attempt", "=", False) | Domain("next_attempt", "<=", now)),
            order="id",
        )
        settled = 0
        for ids in split_every(DUE_BATCH, due.ids):
            rows = self.browse(ids)
            rows._process()
            settled += len(rows.filtered(lambda row: row.state != "received"))
            self.env.invalidate_all()
        return settled

    def _process(self):
        """Process waiting rows in one transaction; if that fails, one by one.

        Commits, so that a message that cannot be processed takes no other with it.
        """
        waiting = self.filtered(lambda row: row.state == "received")
        try:
            waiting._run_pipeline()
            self.env["ir.cron"]._commit_progress()
        except Exception as error:
            self.env.cr.rollback()
            self.env.invalidate_all()
            _logger.info(
                "A batch of %d messages failed (%s); one by one now.",
                len(waiting),
                type(error).__name__,
            )
            waiting._process_alone()

    def _process_alone(self):
        for row in self:
            try:
                row._run_pipeline()
                self.env["ir.cron"]._commit_progress()
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
                row._failed(error)

    def _failed(self, error):
        """Note a failure: try again after a pause, or park the row for a person."""
        self.ensure_one()
        now = fields.Datetime.now()
        attempts = self.attempts + 1
        next_attempt = MESSAGES.next_attempt(attempts, now)
        values = {
            "attempts": attempts,
            "next_attempt": next_attempt,
            "error": f"{type(error).__name__}: {_first_line(error)}",
        }
        if not next_attempt:
            values |= {"state": "parked", "settled_date": now}
        self._note_headers()
        self.write(values)
        if not next_attempt:
            self.server_id._tell_of_parked(self)

    def _note_headers(self):
        """A message that fails shows who wrote it, all the same, and about what."""
        try:
            with self.env.cr.savepoint():
                self._parse(self.env["fetchmail.server"]._own_addresses())
        except Exception as error:
            log_failure(_logger, "The headers of received message %d", error, self.id)


def _first_line(error):
    """An error's own words; the rest may quote the message's content."""
    lines = str(error).strip().splitlines()
    return printable(lines[0]) if lines else ""
