"""Who belongs to a ticket, and so may write into it (law 6)."""

from odoo import models
from odoo.tools import email_normalize, email_normalize_all

# Without the bodies: a long history is read for its addresses only.
ENTRY_FIELDS = (
    "author_id",
    "email_from",
    "incoming_email_cc",
    "incoming_email_to",
    "notified_partner_ids",
    "outgoing_email_to",
    "partner_ids",
)


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _mailbox_belongs(self, address, mailbox, batch):
        """True for who takes part, and where `mailbox` allows it for colleagues."""
        return self._mailbox_takes_part(address, batch) or (
            mailbox.join_by_company and self._mailbox_is_colleague(address)
        )

    def _mailbox_takes_part(self, address, batch):
        """True where `address` is the contact's, a follower's, or a correspondent's, of
        this ticket or of one that was merged into it."""
        self.ensure_one()
        if not address:
            return False
        tickets = self | self.duplicate_ids.filtered("is_merged")
        partners = tickets.partner_id | tickets.message_partner_ids
        if address in (
            *(email_normalize(ticket.partner_email) for ticket in tickets),
            *partners.mapped("email_normalized"),
        ):
            return True
        return address not in batch.lookups.own_addresses and (
            address in self._mailbox_correspondents(batch)
        )

    def _mailbox_is_colleague(self, address):
        """True for a contact of the same commercial entity as the ticket's contact."""
        entity = self.partner_id.commercial_partner_id
        return bool(address and entity) and bool(
            self.env["res.partner"]
            .sudo()
            .search_count(
                [
                    ("email_normalized", "=", address),
                    ("commercial_partner_id", "=", entity.id),
                ],
                limit=1,
            )
        )

    def _mailbox_correspondents(self, batch):
        """Normalised addresses that entries of this ticket came from or went to."""
        known = batch.tickets.correspondents
        if self.id not in known:
            known[self.id] = self._mailbox_read_correspondents()
        return known[self.id]

    def _mailbox_read_correspondents(self):
        entries = (
            self.env["mail.message"]
            .sudo()
            .search_fetch(
                [
                    ("model", "=", self._name),
                    ("res_id", "=", self.id),
                    ("message_type", "in", ("email", "comment")),
                ],
                ENTRY_FIELDS,
            )
        )
        partners = (
            entries.author_id | entries.partner_ids | entries.notified_partner_ids
        )
        found = set(filter(None, partners.mapped("email_normalized")))
        for entry in entries:
            texts = (
                entry.email_from,
                entry.incoming_email_to,
                entry.incoming_email_cc,
                entry.outgoing_email_to,
            )
            found.update(email_normalize_all(", ".join(filter(None, texts))))
        return frozenset(found)
