"""An accepted stranger becomes a contact, where the mailbox says so."""

from odoo import api, models
from odoo.fields import Domain

from ..tools.senders import domain_of, is_free_mail, site_domain
from .res_partner import STRANGERS


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _file(self, letter, thread, desk):
        if self._makes_contact(letter, thread, desk):
            self._make_contact(letter.inbound.from_, desk)
        return super()._file(letter, thread, desk)

    def _makes_contact(self, letter, thread, desk):
        """Whether the sender is a person nobody knew, whose mail opens a case now."""
        address = letter.inbound.from_.email
        return (
            self.server_id.create_contact
            and "@" in address
            and letter.verdict.kind == "human"
            and self._may_open(thread)
            and address not in desk.own_addresses
            and not self._is_contact(letter, desk)
        )

    def _make_contact(self, sender, desk):
        """A contact for an `Address`, below the one company that has its domain."""
        company = self.server_id.company_id
        Partner = self.env["res.partner"]
        strangers = self.env.cr.cache.get(STRANGERS, frozenset())
        Partner.create(
            {
                "name": sender.name or sender.email,
                "email": sender.email,
                "company_id": company.id,
                "parent_id": Partner._company_of_domain(
                    domain_of(sender.email), company
                ).id,
            }
        )
        # The others of the batch are as unknown as before.
        self.env.cr.cache[STRANGERS] = strangers - {sender.email}
        desk.contacts.setdefault(sender.email, set()).add(company.id)


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _company_of_domain(self, domain, company):
        """The one company contact with this domain in its email or website; none for
        a domain at which anybody can have an address, nor where several match."""
        if not domain or is_free_mail(domain):
            return self.browse()
        found = self.search(
            Domain("is_company", "=", True)
            & Domain("company_id", "in", (False, company.id))
            & (
                Domain("email_normalized", "=ilike", f"%@{domain}")
                | Domain("website", "ilike", domain)
            )
        )
        exact = found.filtered(
            lambda partner: (
                domain
                in (
                    domain_of(partner.email_normalized or ""),
                    site_domain(partner.website or ""),
                )
            )
        )
        return exact if len(exact) == 1 else self.browse()
