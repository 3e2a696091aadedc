"""Messages that the server did not hand out, and that a person asks for again."""

from odoo import api, models
from odoo.fields import Domain

from ...tools.reasons import because

WITHOUT_BYTES = Domain("state", "=", "received") & Domain("raw_state", "=", "missing")


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _ask_again(self):
        """Let the next session ask for these, each alone; it begins at once.

        What stood against them counts no longer. Their errors stay until it is known
        what came of it.
        """
        self._check_manager()
        rows = self.sudo()
        rows.write({"state": "received", "settled_date": False, "attempts": 0})
        for mailbox, asked in rows.grouped("server_id").items():
            mailbox._forget_suspicion(asked.mapped("remote_key"))
        rows.server_id._schedule_now()

    @api.model
    def _asked_again(self, mailbox):
        """The rows of `mailbox` that wait for their bytes."""
        return self.search(WITHOUT_BYTES & Domain("server_id", "=", mailbox.id))

    def _is_asked_again(self):
        self.ensure_one()
        return bool(self.filtered_domain(WITHOUT_BYTES))

    def _waiting_for(self, vals):
        """That of these rows which waits for the bytes of `vals`, if any."""
        return self.filtered(
            lambda row: row.remote_key == vals["remote_key"] and row._is_asked_again()
        )[:1]

    def _park_gone(self):
        """There is nothing left to ask for."""
        for row in self:
            row._park(because("gone"))
            row.remote_state = "removed"
