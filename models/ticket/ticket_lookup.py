"""Looking up what messages name: one search of each sort for a whole batch."""

from dataclasses import replace

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.misc import hmac

from ...tools.matching import (
    Clues,
    forwarded_clues,
    number_format,
    read_clues,
    read_signed,
)
from ..newest import newest
from ..values import naive_timestamp

TOKEN_SCOPE = "helpdesk_mgmt_mailbox.case_token"
NUMBER_SEQUENCE = "helpdesk.ticket.sequence"


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    _number_index = models.Index("(number)")

    @api.model
    def _mailbox_known_ids(self, message_ids):
        """Message-ID -> ids of the tickets whose history has it, newest entry first."""
        entries = self.env["mail.message"].sudo()
        entries = newest(
            entries, "message_id", message_ids, SQL("model = %s", self._name)
        )
        entries.fetch(["message_id", "res_id"])  # and not their bodies
        known = {}
        for found in entries:
            known.setdefault(found.message_id, []).append(found.res_id)
        return known

    @api.model
    def _mailbox_look_up(self, inbounds, users, found):
        """Complete a `TicketIndex` (`found`) by all that messages name beside their own
        references. `users`: internal users who wrote one of them."""
        internal = set(users.mapped("email_normalized"))
        key, formats = self._mailbox_token_key(), self._mailbox_number_formats()
        for mail in inbounds:
            is_agents = mail.from_.email in internal
            found.clues[mail.digest] = (
                read_clues(mail, key, formats),
                forwarded_clues(mail, key, formats) if is_agents else Clues(),
            )
        self._mailbox_date_tokens(found)
        names = {name for clues in found.all_clues() for name in clues.names}
        found.known |= self._mailbox_known_ids(names - set(found.known))
        found.moved = self._mailbox_moved(name for name in names if name in found.known)
        found.entries = self._mailbox_entries(found)
        found.spent = self.env["fetchmail.spent.token"]._look_up(
            token for clues in found.all_clues() for token in clues.tokens
        )
        found.conversations = self._mailbox_conversations(found)
        found.numbers = self._mailbox_numbers(found)
        ids = self._mailbox_named_tickets(found)
        found.existing = set(self.browse(ids).exists().ids) if ids else set()

    @api.model
    def _mailbox_number_formats(self):
        """The `NumberFormat`s of this helpdesk's sequences (tuple)."""
        sequences = self.env["ir.sequence"].sudo()
        found = sequences.search([("code", "=", NUMBER_SEQUENCE)])
        forms = {(s.prefix or "", s.padding, s.suffix or "") for s in found}
        return tuple(number_format(*form) for form in sorted(forms))

    @api.model
    def _mailbox_moved(self, message_ids):
        """Message-ID -> id of the ticket that a person moved it out of."""
        message_ids = list(message_ids)
        if not message_ids:
            return {}
        found = (
            self.env["mail.message"]
            .sudo()
            .search_fetch(
                [
                    ("message_id", "in", message_ids),
                    ("moved_from_ticket_id", "!=", False),
                ],
                ["message_id", "moved_from_ticket_id"],
            )
        )
        return {entry.message_id: entry.moved_from_ticket_id.id for entry in found}

    @api.model
    def _mailbox_entries(self, found):
        """History entry -> ticket, of the entries that our tokens were sent with."""
        tokens = (token for clues in found.all_clues() for token in clues.tokens)
        return self._mailbox_entries_of(tokens)

    @api.model
    def _mailbox_entries_of(self, tokens):
        ids = {token.entry_id for token in tokens} - {None}
        if not ids:
            return {}
        entries = (
            self.env["mail.message"]
            .sudo()
            .search_fetch(
                [("id", "in", list(ids)), ("model", "=", self._name)], ["res_id"]
            )
        )
        return {entry.id: entry.res_id for entry in entries}

    @api.model
    def _mailbox_signed_ids(self, names):
        """Ids of the tickets of the tokens among `names`, in their order; where a
        person moved what a token was sent with, of the ticket that it is in now."""
        signed = read_signed(names, self._mailbox_token_key())
        now = self._mailbox_tokens_now(signed)
        tokens = tuple(filter(None, (now.get(token, token) for token in signed)))
        entries = self._mailbox_entries_of(tokens)
        ids = (entries.get(token.entry_id, token.ticket_id) for token in tokens)
        return tuple(dict.fromkeys(ids))

    @api.model
    def _mailbox_date_tokens(self, found):
        """Clues of a `TicketIndex` without what our tokens do not say any more."""
        tokens = {t for clues in found.all_clues() for t in clues.tokens + clues.tagged}
        now = self._mailbox_tokens_now(tokens)
        if now:
            for digest, (own, forwarded) in found.clues.items():
                found.clues[digest] = own.with_tokens(now), forwarded.with_tokens(now)

    @api.model
    def _mailbox_tokens_now(self, tokens):
        """Token -> what it counts as, of those that are about what this database does
        not have (dict): None where that is a ticket, the token without its entry where
        it is an entry. Restored from a backup, it has given their numbers again."""
        dated = [token for token in tokens if token.made is not None]
        if not dated:
            return {}
        tickets = self._mailbox_moments(self, "numbered_date", dated, "ticket_id")
        entries = self.env["mail.message"]
        entries = self._mailbox_moments(entries, "create_date", dated, "entry_id")
        now = {}
        for token in dated:
            if token.is_older_than(tickets.get(token.ticket_id, 0)):
                now[token] = None
            elif token.is_older_than(entries.get(token.entry_id, 0)):
                now[token] = replace(token, entry_id=None)
        return now

    @api.model
    def _mailbox_moments(self, records, name, tokens, id_name):
        """Id -> when it was made (seconds since 1970), of the records that tokens name
        (dict)."""
        ids = {getattr(token, id_name) for token in tokens} - {None}
        found = records.sudo().with_context(active_test=False)
        found = found.search_fetch([("id", "in", list(ids))], [name])
        return {each.id: naive_timestamp(each[name]) for each in found if each[name]}

    @api.model
    def _mailbox_conversations(self, found):
        """Exchange's conversation -> filed rows of it, newest first."""
        wanted = {c.conversation for c in found.all_clues() if c.conversation}
        rows = newest(
            self.env["fetchmail.message"],
            "conversation",
            wanted,
            SQL("state = 'done' AND ticket_id IS NOT NULL"),
        )
        return {key: list(group) for key, group in rows.grouped("conversation").items()}

    @api.model
    def _mailbox_numbers(self, found):
        """Ticket number -> ids of tickets, the newest first."""
        wanted = {number for clues in found.all_clues() for number in clues.numbers}
        if not wanted:
            return {}
        tickets = (
            self.sudo()
            .with_context(active_test=False)
            .search_fetch([("number", "in", list(wanted))], ["number"], order="id desc")
        )
        return {n: group.ids for n, group in tickets.grouped("number").items()}

    @api.model
    def _mailbox_named_tickets(self, found):
        """Ids of all tickets that the batch's messages name (set)."""
        known = (*found.known.values(), *found.numbers.values())
        ids = {ticket_id for ids in known for ticket_id in ids}
        ids.update(found.entries.values())
        for clues in found.all_clues():
            ids.update(clues.address_tickets)
            ids.update(token.ticket_id for token in clues.tokens)
        for rows in found.conversations.values():
            ids.update(row.ticket_id.id for row in rows)
        return ids

    @api.model
    def _mailbox_token_key(self):
        """The key that ticket tokens are signed with; derived, never stored (bytes)."""
        return hmac(self.env(su=True), TOKEN_SCOPE, "key").encode()
