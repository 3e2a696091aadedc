"""Filters that ask who wrote: denied, no new tickets, contacts only, confirmation."""

from odoo import models

from ...tools.reasons import because
from ..batch import Stop

DENIED = "denied"
NEW_CASES = "new_cases"
SENDER_FILTER = "sender_filter"
CONFIRMATION = "confirmation"


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _filter_denied(self, mail, match, batch):
        """Mail of a denied sender is ignored, existing mail and answers, too; and so is
        what a website's form sends for a denied person."""
        entries = self._sender_entries(self._people_of(mail), batch)
        entry = entries.filtered(lambda entry: entry.kind == "deny")[:1]
        if not entry:
            return None
        return Stop("ignored", because("denied", pattern=entry.pattern), DENIED)

    def _filter_new_tickets(self, mail, match, batch):
        """A mailbox may take only what belongs to a ticket."""
        mailbox = self.server_id
        if mailbox.allow_new_cases or not self._may_open(match):
            return None
        action, reason = mailbox.no_new_case_action, because("no_new_tickets")
        return self._stop(mail, action, reason, NEW_CASES, "no_new_case")

    def _filter_contacts(self, mail, match, batch):
        """A mailbox may take new tickets of contacts only."""
        mailbox = self.server_id
        if mailbox.sender_filter != "contacts" or not self._may_open(match):
            return None
        if self._is_accepted(mail, batch):
            return None
        action, reason = mailbox.sender_filter_action, because("no_contact")
        return self._stop(mail, action, reason, SENDER_FILTER, "refusal")

    def _filter_confirmation(self, mail, match, batch):
        """An unknown sender's mail waits until that person confirms it."""
        if not self.server_id._confirms() or not self._may_open(match):
            return None
        if self.is_confirmed or self._is_accepted(mail, batch):
            return None
        if mail.form:
            return self._stop_of_form()
        reason = because("unconfirmed")
        return self._stop(mail, "hold", reason, CONFIRMATION, "confirmation")

    def _stop_of_form(self):
        """The `Stop` for what an unknown person fills in; None by a form of ours. A
        machine confirms nothing, and whom it names has not asked."""
        if self.form_sender_id:
            return None
        return Stop("held", because("unnamed_form"), SENDER_FILTER)

    def _may_open(self, match):
        """True for mail that would open a ticket now. Existing mail opens closed ones
        whoever wrote it, and what joins a ticket, or goes on with one that has been
        closed for long, is not filtered."""
        return not (match.ticket_id or match.follows_id or self.is_import)

    def _people_of(self, mail):
        """Normalised addresses of the sender and of whom a website's form names."""
        form = mail.form
        named = (form.answers, *form.filled_in[:1]) if form else ()
        people = [mail.inbound.from_, *filter(None, named)]
        return list(dict.fromkeys(person.email for person in people))

    def _sender_entries(self, addresses, batch):
        """The entries of the allow and deny lists that count for addresses."""
        senders = self.env["fetchmail.sender"]
        known = batch.lookups.sender_entries
        return senders.union(
            *(senders._closest(each, self.server_id, known) for each in addresses)
        )

    def _is_accepted(self, mail, batch):
        """True for a sender who is a contact or in the allow list, as far as the
        address is neither known as forged nor guessed; by a form of the mailbox also
        where that names such a person. What other forms name proves nothing."""
        if mail.inbound.has_damaged_from or self._is_known_as_forged(mail.inbound):
            return False
        addresses = [mail.inbound.from_.email]
        if self.form_sender_id and self.form_customer:
            addresses.append(self.form_customer)
        if any(self._is_contact(address, batch) for address in addresses):
            return True
        return "allow" in self._sender_entries(addresses, batch).mapped("kind")

    def _is_contact(self, address, batch):
        """True where the mailbox's company has a contact with this address."""
        companies = batch.senders.contacts.get(address, ())
        company = self.server_id.company_id
        if not company:
            return bool(companies)
        return False in companies or company.id in companies

    def _stop(self, mail, action, reason, name, answer):
        """The `Stop` for an action of the mailbox ("hold", "refuse" or "ignore").

        Nobody is answered whose address is forged according to our own server: the
        answer would go to somebody who did not write.
        """
        if action == "ignore" or (action == "hold" and answer != "confirmation"):
            answer = ""
        found = self.server_id._authentication(mail.inbound)
        if answer and found.failed:
            values = {"reason": reason, "server": found.server, "found": found}
            reason = because("nobody_answered", **values)
            answer = ""
        return Stop("held" if action == "hold" else "ignored", reason, name, answer)
