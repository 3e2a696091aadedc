"""The log of a mailbox's runs: when, how long, what came of it; each in its own row."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from odoo import api, fields, models

from ...tools.errors import RetryLater
from ..groups import ADMINISTRATOR
from ..names import LOG_DAYS, LOG_DAYS_PARAMETER

VACUUM_BATCH = 5000


@dataclass(frozen=True)
class RunStart:
    """When a run began (naive, UTC; and monotonic), and the last row before it."""

    date: datetime
    clock: float
    last_row_id: int


class FetchmailMailboxRun(models.Model):
    _name = "fetchmail.mailbox.run"
    _description = "Mailbox Run"
    _order = "id desc"
    _rec_name = "date"

    server_id = fields.Many2one(
        "fetchmail.server", string="Mailbox", required=True, ondelete="cascade"
    )
    date = fields.Datetime(string="Start", required=True)
    last_date = fields.Datetime(
        string="Last Start", help="Of several runs in a row that found nothing new."
    )
    runs = fields.Integer(default=1, help="Runs in a row that found nothing new.")
    seconds = fields.Float(digits=(16, 1))
    fetched = fields.Integer()
    filed = fields.Integer()
    ignored = fields.Integer()
    held = fields.Integer()
    failed = fields.Integer()
    error_code = fields.Char(help="What went wrong, as it is named in the code.")
    error_said = fields.Json(
        groups=ADMINISTRATOR,
        help="The error as it came, for a sentence in each reader's language.",
    )
    error = fields.Text(compute="_compute_error", search="_search_error")

    _server_index = models.Index("(server_id, id)")

    @api.depends("error_said")
    @api.depends_context("lang", "tz")
    def _compute_error(self):
        for run in self.sudo():
            mailbox = run.server_id
            run.error = mailbox._retold(run.error_said, mailbox._past_sentence)

    def _search_error(self, operator, value):
        """Whether there is one; its words are another's in each language."""
        if operator not in ("=", "!=", "in", "not in"):
            return NotImplemented
        return [("error_code", operator, value)]

    @api.autovacuum
    def _forget_old_runs(self):
        return self.env["fetchmail.server"]._forget_log(self, "write_date")


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    @api.model
    def _forget_log(self, rows, date_field):
        """Delete what is older in a log (an empty record of its model) than logs are
        kept; how many were, and whether there are more."""
        days = self.env["ir.config_parameter"].sudo().get_param(LOG_DAYS_PARAMETER)
        kept = int(days) if days and days.isdigit() else LOG_DAYS
        before = fields.Datetime.now() - timedelta(days=kept)
        old = rows.sudo().search([(date_field, "<", before)], limit=VACUUM_BATCH)
        old.unlink()
        return len(old), len(old) == VACUUM_BATCH

    def _past_sentence(self, error):
        """As `_error_sentence`, of a run that is over: nothing is said of what comes
        next."""
        return self._told(self._error_sentences(), error, "")

    def _run_start(self):
        """What `_log_run` has to know of a run that begins now (`RunStart`)."""
        last = self.env["fetchmail.message"].search(
            [("server_id", "=", self.id)], order="id desc", limit=1
        )
        return RunStart(fields.Datetime.now(), time.monotonic(), last.id or 0)

    def _log_run(self, start, error):
        """Add a run that has ended to the log; `error` (`MailboxError` or None). Runs
        in a row that found nothing new are one row."""
        if not self.exists():  # deleted meanwhile
            return
        Run = self.env["fetchmail.mailbox.run"].sudo()
        counts = self._counted_since(start)
        if not counts["fetched"] and not error:
            last = Run.search([("server_id", "=", self.id)], limit=1)
            if last and not last.fetched and not last.error_code:
                last.write({"last_date": start.date, "runs": last.runs + 1})
                return
        Run.create(
            {
                "server_id": self.id,
                "date": start.date,
                "seconds": time.monotonic() - start.clock,
                "error_code": error and error.code,
                "error_said": error and error.as_json(fields.Datetime.now()),
                **counts,
            }
        )

    def _log_broken_run(self, start, error):
        """As `_log_run`, of a run that ended with an exception that is no
        `MailboxError`; what it had not committed is rolled back."""
        self.env.cr.rollback()
        self._log_run(start, RetryLater("internal_error", type(error).__name__))

    def _counted_since(self, start):
        """What became of the messages of a run (dict of field values)."""
        counts = dict(
            self.env["fetchmail.message"]._read_group(
                [("server_id", "=", self.id), ("id", ">", start.last_row_id)],
                ["state"],
                ["__count"],
            )
        )
        return {
            "fetched": sum(counts.values()),
            "filed": counts.get("done", 0),
            "ignored": counts.get("ignored", 0),
            "held": counts.get("held", 0),
            "failed": counts.get("parked", 0),
        }
