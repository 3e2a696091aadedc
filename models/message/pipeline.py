"""The way of received messages, from their bytes to their tickets, from top to bottom.

Parse and classify, look up what the batch names, decide (a copy? our own test? of an
ignored kind? which ticket? stopped by a filter?), and carry the decision out: file,
acknowledge, note what a machine reports of a delivery. docs/ARCHITECTURE.md tells where
each step lives and where other add-ons put theirs.
"""

import base64
from dataclasses import replace

from odoo import fields, models

from ...tools.mail import HeadMessage, head_message, parse
from ...tools.reasons import stored_reasons
from ..batch import Decision, ParsedMail
from ..names import TICKET_MODEL

# Bytes of messages that are read and not yet filed: with the one that goes beyond it
# and what is opened in that, they bound the memory of a batch.
BATCH_BYTES = 32 * 1024 * 1024


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _run_pipeline(self):
        """Take these rows, in their order, all the way, in this transaction."""
        own_addresses = self.env["fetchmail.server"]._own_addresses()
        left = self
        while left:
            left = left._run_first(own_addresses)
        self.env.flush_all()

    def _run_first(self, own_addresses):
        """Take the first of these rows, as many as BATCH_BYTES allow but at least one,
        all the way; returns the rows left."""
        mails, held = {}, 0
        for row in self:
            mails[row] = mail = row._parse(own_addresses)
            held += mail.inbound.held_size
            if held >= BATCH_BYTES:
                break
        batch = self._look_up(mails.values(), own_addresses)
        for row, mail in mails.items():
            row._carry_out(row._decide(mail, batch), mail, batch)
            row._note_proof(mail.inbound)
        self._post_collected(batch)
        return self[len(mails) :]

    def _parse(self, own_addresses):
        """The `ParsedMail` in this row's bytes; the row notes what it says."""
        kept = self._kept_message()
        inbound = parse(kept.raw)
        verdict = self._classify(inbound, own_addresses)
        form = self._filled_form(inbound, verdict, own_addresses)
        mail = ParsedMail(inbound, verdict, kept.left_out, form=form)
        shown = self._header_values(inbound) | self._kind_values(mail.verdict)
        self.write({**shown, **self._proof_values(inbound), "next_attempt": False})
        return mail

    def _kept_message(self):
        """This row's message as a mail of its own, and what of it was not fetched
        (`HeadMessage`)."""
        raw = self._raw_bytes()
        return head_message(raw) if self.raw_state == "head" else HeadMessage(raw, ())

    def _raw_bytes(self):
        """The bytes of this row's message; Odoo's cache keeps no copy of them."""
        row = self.with_context(bin_size=False)
        raw = base64.b64decode(row.raw or b"")
        row.invalidate_recordset(["raw"], flush=False)
        return raw

    def _decide(self, mail, batch, as_new=False):
        """The `Decision` on a message; `as_new`: as if it had not come before."""
        self._note_form(mail, batch)
        if self.accepted_agent_id:
            batch.accept_author(mail.inbound, self.server_id)
        if self.is_sent:
            match = self._match_sent(mail.inbound, batch)
            return Decision("file" if match.ticket_id else "unmatched", match)
        as_new = as_new or self.is_released
        twin = not as_new and self._same_bytes(batch)
        if twin:
            return Decision("copy", twin=twin)
        test = self.env["fetchmail.test.message"]._awaited(self, mail.inbound)
        if test:
            return Decision("test", test=test)
        decision = self._decide_anew(mail, batch)
        twin = not as_new and self._repeated(decision, batch)
        return Decision("copy", twin=twin) if twin else decision

    def _decide_anew(self, mail, batch):
        match = None
        if self._is_ignored_kind(mail) and not self.is_released:
            match = self._match_by_rule(mail, batch)
            if match is None:
                return Decision("ignore")
        match = match or self._match(mail.inbound, batch)
        stop = self._first_stop(mail, match, batch)
        return Decision("stop" if stop else "file", match, stop)

    def _carry_out(self, decision, mail, batch):
        """Do what was decided."""
        if decision.action == "copy":
            self._ignore_copy(decision.twin)
        elif decision.action == "test":
            decision.test._note_back()
            self._set_ignored(self.env._("A test message of this mailbox."))
        elif decision.action == "ignore":
            self._set_ignored(mail.verdict.reason)
            self._note_delivery(mail, batch)
        elif decision.action == "unmatched":
            self._set_ignored(decision.match.reason)
        elif decision.action == "stop":
            self._set_stopped(decision.stop, decision.match)
        else:
            self._file(mail, decision.match, batch)
        if decision.stop and self.state == "ignored" and self._is_ignored_kind(mail):
            self._note_delivery(mail, batch)
        self._spend_tokens(mail, batch)

    def _file(self, mail, match, batch):
        """Put the message into its ticket, through Odoo's own mail gateway."""
        answer = self._agent_answer(mail, match, batch)
        if self._command_settles(answer, mail, match):
            return  # carried out and logged, or refused and answered
        filing = self._filing(mail, match, answer, batch)
        if filing.adds_people:
            refused = self._make_contacts(mail, match, batch)
            filing = replace(filing, notes=refused)
        mail = self._without_left_out(mail, batch)
        before = self._ticket_before(mail, match, batch)
        batch.filing = filing
        gateway = self._gateway(mail, batch)
        email = self._email_message(mail.inbound, batch.filing)
        msg_dict = gateway.message_parse(email)
        self._prepare(msg_dict, mail, match, batch)
        ticket_id = self._route(gateway, email, msg_dict, mail, match, batch)
        self._set_done(ticket_id, match)
        self._note_shown_pictures(mail.inbound)
        self._say_changes(before, match, batch)
        self._say_form(mail, batch)
        self._fill_fields(mail, match, batch)
        batch.tickets.note_filed(self, mail.inbound.message_id, ticket_id)
        self._acknowledge(mail, match, batch)
        self._note_reached(mail, batch)
        self._tell_reached(gateway, email, msg_dict, mail, batch)

    # ------------------------------------------------------------------
    # End states; held: see `_set_stopped` of holding.py
    # ------------------------------------------------------------------

    def _set_ignored(self, reason, **values):
        """Put the message aside, where a person finds it with its reason."""
        self._note_why_held()
        self.write(
            {
                "state": "ignored",
                "reason_codes": stored_reasons(reason),
                "settled_date": fields.Datetime.now(),
                "error_codes": False,
                **values,
            }
        )

    def _set_done(self, ticket_id, match):
        """The message is in its ticket."""
        self.write(
            {
                "state": "done",
                "ticket_id": ticket_id,
                "named_ticket_id": match.named_id,
                "thread_reason_codes": stored_reasons(match.reason),
                "settled_date": fields.Datetime.now(),
                "error_codes": False,
            }
        )
        if match.follows_id:
            tickets = self.env[TICKET_MODEL].sudo()
            later = tickets.browse(ticket_id)
            tickets.browse(match.follows_id)._mailbox_note_follow_up(later)
