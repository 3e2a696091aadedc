"""An agent's answer by email goes to the customer, as if written in the case."""

from odoo import models
from odoo.tools.mail import formataddr


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def message_post(self, **kwargs):
        """The customer gets what an agent answers by email (Odoo hook)."""
        desk = self.env.context.get("case_mailbox_desk")
        answer = desk and desk.agent_answer
        if (
            answer
            and kwargs.get("message_id") == desk.filing.message_id
            and not kwargs.get("is_internal")
        ):
            kwargs |= self._customer_recipient(kwargs)
        return super().message_post(**kwargs)

    def _customer_recipient(self, kwargs):
        """Arguments of `message_post` by which it reaches the customer (dict)."""
        if self.partner_id:
            partner_ids = kwargs.get("partner_ids") or []
            return {"partner_ids": [*partner_ids, self.partner_id.id]}
        if self.partner_email:
            address = formataddr((self.partner_name or "", self.partner_email))
            return {"outgoing_email_to": address}
        return {}
