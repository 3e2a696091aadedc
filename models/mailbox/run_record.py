"""The log of a mailbox's runs: when, how long, what came of it; each in its own row."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from odoo import api, fields, models

DAYS_PARAMETER = "helpdesk_mgmt_mailbox.run_log_days"
DAYS_KEPT = 30


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
    error = fields.Text()

    _server_index = models.Index("(server_id, id)")

    @api.autovacuum
    def _forget_old_runs(self):
        days = self.env["ir.config_parameter"].sudo().get_param(DAYS_PARAMETER)
        kept = timedelta(days=int(days or DAYS_KEPT))
        self.search([("write_date", "<", fields.Datetime.now() - kept)]).unlink()


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

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
            if last and not last.fetched and not last.error:
                last.write({"last_date": start.date, "runs": last.runs + 1})
                return
        Run.create(
            {
                "server_id": self.id,
                "date": start.date,
                "seconds": time.monotonic() - start.clock,
                "error": error and self._error_sentence(error),
                **counts,
            }
        )

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
