"""What a mailbox shows of its status; stock's servers have one, too."""

from odoo import fields, models

SHOWN = (
    "date",
    "error_code",
    "error_message",
    "error_date",
    "failure_count",
    "retry_after",
    "pause_until",
    "reconnect_needed",
    "import_running",
    "import_pause",
    "refused_count",
    "removal_retry",
)


def _shown(kind, name):
    return kind(
        related=f"status_ids.{name}",
        inverse="_inverse_status",
        readonly=True,
        copy=False,
    )


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    status_ids = fields.One2many(
        "fetchmail.mailbox.status", "server_id", string="Runs", copy=False
    )
    date = _shown(fields.Datetime, "date")
    success_date = fields.Datetime(
        related="status_ids.success_date", string="Last Success"
    )
    error_code = _shown(fields.Char, "error_code")
    error_date = _shown(fields.Datetime, "error_date")
    failure_count = _shown(fields.Integer, "failure_count")
    retry_after = _shown(fields.Datetime, "retry_after")
    pause_until = _shown(fields.Datetime, "pause_until")
    reconnect_needed = _shown(fields.Boolean, "reconnect_needed")
    import_running = _shown(fields.Boolean, "import_running")
    import_pause = _shown(fields.Datetime, "import_pause")
    refused_count = _shown(fields.Integer, "refused_count")
    removal_retry = _shown(fields.Datetime, "removal_retry")

    def _inverse_status(self):
        """Stock notes its runs on the server."""
        for server in self:
            given = {name: server[name] for name in SHOWN}
            status = server._status() or server._make_status()
            if status.error_said:  # what is shown is told anew for each reader
                given["error_message"] = status.error_message
            changed = {n: value for n, value in given.items() if value != status[n]}
            if changed:
                status.write(changed)

    def _make_status(self):
        rows = self.env["fetchmail.mailbox.status"].sudo()
        return rows.create([{"server_id": server.id} for server in self])

    def _status(self):
        """The row that runs write."""
        self.ensure_one()
        return self.sudo().status_ids
