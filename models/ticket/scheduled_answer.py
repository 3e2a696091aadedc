"""An answer that is sent later is an answer like any other."""

import json

from odoo import models

from ..names import TICKET_MODEL


class MailScheduledMessage(models.Model):
    _inherit = "mail.scheduled.message"

    def _post_message(self, *args, **kwargs):
        """Odoo's own window says what is posted; what was scheduled otherwise would be
        a notification (Odoo hook), which the customer gets in Odoo's layout and does
        not find in the portal."""
        for scheduled in self:
            if scheduled.model == TICKET_MODEL and not scheduled.is_note:
                given = json.loads(scheduled.notification_parameters or "{}")
                values = json.dumps({"message_type": "comment", **given})
                scheduled.sudo().notification_parameters = values
        return super()._post_message(*args, **kwargs)
