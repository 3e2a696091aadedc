"""People whom a mail names become contacts, and follow, where the mailbox says so."""

import logging

from psycopg2 import OperationalError

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import mute_logger

from ...tools.mail import is_machine
from ...tools.policy import (
    copied_people,
    domain_of,
    is_free_mail,
    site_domain,
)
from ..facts import Fact
from ..names import STRANGERS

_logger = logging.getLogger(__name__)


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _make_contacts(self, mail, match, batch):
        """The sender, and whom the mail names in Cc, as far as the mailbox says so, and
        From is not known as forged. Returns `Fact`s on those whom Odoo refuses."""
        facts = []
        if not mail.inbound.from_.email or self._is_known_as_forged(mail.inbound):
            return facts
        person = self._writing_person(mail, batch)
        if person and self._makes_contact(person, mail, match, batch):
            facts += self._make_contact(person, mail, batch)
        person_wrote = mail.verdict.kind == "human" and not self.is_import
        if self.server_id.cc_follow and person_wrote:
            ours = self._never_followers(mail.inbound, batch)
            facts += self._make_cc_contacts(copied_people(mail.inbound, ours))
        return facts

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
        domain, where the address is proven to be the sender's. Returns `Fact`s."""
        company = self.server_id.company_id
        Partner = self.env["res.partner"]
        employer = Partner
        if self._is_proven(mail):
            domain = domain_of(sender.email)
            employer = Partner._company_of_domain(domain, company)
        facts = self._create_contact(
            {
                "name": sender.spoken_name,
                "email": sender.email,
                "company_id": company.id,
                "parent_id": employer.id,
                **self._lang_of_new_contact(),
            }
        )
        if not facts:
            batch.senders.contacts.setdefault(sender.email, set()).add(company.id)
        return facts

    @api.model
    def _create_contact(self, values):
        """Create a contact; returns a `Fact` (list) where that is refused, by whatever
        an add-on demands of contacts: a ticket without one is better than none."""
        strangers = self.env.cr.cache.get(STRANGERS, frozenset())
        address, facts = values["email"], []
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                made = self.env["res.partner"].create(values)
                made.flush_recordset()
        except (OperationalError, MemoryError):
            raise  # nothing that is wrong with the contact
        except Exception as error:
            facts = [_refused(address, error)]
        # The others of the batch are as unknown as before.
        known = frozenset() if facts else {address}
        self.env.cr.cache[STRANGERS] = strangers - known
        return facts

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
        """Contacts for those of `people` (`Address`es) whom nobody knows. Returns
        `Fact`s."""
        if not people:
            return []
        Partner = self.env["res.partner"]
        known = Partner.search_fetch(
            [("email_normalized", "in", [person.email for person in people])],
            ["email_normalized"],
        ).mapped("email_normalized")
        company = self.server_id.company_id
        return [
            fact
            for person in people
            if person.email not in known
            for fact in self._create_contact(
                {
                    "name": person.spoken_name,
                    "email": person.email,
                    "company_id": company.id,
                }
            )
        ]


def _refused(address, error):
    """The `Fact` that no contact could be made for an address."""
    _logger.info("No contact was made for a sender: %s", type(error).__name__)
    is_said = isinstance(error, UserError)  # else it is for programmers
    why = str(error) if is_said else type(error).__name__
    return Fact("no_contact", {"address": address, "error": why})


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
