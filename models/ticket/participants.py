"""Who belongs to a ticket, and so may write into it (law 6); who is its agent."""

from odoo import models
from odoo.fields import Domain
from odoo.tools import email_normalize, email_normalize_all

from ...tools.mail import is_everybodys
from ..batch import BATCH

# The newest entries that are read for their addresses; who wrote before them only is
# found as the ticket's contact or follower.
MOST_ENTRIES = 500
# Without the bodies: a long history is read for its addresses only.
ENTRY_FIELDS = (
    "author_id",
    "email_from",
    "incoming_email_cc",
    "incoming_email_to",
    "is_internal",
    "notified_partner_ids",
    "outgoing_email_to",
    "partner_ids",
    "subtype_id",
)


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _mailbox_is_agent(self, user):
        """Whether `user` is an agent of this ticket: an internal user who may write it
        (bool)."""
        return not user.share and self._mailbox_as(user).has_access("write")

    def _mailbox_acting_agent(self, users):
        """The first of the internal `users` who share an address whose mail is an
        agent's here, or None: who asked is the customer, whoever that is."""
        if not self or self._mailbox_asker() & users.partner_id:
            return None
        return next(filter(self._mailbox_is_agent, users), None)

    def _mailbox_as(self, user):
        """This ticket with the rights of `user`, in all of that user's companies."""
        companies = user.sudo().company_ids.ids
        return self.with_user(user).with_context(allowed_company_ids=companies)

    def _mailbox_belongs(self, author, mailbox, batch):
        """True for who takes part, and where `mailbox` allows it for colleagues; never
        for an `Author` who is known as forged."""
        return self._mailbox_takes_part(author, batch) or (
            author.is_known
            and mailbox.join_by_company
            and self._mailbox_is_colleague(author.address)
        )

    def _mailbox_takes_part(self, author, batch):
        """True where the `Author` is not known as forged and has the address of the
        contact, a follower or a correspondent, of this ticket or of one that was merged
        into it."""
        return author.is_known and self._mailbox_has_part(author.address, batch)

    def _mailbox_has_part(self, address, batch):
        """The same for a normalised address; that of a website or of another machine is
        everybody's who has it send something."""
        self.ensure_one()
        if is_everybodys(address):
            return False
        tickets = self._mailbox_with_merged()
        if address in tickets.sudo().mapped("form_sender"):
            return False
        partners = tickets.partner_id | tickets.message_partner_ids
        if address in (
            *(email_normalize(ticket.partner_email) for ticket in tickets),
            *partners.mapped("email_normalized"),
        ):
            return True
        return not batch.lookups.is_own(address) and (
            address in self._mailbox_correspondents(batch)
        )

    def _mailbox_with_merged(self):
        """This ticket and those that were merged into it."""
        duplicates = self.with_context(active_test=False).duplicate_ids
        return self | duplicates.filtered("is_merged").with_env(self.env)

    def _mailbox_customers(self):
        """The contacts of this ticket and of those that were merged into it."""
        return self._mailbox_with_merged().partner_id

    def _mailbox_asker(self):
        """The contact of this ticket; none where the first message merely named it, in
        Reply-To: anybody can name an agent there."""
        writer = email_normalize(self.sudo().mailbox_writes_as)
        return self.partner_id.filtered(
            lambda contact: not writer or contact.email_normalized == writer
        )

    def _mailbox_asked_by(self, author):
        """Whether the `Author` has the address of who asked (bool)."""
        asker, known = self._mailbox_asker(), set()
        if asker & author.users.partner_id:
            return True
        if not self.sudo().mailbox_writes_as:
            known.add(email_normalize(self.partner_email))
        known.update(asker.mapped("email_normalized"))
        return bool(author.address) and author.address in known

    def _mailbox_is_written_to(self, inbound, mailbox, batch):
        """Whether a mail goes to somebody outside who belongs to this ticket, as far as
        To and Cc tell (bool)."""
        people = {address.email for address in (*inbound.to, *inbound.cc)} - {""}
        asked = set(self._mailbox_customers().mapped("email_normalized"))
        users = self.env["res.users"]._mailbox_internal(people)
        people -= set(users.mapped("email_normalized")) - asked
        return any(
            self._mailbox_has_part(address, batch)
            or (mailbox.join_by_company and self._mailbox_is_colleague(address))
            for address in people
            if not batch.lookups.is_own(address)
        )

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        """Nobody's mail has a colleague follow who may not read the ticket: who follows
        may read all of it, notes too (Odoo hook)."""
        if self.env.context.get(BATCH) and partner_ids:
            kept_out = self._mailbox_kept_out(partner_ids)
            partner_ids = [id_ for id_ in partner_ids if id_ not in kept_out.ids]
        return super()._message_subscribe(partner_ids, subtype_ids, customer_ids)

    def _mailbox_kept_out(self, partner_ids):
        """Contacts among `partner_ids` of internal users who may not read these
        tickets."""
        partners = self.env["res.partner"].sudo().browse(partner_ids)
        inside = partners.filtered(lambda partner: not partner.partner_share)
        return inside.filtered(
            lambda partner: (
                not self._mailbox_as(partner.main_user_id).has_access("read")
            )
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
        """Normalised addresses that entries of this ticket came from or went to, but
        for what is inside: whom a note names has not been written to."""
        known = batch.tickets.correspondents
        if self.id not in known:
            known[self.id] = self._mailbox_read_correspondents()
        return known[self.id]

    def _mailbox_read_correspondents(self):
        entries = (
            self.env["mail.message"]
            .sudo()
            .search_fetch(
                Domain("model", "=", self._name)
                & Domain("res_id", "=", self.id)
                & Domain("message_type", "in", ("email", "comment")),
                ENTRY_FIELDS,
                order="id desc",
                limit=MOST_ENTRIES,
            )
        )
        return entries._mailbox_correspondents()


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _mailbox_correspondents(self):
        """Normalised addresses that these entries came from or went to, but for notes
        (frozenset)."""
        entries = self.filtered(
            lambda entry: not (entry.is_internal or entry.subtype_id.internal)
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
