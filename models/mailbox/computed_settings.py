"""Settings of servers that another add-on computes, as OCA's mail_environment does from
files: they have no value before a record is made."""

from odoo import models
from odoo.exceptions import ValidationError

PLAIN_TYPES = ("char", "integer", "boolean", "selection")


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _check_mailbox_host(self):
        """No constraint of Odoo, which would be checked before there is a value."""
        for mailbox in self.sudo().filtered("case_mailbox"):
            if not mailbox.server:
                raise ValidationError(
                    self.env._("Enter the host name of the mailbox's mail server.")
                )

    def _write_what_was_lost(self, vals):
        """OCA's mail_environment gives a new record the defaults of such fields instead
        of what is asked for."""
        fields_ = (self._fields[name] for name in vals)
        computed = [f.name for f in fields_ if not f.store and f.type in PLAIN_TYPES]
        if not computed:
            return
        self.invalidate_recordset()
        lost = {
            name: vals[name]
            for name in computed
            if vals[name] and self[name] != vals[name]
        }
        if lost:
            self.write(lost)
