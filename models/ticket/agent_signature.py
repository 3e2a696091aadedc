"""The signature below what an agent writes."""

from odoo import models
from odoo.tools import is_html_empty


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _notify_by_email_prepare_rendering_context(
        self, message, msg_vals=False, **options
    ):
        """Who has no signature signs nothing: Odoo would write "-- False" (Odoo
        hook)."""
        values = super()._notify_by_email_prepare_rendering_context(
            message, msg_vals=msg_vals, **options
        )
        if is_html_empty(values["author_user"].signature or ""):
            values["signature"] = ""
        return values
