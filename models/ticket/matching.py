"""Which ticket a message belongs to (law 6)."""

from odoo import api, models

from ...tools.text import base_subject
from ..batch import Candidate, TicketMatch


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def _mailbox_find(self, inbound, mailbox, batch):
        """The `TicketMatch` for `inbound` (`InboundMessage`), received by `mailbox`.

        A message joins a ticket by a token that we signed, or by naming one that its
        sender belongs to; a mail of an agent of the team joins the ticket it names.
        Else it becomes a ticket of its own (law 6).
        """
        own, forwarded = batch.tickets.clues[inbound.digest]
        candidates = list(self._mailbox_candidates(own, mailbox, batch))
        address = inbound.from_.email
        for candidate in candidates:
            if candidate.is_proof or candidate.ticket._mailbox_belongs(
                address, mailbox, batch
            ):
                ticket = candidate.ticket._mailbox_duplicated(address, batch)
                return TicketMatch(
                    ticket.id, candidate.reason, is_signed=candidate.is_proof
                )
        candidates += self._mailbox_candidates(forwarded, mailbox, batch)
        return self._mailbox_of_agent(address, candidates, mailbox, batch) or (
            self._mailbox_of_stranger(candidates)
        )

    @api.model
    def _mailbox_of_agent(self, address, candidates, mailbox, batch):
        """The match of what an agent of the team wrote or forwarded, or None."""
        user = batch.tickets.agents.get(address)
        for candidate in candidates if user else ():
            teams = candidate.ticket.team_id | mailbox.case_team_id
            if not teams or user in teams.user_ids:
                reason = self.env._(
                    "An agent of the team sent it, and it names this ticket."
                )
                return TicketMatch(candidate.ticket.id, reason, is_note=True)
        return None

    @api.model
    def _mailbox_of_stranger(self, candidates):
        """The match of a mail whose sender belongs to none of the named tickets."""
        if not candidates:
            return TicketMatch(False, self.env._("It answers no message of a ticket."))
        ticket = candidates[0].ticket
        reason = self.env._(
            "It names ticket %(number)s, but its sender takes no part in that ticket.",
            number=ticket.number,
        )
        return TicketMatch(False, reason, ticket.id)

    @api.model
    def _mailbox_candidates(self, clues, mailbox, batch):
        """The tickets that `clues` name (generator of `Candidate`), the strongest clue
        first: signed tokens, Message-IDs, Thread-Index, the number in the subject."""
        yield from self._mailbox_signed_candidates(clues, mailbox, batch)
        for name in clues.names:
            reason = self.env._("It answers a message of this ticket (%s).", name)
            yield from self._mailbox_candidate(
                batch.tickets.known.get(name), reason, mailbox, batch
            )
        yield from self._mailbox_conversation_candidates(clues, mailbox, batch)
        for number in clues.numbers:
            ids = batch.tickets.numbers.get(number)
            reason = self.env._("Its subject has the number of this ticket.")
            yield from self._mailbox_candidate(ids, reason, mailbox, batch)

    @api.model
    def _mailbox_signed_candidates(self, clues, mailbox, batch):
        """Candidates by tokens, the newest reference first; what a person moved names
        the ticket that it is in now."""
        found = batch.tickets
        tokens = {token.name: token for token in clues.tokens}
        tickets = {token.ticket_id for token in clues.tokens}
        for name in clues.names:
            token = tokens.get(name)
            if token:
                ids = [found.entries.get(token.entry_id, token.ticket_id)]
                reason = self.env._("It carries our signed reference.")
                yield from self._mailbox_candidate(ids, reason, mailbox, batch, True)
            elif name in found.moved:
                reason = self.env._(
                    "It answers a message moved to this ticket (%s).", name
                )
                is_proof = found.moved[name] in tickets
                ids = batch.tickets.known.get(name)
                yield from self._mailbox_candidate(
                    ids, reason, mailbox, batch, is_proof
                )
        reason = self.env._("It was sent to the signed address of this ticket.")
        yield from self._mailbox_candidate(
            clues.address_tickets, reason, mailbox, batch, True
        )

    @api.model
    def _mailbox_conversation_candidates(self, clues, mailbox, batch):
        """Candidates by Exchange's Thread-Index, where the subjects fit, too."""
        rows = batch.tickets.conversations.get(clues.conversation, ())
        ids = [
            row.ticket_id.id
            for row in rows
            if base_subject(row.subject or "") == clues.topic
        ]
        reason = self.env._(
            "It goes on with a conversation of this ticket (Thread-Index)."
        )
        yield from self._mailbox_candidate(ids, reason, mailbox, batch)

    @api.model
    def _mailbox_candidate(self, ticket_ids, reason, mailbox, batch, is_proof=False):
        """A `Candidate` for each of `ticket_ids` that mail of `mailbox` may go into."""
        for ticket in self._mailbox_reachable(ticket_ids or (), mailbox, batch):
            yield Candidate(ticket, reason, is_proof)

    @api.model
    def _mailbox_find_by_answers(self, inbound, answers, batch):
        """The `TicketMatch` of rows that answer `inbound`, or None.

        Its sender must take part in their ticket.
        """
        for row in answers:
            ticket = row.ticket_id
            if ticket and ticket._mailbox_takes_part(inbound.from_.email, batch):
                reason = self.env._("A message of this ticket answers it.")
                return TicketMatch(ticket.id, reason)
        return None

    @api.model
    def _mailbox_reachable(self, ticket_ids, mailbox, batch=None):
        """Existing tickets of the mailbox's company, this mailbox's own ones first; for
        a merged one the ticket that it is in now.

        `batch` knows which of the tickets that its messages name exist.
        """
        if not ticket_ids:
            return self.browse()
        tickets = self.with_context(active_test=False).browse(dict.fromkeys(ticket_ids))
        if batch:
            existing = batch.tickets.existing
            tickets = tickets.filtered(lambda ticket: ticket.id in existing)
            tickets = tickets.with_prefetch(tuple(existing))
        else:
            tickets = tickets.exists()
        tickets = self.union(*(ticket._mailbox_merged_target() for ticket in tickets))
        return tickets.filtered(
            lambda ticket: (
                not mailbox.company_id or ticket.company_id == mailbox.company_id
            )
        ).sorted(lambda ticket: ticket.mailbox_id != mailbox)

    def _mailbox_merged_target(self):
        """The ticket that this one was finally merged into; itself where it was not."""
        self.ensure_one()
        ticket, seen = self, self
        while (
            ticket.is_merged and ticket.duplicate_id and ticket.duplicate_id not in seen
        ):
            ticket = ticket.duplicate_id
            seen |= ticket
        return ticket

    def _mailbox_duplicated(self, address, batch):
        """The ticket that a person marked this one as a duplicate of, else this one.

        Only for who takes part in that, too: two customers may have one problem, and
        neither is to read the other's mail.
        """
        original = self.duplicate_id
        if original.company_id == self.company_id and original._mailbox_takes_part(
            address, batch
        ):
            return original
        return self
