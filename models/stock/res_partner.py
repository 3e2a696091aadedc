"""Contacts: whom a batch of messages does not know is asked for once."""

from odoo import api, models
from odoo.tools.mail import email_normalize

from ..names import STRANGERS


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _note_strangers(self, addresses):
        """Remember, for this transaction, which normalised addresses nobody has."""
        known = self.sudo().search_fetch(
            [("email_normalized", "in", list(addresses))], ["email_normalized"]
        )
        self.env.cr.cache[STRANGERS] = frozenset(addresses) - frozenset(
            known.mapped("email_normalized")
        )

    @api.model
    def _find_or_create_from_emails(
        self,
        emails,
        ban_emails=None,
        filter_found=None,
        additional_values=None,
        no_create=False,
        sort_key=None,
        sort_reverse=True,
    ):
        """Answer for known strangers without a search (Odoo hook)."""
        strangers = self.env.cr.cache.get(STRANGERS)
        if no_create and strangers and emails:
            if all(email_normalize(email) in strangers for email in emails):
                return [self.browse()] * len(emails)
        return super()._find_or_create_from_emails(
            emails,
            ban_emails=ban_emails,
            filter_found=filter_found,
            additional_values=additional_values,
            no_create=no_create,
            sort_key=sort_key,
            sort_reverse=sort_reverse,
        )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.cr.cache.pop(STRANGERS, None)
        return super().create(vals_list)

    def write(self, vals):
        if "email" in vals or "active" in vals:
            self.env.cr.cache.pop(STRANGERS, None)
        return super().write(vals)
