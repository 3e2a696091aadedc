"""Internal users, by their addresses."""

from odoo import api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model
    def _mailbox_internal(self, addresses):
        """The internal users who have one of these normalised addresses (iterable; what
        is empty is nobody's)."""
        named = list(filter(None, addresses))
        return self.sudo().search(
            [("share", "=", False), ("email_normalized", "in", named)]
        )
