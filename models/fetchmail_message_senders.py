"""Gates that ask who wrote: denied, no new cases, contacts only, to be confirmed."""

from odoo import models
from odoo.fields import Domain

from .desk import Stop

DENIED = "denied"
NEW_CASES = "new_cases"
SENDER_FILTER = "sender_filter"
CONFIRMATION = "confirmation"


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _desk(self, letters, own):
        desk = super()._desk(letters, own)
        senders = {letter.inbound.from_.email for letter in letters} - {""}
        desk.sender_entries = self.env["fetchmail.sender"]._covering(senders)
        if any(mailbox._asks_for_contacts() for mailbox in self.server_id):
            desk.contacts = self._contacts(senders)
        return desk

    def _contacts(self, addresses):
        """Address (normalised) -> ids of the companies its contacts belong to (set),
        with False for a contact of all companies."""
        contacts = {}
        for partner in (
            self.env["res.partner"]
            .sudo()
            .search_fetch(
                Domain("email_normalized", "in", list(addresses)),
                ["email_normalized", "company_id"],
            )
        ):
            companies = contacts.setdefault(partner.email_normalized, set())
            companies.add(partner.company_id.id)
        return contacts

    def _gates(self):
        return [
            self._gate_denied,
            *super()._gates(),
            self._gate_new_cases,
            self._gate_sender_filter,
            self._gate_confirmation,
        ]

    def _gate_denied(self, letter, thread, desk):
        """Mail of a denied sender is ignored, existing mail and answers, too."""
        entry = self._sender_entry(letter, desk)
        if entry.kind != "deny":
            return None
        reason = self.env._(
            "The sender is denied (%(pattern)s).", pattern=entry.pattern
        )
        return Stop("ignored", reason, DENIED)

    def _gate_new_cases(self, letter, thread, desk):
        """A mailbox may take only what belongs to a case."""
        mailbox = self.server_id
        if mailbox.allow_new_cases or not self._may_open(thread):
            return None
        reason = self.env._(
            "It belongs to no case, and this mailbox takes no new cases."
        )
        action = mailbox.no_new_case_action
        return self._stop(letter, action, reason, NEW_CASES, "no_new_case")

    def _gate_sender_filter(self, letter, thread, desk):
        """A mailbox may take new cases of contacts only."""
        mailbox = self.server_id
        if mailbox.sender_filter != "contacts" or not self._may_open(thread):
            return None
        if self._is_accepted(letter, desk):
            return None
        reason = self.env._("The sender is not among the contacts.")
        action = mailbox.sender_filter_action
        return self._stop(letter, action, reason, SENDER_FILTER, "refusal")

    def _gate_confirmation(self, letter, thread, desk):
        """A stranger's mail waits until its sender confirms it."""
        if not self.server_id._confirms() or not self._may_open(thread):
            return None
        if self.is_confirmed or self._is_accepted(letter, desk):
            return None
        reason = self.env._("The sender is unknown and has not confirmed the message.")
        return self._stop(letter, "hold", reason, CONFIRMATION, "confirmation")

    def _may_open(self, thread):
        """True for mail that would open a case now. Existing mail opens closed ones
        whoever wrote it (M9), and what joins a case, or goes on with one that is closed
        for long, is not asked."""
        return not (thread.case_id or thread.follows_id or self.is_import)

    def _sender_entry(self, letter, desk):
        """The entry of the allow and deny lists that counts for a letter, or none."""
        return self.env["fetchmail.sender"]._closest(
            letter.inbound.from_.email, self.server_id, desk.sender_entries
        )

    def _is_accepted(self, letter, desk):
        """True for a sender who is a contact or in the allow list."""
        if self._is_contact(letter, desk):
            return True
        return self._sender_entry(letter, desk).kind == "allow"

    def _is_contact(self, letter, desk):
        """True where the mailbox's company has a contact with the sender's address."""
        companies = desk.contacts.get(letter.inbound.from_.email, ())
        company = self.server_id.company_id
        if not company:
            return bool(companies)
        return False in companies or company.id in companies

    def _stop(self, letter, action, reason, gate, answer):
        """The `Stop` for an action of the mailbox ("hold", "refuse" or "ignore").

        Nobody is answered whose address is forged according to our own server: the
        answer would go to somebody who did not write.
        """
        if action == "ignore" or (action == "hold" and answer != "confirmation"):
            answer = ""
        found = self.server_id._authentication(letter.inbound)
        if answer and found.failed:
            reason = self.env._(
                "%(reason)s Nobody was asked or answered: %(server)s found that the "
                "address may be forged (%(found)s).",
                reason=reason,
                server=found.server,
                found=found,
            )
            answer = ""
        return Stop("held" if action == "hold" else "ignored", reason, gate, answer)
