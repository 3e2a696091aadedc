"""Whether a mailbox works, told by one pair of fields on every screen."""

from odoo import api, fields, models

STATES = [
    ("connected", "Connected"),
    ("not_connected", "Not connected"),
    ("failing", "Failing"),
    ("paused", "Paused"),
    ("reconnect", "Reconnect needed"),
    ("offline", "Offline"),
]


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    connection_state = fields.Selection(STATES, compute="_compute_connection_state")
    connection_status = fields.Char(
        compute="_compute_connection_status",
        help="Whether mail is being fetched, or since when it is not.",
    )

    @api.depends(
        "active",
        "state",
        "is_copied",
        "reconnect_needed",
        "error_message",
        "pause_until",
    )
    def _compute_connection_state(self):
        for mailbox in self:
            mailbox.connection_state = mailbox._current_state()

    def _current_state(self):
        """One of `STATES`; what a person has to do comes before what passes."""
        if not self.active:
            return "offline"
        if self.reconnect_needed:
            return "reconnect"
        if self.state != "done" or self.is_copied:
            return "not_connected"
        if self.error_message:
            return "paused" if self.pause_until else "failing"
        return "connected"

    @api.depends("connection_state", "error_date")
    @api.depends_context("lang", "tz")
    def _compute_connection_status(self):
        labels = dict(self._fields["connection_state"]._description_selection(self.env))
        for mailbox in self:
            status = labels[mailbox.connection_state]
            if mailbox.connection_state == "failing" and mailbox.error_date:
                status = self.env._(
                    "Failing since %(moment)s",
                    moment=mailbox._moment_text(mailbox.error_date),
                )
            mailbox.connection_status = status

    def _moment_text(self, moment):
        """A moment (naive, UTC) where the user is: its time if it is today, else its
        day."""
        is_today = self._is_today(moment)
        return self._time_text(moment) if is_today else self._date_text(moment)
