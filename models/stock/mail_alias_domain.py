"""Aliases: asked for a whole batch of messages at once, not for each address."""

from odoo import api, models

from ..batch import BATCH


class MailAliasDomain(models.Model):
    _inherit = "mail.alias.domain"

    @api.model
    def _find_aliases(self, email_list):
        """Skip the search for addresses that the batch knows to be none (Odoo hook)."""
        batch = self.env.context.get(BATCH)
        known = batch.lookups.not_aliases if batch else frozenset()
        return super()._find_aliases([e for e in email_list if e not in known])
