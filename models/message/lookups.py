"""What a batch of messages refers to: one search of each sort for all of them."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.matching import named_ids
from ...tools.policy import decorations, untagged
from ..batch import Batch, Lookups, SenderIndex, TicketIndex
from ..names import TICKET_MODEL
from ..newest import newest


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _look_up(self, mails, own_addresses):
        """The `Batch` for these rows and their `ParsedMail`s."""
        mails = list(mails)
        inbounds = [mail.inbound for mail in mails]
        filled_in = _filled_in(mails)
        self.env["res.partner"]._note_strangers(_correspondents(inbounds) | filled_in)
        writers = {inbound.from_.email for inbound in inbounds} - {""}
        senders = writers | filled_in
        named = filled_in | set(map(untagged, filled_in))
        users = self.env["res.users"]._mailbox_internal(senders | named)
        insiders = frozenset(users.mapped("email_normalized")) & named
        users = users.filtered(lambda user: user.email_normalized in writers)
        return Batch(
            lookups=Lookups(
                own_addresses=own_addresses,
                not_aliases=self._not_aliases(inbounds, filled_in),
                alias_domain=self.env["mail.alias.domain"]
                .sudo()
                .search([], limit=1)
                .id,
                closed_stage_id=self.env[TICKET_MODEL]._mailbox_closed_stage_id(
                    self.server_id[:1]
                ),
                twins=self._look_up_twins(),
                users=_by_address(users),
                sender_entries=self.env["fetchmail.sender"]._covering(senders),
                insiders=insiders,
            ),
            tickets=self._look_up_tickets(inbounds, users),
            senders=self._look_up_senders(inbounds, senders),
        )

    def _look_up_twins(self):
        """(mailbox id, fingerprint or digest) -> the rows of that message.

        Copies are left out, so that a flood of them costs no more than the first.
        """
        twins = {}
        for row in self.search(
            Domain("server_id", "in", self.server_id.ids)
            & Domain("duplicate_of_id", "=", False)
            & (
                Domain("fingerprint", "in", self.mapped("fingerprint"))
                | Domain("digest", "in", self.mapped("digest"))
            )
        ):
            for mark in {row.fingerprint, row.digest}:
                twins.setdefault((row.server_id.id, mark), []).append(row.id)
        return {key: self.browse(ids) for key, ids in twins.items()}

    def _look_up_tickets(self, inbounds, users):
        """The `TicketIndex` of the tickets that messages name, or answers to them."""
        Ticket = self.env[TICKET_MODEL]
        names = {name for inbound in inbounds for name in named_ids(inbound)}
        found = TicketIndex(known=Ticket._mailbox_known_ids(names))
        answers = newest(
            self.env[self._name],
            "in_reply_to",
            self.filtered("message_id").mapped("message_id"),
            SQL("state = 'done' AND server_id IN %s", self.server_id._ids or (0,)),
        )
        for row in answers.sorted("id"):
            found.note_answer(row)
        Ticket._mailbox_look_up(inbounds, users, found)
        return found

    def _look_up_senders(self, inbounds, addresses):
        """The `SenderIndex` of who wrote: contacts where a mailbox asks for them, what
        did not reach them, and the pictures that their mails showed before."""
        found = SenderIndex()
        if any(mailbox._asks_for_contacts() for mailbox in self.server_id):
            found.contacts = self._contacts(addresses)
        for one in self.env["mail.notification"].search(
            [
                ("undelivered_ticket_id", "!=", False),
                "|",
                ("res_partner_id.email_normalized", "in", list(addresses)),
                ("mail_email_address", "in", list(addresses)),
            ]
        ):
            key = (one.undelivered_ticket_id.id, one._address())
            found.undelivered.setdefault(key, []).append(one)
        pictures = {
            (inbound.from_.email, digest)
            for inbound in inbounds
            for digest in decorations(inbound).values()
        }
        found.pictures = self.env["fetchmail.image.seen"]._look_up(pictures)
        return found

    @api.model
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

    @api.model
    def _not_aliases(self, inbounds, filled_in):
        """Addresses in messages' headers, and whom forms name (`filled_in`), that are
        no mail aliases (frozenset)."""
        found = set(filled_in) | {
            address.email
            for inbound in inbounds
            for address in (inbound.from_, *inbound.to, *inbound.cc)
            if address.email
        }
        found.update(a for inbound in inbounds for a in inbound.delivered_to)
        aliases = self.env["mail.alias.domain"].sudo()._find_aliases(list(found))
        return frozenset(found) - frozenset(aliases)


def _correspondents(inbounds):
    """The addresses in From and Reply-To (set)."""
    return {
        address.email
        for inbound in inbounds
        for address in (inbound.from_, *inbound.reply_to)
    } - {""}


def _filled_in(mails):
    """The addresses of whom websites' forms name (set)."""
    forms = [mail.form for mail in mails if mail.form]
    people = [person for form in forms for person in (form.answers, *form.filled_in)]
    return {person.email for person in people if person}


def _by_address(users):
    """Address -> users (dict): several may share one; the first was made first."""
    return users.sorted("id").grouped("email_normalized")
