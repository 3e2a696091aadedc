"""The description of a case made from a message folds what the message quotes."""

from odoo import api, models

from ..tools.quotes.fold import MARK
from ..tools.quotes.toggle import toggle_quotes


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def message_new(self, msg, custom_values=None):
        """The editor folds in its own form (Odoo hook)."""
        desk = self.env.context.get("case_mailbox_desk")
        if desk and MARK in (msg.get("body") or ""):
            custom_values = dict(custom_values or {})
            description = self._mailbox_description(msg["body"], desk)
            custom_values.setdefault("description", description)
        return super().message_new(msg, custom_values)

    @api.model
    def _mailbox_description(self, body, desk):
        """The text of a history entry in the form of the description."""
        title = self.env._("Earlier messages")
        return toggle_quotes(body, title, f"case-mail-{desk.filing.row.id}") or body

    def _message_post_after_hook(self, message, msg_values):
        """Pictures are put into the description only now; see the filing of cases."""
        result = super()._message_post_after_hook(message, msg_values)
        desk = self.env.context.get("case_mailbox_desk")
        if (
            desk
            and desk.filing.is_new
            and desk.filing.has_pictures
            and message.message_id == desk.filing.message_id
            and MARK in message.body
        ):
            self.description = self._mailbox_description(message.body, desk)
        return result
