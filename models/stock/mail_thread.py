"""The gateway's hooks that must sit on every match, each short, each with super()."""

from odoo import api, models

from ..batch import BATCH


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _detect_is_bounce(self, message, message_dict):
        """What the batch files was decided on before, and is no bounce (Odoo hook).

        Stock takes every multipart/report for one, read receipts too, and keeps only
        the first part of such a message.
        """
        if self.env.context.get(BATCH):
            return False
        return super()._detect_is_bounce(message, message_dict)
