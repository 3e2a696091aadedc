"""The gateway's hooks that must sit on every thread, each short, each with super()."""

from odoo import api, models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _detect_is_bounce(self, message, message_dict):
        """What the desk files was judged before, and is no bounce (Odoo hook).

        Stock takes every multipart/report for one, read receipts too, and keeps only
        the first part of such a message.
        """
        if self.env.context.get("case_mailbox_desk"):
            return False
        return super()._detect_is_bounce(message, message_dict)
