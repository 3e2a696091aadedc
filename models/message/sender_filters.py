"""Filters that ask who wrote: denied, no new tickets, contacts only, confirmation."""

from odoo import models

from ..batch import Stop

DENIED = "denied"
NEW_CASES = "new_cases"
SENDER_FILTER = "sender_filter"
CONFIRMATION = "confirmation"


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _filter_denied(self, mail, match, batch):
        """Mail of a denied sender is ignored, existing mail and answers, too."""
        entry = self._sender_entry(mail, batch)
        if entry.kind != "deny":
            return None
        reason = self.env._(
            "The sender is denied (%(pattern)s).", pattern=entry.pattern
        )
        return Stop("ignored", reason, DENIED)

    def _filter_new_tickets(self, mail, match, batch):
        """A mailbox may take only what belongs to a ticket."""
        mailbox = self.server_id
        if mailbox.allow_new_cases or not self._may_open(match):
            return None
        reason = self.env._(
            "It belongs to no ticket, and this mailbox takes no new tickets."
        )
        action = mailbox.no_new_case_action
        return self._stop(mail, action, reason, NEW_CASES, "no_new_case")

    def _filter_contacts(self, mail, match, batch):
        """A mailbox may take new tickets of contacts only."""
        mailbox = self.server_id
        if mailbox.sender_filter != "contacts" or not self._may_open(match):
            return None
        if self._is_accepted(mail, batch):
            return None
        reason = self.env._("The sender is not among the contacts.")
        action = mailbox.sender_filter_action
        return self._stop(mail, action, reason, SENDER_FILTER, "refusal")

    def _filter_confirmation(self, mail, match, batch):
        """An unknown sender's mail waits until that person confirms it."""
        if not self.server_id._confirms() or not self._may_open(match):
            return None
        if self.is_confirmed or self._is_accepted(mail, batch):
            return None
        reason = self.env._("The sender is unknown and has not confirmed the message.")
        return self._stop(mail, "hold", reason, CONFIRMATION, "confirmation")

    def _may_open(self, match):
        """True for mail that would open a ticket now. Existing mail opens closed ones
        whoever wrote it, and what joins a ticket, or goes on with one that has been
        closed for long, is not filtered."""
        return not (match.ticket_id or match.follows_id or self.is_import)

    def _sender_entry(self, mail, batch):
        """The entry of the allow and deny lists that counts for a mail, or none."""
        return self.env["fetchmail.sender"]._closest(
            mail.inbound.from_.email, self.server_id, batch.lookups.sender_entries
        )

    def _is_accepted(self, mail, batch):
        """True for a sender who is a contact or in the allow list, as far as the
        address is neither known as forged nor guessed."""
        if mail.inbound.has_damaged_from or self._is_known_as_forged(mail.inbound):
            return False
        if self._is_contact(mail, batch):
            return True
        return self._sender_entry(mail, batch).kind == "allow"

    def _is_contact(self, mail, batch):
        """True where the mailbox's company has a contact with the sender's address."""
        companies = batch.senders.contacts.get(mail.inbound.from_.email, ())
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
            reason = self.env._(
                "%(reason)s Nobody was asked or answered: %(server)s found that the "
                "address may be forged (%(found)s).",
                reason=reason,
                server=found.server,
                found=found,
            )
            answer = ""
        return Stop("held" if action == "hold" else "ignored", reason, name, answer)
