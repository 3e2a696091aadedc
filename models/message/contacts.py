"""People whom a mail names become contacts, and follow, where the mailbox says so."""

from odoo import api, models
from odoo.fields import Domain

from ...tools.mail import is_machine
from ...tools.policy import (
    copied_people,
    domain_of,
    is_free_mail,
    site_domain,
)
from ..names import STRANGERS


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _make_contacts(self, mail, match, batch):
        """The sender, and whom the mail names in Cc, as far as the mailbox says so, and
        From is not known as forged."""
        if not mail.inbound.from_.email or self._is_known_as_forged(mail.inbound):
            return
        person = self._writing_person(mail, batch)
        if person and self._makes_contact(person, mail, match, batch):
            self._make_contact(person, mail, batch)
        person_wrote = mail.verdict.kind == "human" and not self.is_import
        if self.server_id.cc_follow and person_wrote:
            ours = self._never_followers(mail.inbound, batch)
            self._make_cc_contacts(copied_people(mail.inbound, ours))

    def _writing_person(self, mail, batch):
        """The `Address` of who wrote: the sender, or whom a website's form names, which
        may be nobody (None)."""
        if mail.form:
            return self._form_customer(mail, batch)
        return mail.inbound.from_

    def _makes_contact(self, person, mail, match, batch):
        """Whether `person` is one nobody knew, whose mail opens a ticket now."""
        address = person.email
        return (
            self.server_id.create_contact
            and "@" in address
            and mail.verdict.kind == "human"
            and self._may_open(match)
            and address not in batch.lookups.own_addresses
            and not self._is_contact(address, batch)
        )

    def _make_contact(self, sender, mail, batch):
        """A contact for who wrote (`Address`); below the one company that has its
        domain, where the address is proven to be the sender's."""
        company = self.server_id.company_id
        Partner = self.env["res.partner"]
        employer = Partner
        if self._is_proven(mail):
            domain = domain_of(sender.email)
            employer = Partner._company_of_domain(domain, company)
        strangers = self.env.cr.cache.get(STRANGERS, frozenset())
        Partner.create(
            {
                "name": sender.spoken_name,
                "email": sender.email,
                "company_id": company.id,
                "parent_id": employer.id,
                **self._lang_of_new_contact(),
            }
        )
        # The others of the batch are as unknown as before.
        self.env.cr.cache[STRANGERS] = strangers - {sender.email}
        batch.senders.contacts.setdefault(sender.email, set()).add(company.id)

    def _is_proven(self, mail):
        """True where a person released the message, its sender confirmed it, or the
        address is the sender's own, which is never that of whom a form names."""
        if mail.form:
            return False
        return (
            self.is_released
            or self.is_confirmed
            or self.server_id._authentication(mail.inbound).passed
        )

    def _never_followers(self, inbound, batch):
        """Our own addresses, and those in the message that are ours by a plus-tag, mail
        aliases of this Odoo, or machines' (frozenset)."""
        named = {address.email for address in (*inbound.to, *inbound.cc)}
        named.update(inbound.delivered_to)
        return batch.lookups.own_addresses | {
            email
            for email in named
            if email
            and (
                batch.lookups.is_own(email)
                or email not in batch.lookups.not_aliases
                or is_machine(email)
            )
        }

    def _make_cc_contacts(self, people):
        """Contacts for those of `people` (`Address`es) whom nobody knows."""
        if not people:
            return
        Partner = self.env["res.partner"]
        known = Partner.search_fetch(
            [("email_normalized", "in", [person.email for person in people])],
            ["email_normalized"],
        ).mapped("email_normalized")
        strangers = self.env.cr.cache.get(STRANGERS, frozenset())
        made = Partner.create(
            [
                {
                    "name": person.spoken_name,
                    "email": person.email,
                    "company_id": self.server_id.company_id.id,
                }
                for person in people
                if person.email not in known
            ]
        )
        # The others of the batch are as unknown as before.
        made_addresses = set(made.mapped("email_normalized"))
        self.env.cr.cache[STRANGERS] = strangers - made_addresses


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
