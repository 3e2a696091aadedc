"""Which form a link to a mailbox opens, from a ticket or a received message."""

from odoo import models

from ..groups import ADMINISTRATOR, HELPDESK_MANAGER

FORM = "helpdesk_mgmt_mailbox.fetchmail_server_view_form"
CARD = "helpdesk_mgmt_mailbox.fetchmail_server_view_card"


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def get_formview_id(self, access_uid=None):
        """A mailbox opens in its own form, and for whoever may not change it as a card
        without settings (Odoo hook)."""
        if not self.case_mailbox:
            return super().get_formview_id(access_uid=access_uid)
        user = self.env["res.users"].browse(access_uid or self.env.uid)
        is_settings = user.has_group(HELPDESK_MANAGER) or user.has_group(ADMINISTRATOR)
        return self.env.ref(FORM if is_settings else CARD).id
