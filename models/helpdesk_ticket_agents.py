"""An agent's answer by email goes to the customer, as if written in the case."""

from odoo import models


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
            kwargs |= self._mailbox_customer_values(kwargs)
        return super().message_post(**kwargs)
