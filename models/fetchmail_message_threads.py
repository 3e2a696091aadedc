"""Finding a letter's case, and what a person decided about that."""

from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.conversation import conversation_id
from .correlation import Thread
from .desk import Stop
from .fetchmail_message_desk import CASE_MODEL


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    conversation = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="What all messages of one conversation share in Exchange (Thread-Index).",
    )
    release_to = fields.Selection(
        [("named", "Into the case it names"), ("own", "As a case of its own")],
        string="Decided",
        readonly=True,
        help="What a person decided about the message.",
    )

    # ------------------------------------------------------------------
    # Decisions of people
    # ------------------------------------------------------------------

    def action_release_to_named_case(self):
        """Put the message into the case it names; its sender belongs to that then."""
        self._check_manager()
        if not all(row.sudo().named_ticket_id for row in self):
            raise UserError(self.env._("A chosen message names no case."))
        values = {"is_released": True, "release_to": "named"}
        self._decide(("held", "ignored", "parked"), values)

    def action_release_to_own_case(self):
        """Make a case of its own of the message, whatever it names."""
        values = {"is_released": True, "release_to": "own"}
        self._decide(("held", "ignored", "parked"), values)

    def _decide(self, states, values):
        """Each decision takes the place of the one before."""
        return super()._decide(states, {"release_to": False, **values})

    # ------------------------------------------------------------------
    # The case
    # ------------------------------------------------------------------

    def _read(self, own_addresses):
        letter = super()._read(own_addresses)
        self.conversation = conversation_id(letter.inbound)
        return letter

    def _desk(self, letters, own):
        desk = super()._desk(letters, own)
        desk.correlation = self.env[CASE_MODEL]._mailbox_correlate(letters, desk.known)
        return desk

    def _find_thread(self, inbound, desk):
        """The case of what this message answers, else of what answers it (`Thread`).

        The latter is for messages that come after their answer: existing mail is
        processed after new mail, and mail overtakes other mail on its way.
        """
        Case = self.env[CASE_MODEL]
        if self.release_to:
            return self._decided_thread(desk)
        if self._awaits_posts(inbound, desk):
            self._post_collected(desk)
            desk.correlation.correspondents.clear()
        thread = Case._mailbox_find(inbound, self.server_id, desk)
        if not thread.case_id:
            answers = desk.answers.get((self.server_id.id, inbound.message_id), ())
            thread = Case._mailbox_find_by_answers(inbound, answers, desk) or thread
        return self._past_closing(thread, inbound, desk)

    def _decided_thread(self, desk):
        named = self.named_ticket_id
        if self.release_to == "named" and named:
            reason = self.env._("A helpdesk manager approved it for this case.")
            return Thread(named._mailbox_merged_target().id, reason)
        reason = self.env._("A helpdesk manager made it a case of its own.")
        return Thread(False, reason, named.id)

    def _awaits_posts(self, inbound, desk):
        """True where a case that this message may join has entries still to come."""
        if not desk.posts:
            return False
        Case, mailbox = self.env[CASE_MODEL], self.server_id
        answers = desk.answers.get((mailbox.id, inbound.message_id), ())
        cases = {row.ticket_id.id for row in answers}
        for clues in desk.correlation.clues[inbound.digest]:
            claims = Case._mailbox_claims(clues, mailbox, desk)
            cases.update(claim.case.id for claim in claims)
        return bool(cases & {case.id for case, *_rest in desk.posts})

    def _past_closing(self, thread, inbound, desk):
        """`thread`, or where its case was closed long ago: the case that goes on with
        it, or none yet."""
        case = self.env[CASE_MODEL].browse(thread.case_id or ())
        live = not self.is_import and (
            self.kind in ("human", "list") or self.is_released
        )
        by_agent = inbound.from_.email in desk.correlation.agents
        if not live or by_agent or not self._is_closed_for_long(case):
            return thread
        seen = case
        while self._is_closed_for_long(case):
            later = (case.follow_up_ids - seen).filtered(
                lambda found: found._mailbox_takes_part(inbound.from_.email, desk)
            )
            if not later:
                return Thread(False, self._closed_reason(case), follows_id=case.id)
            case = later.sorted("id")[-1]
            seen |= case
        reason = self.env._("It answers a case that this one goes on with.")
        return Thread(case.id, reason)

    def _is_closed_for_long(self, case):
        """True where this mailbox wants a new case rather than to reopen `case`."""
        mailbox = self.server_id
        if mailbox.closed_case_policy != "new" or not case.closed:
            return False
        since = case.closed_date or case.last_stage_update or case.create_date
        now = self.received_date or fields.Datetime.now()
        return now - since >= timedelta(days=mailbox.closed_case_days)

    def _closed_reason(self, case):
        return self.env._(
            "It answers case %(number)s, which has been closed for more than %(days)s "
            "days.",
            number=case.number,
            days=self.server_id.closed_case_days,
        )

    def _set_done(self, case_id, thread):
        result = super()._set_done(case_id, thread)
        if thread.follows_id:
            cases = self.env[CASE_MODEL].sudo()
            cases.browse(thread.follows_id)._mailbox_note_follow_up(
                cases.browse(case_id)
            )
        return result

    # ------------------------------------------------------------------
    # Gate and filing
    # ------------------------------------------------------------------

    def _gates(self):
        return [*super()._gates(), self._gate_wrong_sender]

    def _gate_wrong_sender(self, letter, thread, desk):
        """Hold what names a case that its sender does not belong to, where wanted."""
        hold = self.server_id.wrong_sender_policy == "hold" and not self.is_import
        if hold and thread.named_id and not thread.case_id:
            return Stop("held", thread.reason, "wrong_sender")
        return None

    def _post_values(self, thread, desk):
        """What an agent forwards is a note: customers are not sent it."""
        values = super()._post_values(thread, desk)
        return {**values, "is_internal": True} if thread.is_note else values
