"""Which ticket a message belongs to (law 6)."""

from odoo import api, models

from ...tools.reasons import because
from ...tools.text import base_subject
from ..batch import CUSTOMERS_TOKEN, USERS_TOKEN, Candidate, TicketMatch


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def _mailbox_find(self, inbound, mailbox, batch):
        """The `TicketMatch` for `inbound` (`InboundMessage`), received by `mailbox`.

        A message joins a ticket by a token that we signed, or by naming one that its
        sender belongs to; what says that it is of an agent goes to the ticket it names.
        Else it becomes a ticket of its own (law 6). Whoever joins as an agent has to
        prove that: see `_filter_agents`.
        """
        own, forwarded = batch.tickets.clues[inbound.digest]
        author = batch.author(inbound, mailbox)
        candidates = list(self._mailbox_candidates(own, mailbox, batch, author))
        for candidate in candidates if author.address else ():
            if candidate.proof or candidate.ticket._mailbox_belongs(
                author, mailbox, batch
            ):
                ticket = candidate.ticket._mailbox_duplicated(author, batch)
                return TicketMatch(ticket.id, candidate.reason, proof=candidate.proof)
        passed_on = list(self._mailbox_candidates(forwarded, mailbox, batch, author))
        return (
            self._mailbox_of_agent(author, candidates, is_note=False)
            or self._mailbox_of_agent(author, passed_on, is_note=True)
            or self._mailbox_of_stranger(author, candidates + passed_on)
        )

    @api.model
    def _mailbox_of_agent(self, author, candidates, is_note):
        """The match of what an agent wrote, or forwarded (`is_note`), or None."""
        for candidate in candidates if author.users else ():
            if candidate.ticket._mailbox_acting_agent(author.users):
                reason = because("named_by_agent")
                return TicketMatch(
                    candidate.ticket.id, reason, is_note=is_note, proof=candidate.proof
                )
        return None

    @api.model
    def _mailbox_of_stranger(self, author, candidates):
        """The match of a mail whose sender belongs to none of the named tickets."""
        ticket = candidates[0].ticket if candidates else self.browse()
        if not author.address:
            return TicketMatch(False, because("nobody_sent_it"), ticket.id)
        if not ticket:
            return TicketMatch(False, because("new_conversation"))
        reason = because("sender_not_in_ticket", number=ticket.number)
        return TicketMatch(False, reason, ticket.id)

    @api.model
    def _mailbox_candidates(self, clues, mailbox, batch, author):
        """The tickets that `clues` name (generator of `Candidate`), the strongest clue
        first: signed tokens, Message-IDs, Thread-Index, the number in the subject."""
        yield from self._mailbox_signed_candidates(clues, mailbox, batch, author)
        for name in clues.names:
            reason = because("answers_message", name=name)
            yield from self._mailbox_candidate(
                batch.tickets.known.get(name), reason, mailbox, batch
            )
        yield from self._mailbox_conversation_candidates(clues, mailbox, batch)
        for number in clues.numbers:
            ids = batch.tickets.numbers.get(number)
            reason = because("number_in_subject")
            yield from self._mailbox_candidate(ids, reason, mailbox, batch)

    @api.model
    def _mailbox_signed_candidates(self, clues, mailbox, batch, author):
        """Candidates by tokens, the newest reference first; what a person moved names
        the ticket that it is in now."""
        found = batch.tickets
        tokens = {token.name: token for token in clues.tokens}
        signed, proofs = self._mailbox_proofs(clues, author, found)
        for name in clues.names:
            token = tokens.get(name)
            if token:
                id_ = found.entries.get(token.entry_id, token.ticket_id)
                reason = because("signed_reference")
                yield from self._mailbox_candidate(
                    [id_], reason, mailbox, batch, proofs.get(id_, "")
                )
            elif name in found.moved:
                reason = because("answers_moved", name=name)
                ids, proof = found.known.get(name), signed.get(found.moved[name], "")
                yield from self._mailbox_candidate(ids, reason, mailbox, batch, proof)
        for id_ in clues.address_tickets:
            reason = because("signed_address")
            yield from self._mailbox_candidate(
                [id_], reason, mailbox, batch, proofs.get(id_, CUSTOMERS_TOKEN)
            )

    @api.model
    def _mailbox_proofs(self, clues, author, found):
        """The strongest token that counts for `author`, by ticket: of the tickets that
        tokens were signed for, and of those that they name now (two dicts)."""
        signed, now = {}, {}
        for token in clues.tokens:
            proof = self._mailbox_proof(token, author, found)
            if proof:
                current = found.entries.get(token.entry_id, token.ticket_id)
                for proofs, id_ in ((signed, token.ticket_id), (now, current)):
                    if proofs.get(id_) != USERS_TOKEN:
                        proofs[id_] = proof
        return signed, now

    @api.model
    def _mailbox_proof(self, token, author, found):
        """What a token proves for `author`: CUSTOMERS_TOKEN, USERS_TOKEN or "".

        A token for one user proves nothing for others, nothing against the verdict of
        our own server, and nothing once another message showed it to outsiders.
        """
        if token.user_id is None:
            return CUSTOMERS_TOKEN
        is_own = token.user_id in author.users.ids
        seen = found.spent.get(token.mark, set()) - {author.digest}
        return USERS_TOKEN if is_own and author.is_known and not seen else ""

    @api.model
    def _mailbox_conversation_candidates(self, clues, mailbox, batch):
        """Candidates by Exchange's Thread-Index, where the subjects fit, too."""
        rows = batch.tickets.conversations.get(clues.conversation, ())
        ids = [
            row.ticket_id.id
            for row in rows
            if base_subject(row.subject or "") == clues.topic
        ]
        reason = because("same_conversation")
        yield from self._mailbox_candidate(ids, reason, mailbox, batch)

    @api.model
    def _mailbox_candidate(self, ticket_ids, reason, mailbox, batch, proof=""):
        """A `Candidate` for each of `ticket_ids` that mail of `mailbox` may go into."""
        for ticket in self._mailbox_reachable(ticket_ids or (), mailbox, batch):
            yield Candidate(ticket, reason, proof)

    @api.model
    def _mailbox_find_by_answers(self, author, answers, batch):
        """The `TicketMatch` of rows that answer a message of `author`, or None.

        The author must take part in their ticket.
        """
        for row in answers:
            ticket = row.ticket_id
            if ticket and ticket._mailbox_takes_part(author, batch):
                reason = because("is_answered")
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

    def _mailbox_duplicated(self, author, batch):
        """The ticket that a person marked this one as a duplicate of, else this one.

        Only for who takes part in that, too: two customers may have one problem, and
        neither is to read the other's mail.
        """
        original = self.duplicate_id
        if original.company_id == self.company_id and original._mailbox_takes_part(
            author, batch
        ):
            return original
        return self
