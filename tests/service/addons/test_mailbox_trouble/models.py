"""A neighbour that never gets done with some mails, or ends the process over them."""

import os
import signal
import time

from odoo import api, models

LONGER_THAN_ODOO_WAITS = 3600  # seconds


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Mails called "Endless" and "Deadly" are what their names say (Odoo hook)."""
        subject = msg_dict.get("subject") or ""
        if subject.startswith("Endless"):
            time.sleep(LONGER_THAN_ODOO_WAITS)
        if subject.startswith("Deadly"):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().message_new(msg_dict, custom_values)
