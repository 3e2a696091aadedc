"""Finding the ticket of a message, and what a person decided about that."""

from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.matching import named_ids
from ...tools.reasons import because
from ..batch import TicketMatch
from ..names import TICKET_MODEL
from ..newest import MOST_NAMED


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    conversation = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="What all messages of one conversation share in Exchange (Thread-Index).",
    )
    release_to = fields.Selection(
        [("named", "Into the ticket it names"), ("own", "As a ticket of its own")],
        string="Decided",
        readonly=True,
        help="What a person decided about the message.",
    )

    # ------------------------------------------------------------------
    # Decisions of people
    # ------------------------------------------------------------------

    def action_release_to_named_case(self):
        """Put the message into the ticket it names; its sender belongs to that then."""
        self._check_manager()
        if not all(row.sudo().named_ticket_id for row in self):
            raise UserError(self.env._("A chosen message names no ticket."))
        values = {"is_released": True, "release_to": "named"}
        self._reprocess(("held", "ignored", "parked"), values)

    def action_release_to_own_case(self):
        """Make a ticket of its own of the message, whatever it names."""
        values = {"is_released": True, "release_to": "own"}
        self._reprocess(("held", "ignored", "parked"), values)

    # ------------------------------------------------------------------
    # The ticket
    # ------------------------------------------------------------------

    def _match_sent(self, inbound, batch):
        """The `TicketMatch` of what an agent sent from a mail program; the folder is
        ours, so the sender needs no check."""
        Ticket, mailbox = self.env[TICKET_MODEL], self.server_id
        names = named_ids(inbound)
        found = list(Ticket._mailbox_signed_ids(names))
        found += [id_ for name in names for id_ in batch.tickets.known.get(name, ())]
        for ticket_id in found:
            ticket = Ticket._mailbox_reachable([ticket_id], mailbox)
            if ticket:
                return self._sent_match(inbound, ticket[0], batch)
        return TicketMatch(False, because("sent_elsewhere"))

    def _sent_match(self, inbound, ticket, batch):
        if self._is_sent_inside(inbound, ticket, batch):
            reason = because("sent_to_others")
            return TicketMatch(ticket.id, reason, is_note=True)
        reason = because("sent_answer")
        return TicketMatch(ticket.id, reason)

    def _match(self, inbound, batch):
        """The `TicketMatch` of what this message answers, else of what answers it.

        The latter is for messages that come after their answer: existing mail is
        processed after new mail, and mail overtakes other mail on its way.
        """
        Ticket = self.env[TICKET_MODEL]
        if self.release_to:
            return self._decided_match()
        if self._awaits_posts(inbound, batch):
            self._post_collected(batch)
            batch.tickets.correspondents.clear()
        match = Ticket._mailbox_find(inbound, self.server_id, batch)
        if self.is_form:
            return self._form_match(match)
        author = batch.author(inbound, self.server_id)
        if not match.ticket_id:
            answers = batch.tickets.answers.get(
                (self.server_id.id, inbound.message_id), ()
            )
            match = Ticket._mailbox_find_by_answers(author, answers, batch) or match
        return self._past_closing(match, author, batch)

    def _decided_match(self):
        named = self.named_ticket_id
        if self.release_to == "named" and named:
            reason = because("approved_for_ticket")
            return TicketMatch(named._mailbox_merged_target().id, reason)
        reason = because("made_own_ticket")
        return TicketMatch(False, reason, named.id)

    def _awaits_posts(self, inbound, batch):
        """True where a ticket that this message may join has entries still to come."""
        if not batch.posts:
            return False
        Ticket, mailbox = self.env[TICKET_MODEL], self.server_id
        answers = batch.tickets.answers.get((mailbox.id, inbound.message_id), ())
        tickets = {row.ticket_id.id for row in answers}
        author = batch.author(inbound, mailbox)
        for clues in batch.tickets.clues[inbound.digest]:
            candidates = Ticket._mailbox_candidates(clues, mailbox, batch, author)
            tickets.update(candidate.ticket.id for candidate in candidates)
        return bool(tickets & {ticket.id for ticket, *_rest in batch.posts})

    def _past_closing(self, match, author, batch):
        """`match`, or where its ticket was closed long ago: the ticket that goes on
        with it, or none yet."""
        ticket = self.env[TICKET_MODEL].browse(match.ticket_id or ())
        live = not self.is_import and (
            self.kind in ("human", "list") or self.is_released
        )
        by_agent = ticket and ticket._mailbox_acting_agent(author.users)
        if not live or by_agent or not self._is_closed_for_long(ticket):
            return match
        seen = ticket
        while self._is_closed_for_long(ticket):
            later = (
                (ticket.follow_up_ids - seen)
                .sorted("id")[-MOST_NAMED:]
                .filtered(lambda found: found._mailbox_takes_part(author, batch))
            )
            if not later:
                return TicketMatch(
                    False, self._closed_reason(ticket), follows_id=ticket.id
                )
            ticket = later.sorted("id")[-1]
            seen |= ticket
        reason = because("goes_on_later")
        return TicketMatch(ticket.id, reason)

    def _is_closed_for_long(self, ticket):
        """True where this mailbox wants a new ticket rather than to reopen `ticket`."""
        mailbox = self.server_id
        if mailbox.closed_case_policy != "new" or not ticket.closed:
            return False
        since = ticket.closed_date or ticket.last_stage_update or ticket.create_date
        now = self.received_date or fields.Datetime.now()
        return now - since >= timedelta(days=mailbox.closed_case_days)

    def _closed_reason(self, ticket):
        return because(
            "closed_for_long",
            number=ticket.number,
            days=self.server_id.closed_case_days,
        )
