"""What machines answer to mail of ours is noted on the ticket it is about.

Such mail stays ignored: it reopens nothing, assigns nobody and tells nobody. Only what
carries a reference that we signed, and is about a recipient that our message went to,
says anything of its delivery; a forged bounce changes nothing.
"""

from odoo import fields, models

from ...tools.bounces import failed_recipients, returned_ids
from ...tools.mail import parse_disposition, parse_report
from ...tools.matching import named_ids
from ...tools.quotes import visible_reply
from ...tools.reasons import because, stored_reasons
from ..facts import Fact, moment
from ..names import TICKET_MODEL
from ..values import first_line

NOTES = {
    "bounce": "_note_report",
    "delayed": "_note_report",
    "receipt": "_note_receipt",
    "auto_reply": "_note_auto_reply",
}
ACTIONS = {"bounce": "failed", "delayed": "delayed", "receipt": "delivered"}
RECEIPTS = {"displayed": "opened", "deleted": "deleted"}


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _note_delivery(self, mail, batch):
        """Where a machine's mail that was put aside is about mail of ours, its ticket
        notes it, in the language of the mailbox's responsible person."""
        if self.mail_message_id or mail.verdict.kind not in NOTES:
            return
        person = self.server_id.responsible_id
        row = self.with_context(lang=person.lang, tz=person.tz)
        names = returned_ids(mail.inbound)
        ticket, signed = row._ticket_of_ours(mail.inbound, names, batch)
        if ticket:
            getattr(row, NOTES[mail.verdict.kind])(mail, ticket, signed, names)

    def _ticket_of_ours(self, inbound, names, batch):
        """The ticket whose message is named, and whether by a reference we signed."""
        Ticket = self.env[TICKET_MODEL]
        for ticket_id in Ticket._mailbox_signed_ids(names):
            ticket = Ticket._mailbox_reachable([ticket_id], self.server_id)
            if ticket:
                return ticket, True
        others = set(names).difference(named_ids(inbound))
        known = {**batch.tickets.known, **Ticket._mailbox_known_ids(others)}
        for name in names:
            ticket = Ticket._mailbox_reachable(known.get(name, ()), self.server_id)[:1]
            if ticket:
                return ticket, False
        return Ticket, False

    # ------------------------------------------------------------------
    # Bounces, notices of delay, and receipts of mail servers
    # ------------------------------------------------------------------

    def _note_report(self, mail, ticket, signed, names):
        """Mark what did not arrive, which the answer itself tells, and note the rest
        under the ticket."""
        recipients = self._reported_recipients(mail)
        sent = self._reported_sent(ticket, names, recipients) if signed else []
        if not sent:
            self._note_unproven(ticket, signed, recipients)
            return
        facts = [self._delivery_fact(mail, *each) for each in sent]
        self._note_on(ticket, sent[0][0], signed, list(filter(None, facts)))

    def _reported_recipients(self, mail):
        if mail.verdict.kind != "receipt":
            return failed_recipients(mail.inbound, mail.verdict)
        report = parse_report(mail.inbound)
        return report.recipients if report else ()

    def _reported_sent(self, ticket, names, recipients):
        """Pairs of where our message went (`mail.notification`) and what became of it
        there (`Recipient`), of those recipients that it went to."""
        addresses = {(r.address, r.original_address): r for r in recipients}
        ticket._mailbox_automatic_to(names, {a for both in addresses for a in both})
        pairs = [
            (ticket._mailbox_sent_to(names, both)[:1], recipient)
            for both, recipient in addresses.items()
        ]
        return [pair for pair in pairs if pair[0]]

    def _delivery_fact(self, mail, notification, recipient):
        """What a report says of a recipient (`Fact`); None where the notification is
        marked with it."""
        action = recipient.action or ACTIONS[mail.verdict.kind]
        if action == "failed":
            is_new = notification.notification_status != "bounce"
            if is_new:
                # Before: Odoo's hook writes it, too, and knows less of the reason.
                self._tell_bounce(mail, notification)
            notification._mark_bounced(recipient, is_new)
            return None
        return notification._fact("delayed" if action == "delayed" else "delivered")

    def _note_unproven(self, ticket, signed, recipients):
        """Say why nothing changes: a reference alone may be forged (law 6)."""
        addresses = ", ".join(r.address for r in recipients if r.address)
        if not signed:
            why = because("unsigned_report", number=ticket.number)
        elif addresses:
            why = because("report_of_others", number=ticket.number, addresses=addresses)
        else:
            why = because("report_of_nobody", number=ticket.number)
        self._add_reason(why)
        self.named_ticket_id = ticket

    # ------------------------------------------------------------------
    # Receipts of people's mail programs, and automatic replies
    # ------------------------------------------------------------------

    def _note_receipt(self, mail, ticket, signed, names):
        receipt = parse_disposition(mail.inbound)
        if not receipt:
            self._note_report(mail, ticket, signed, names)
            return
        addresses = {
            receipt.recipient,
            receipt.original_recipient,
            mail.inbound.from_.email,
        }
        sent = ticket._mailbox_sent_to(names, addresses)[:1]
        if sent:
            said = self.date or self.received_date or fields.Datetime.now()
            code = RECEIPTS.get(receipt.kind, "confirmed")
            fact = sent._fact(code, told=moment(said))
            self._note_on(ticket, sent, signed, [fact])

    def _note_auto_reply(self, mail, ticket, signed, names):
        """Note an out-of-office answer, with its text folded."""
        sender = mail.inbound.from_.email
        sent = ticket._mailbox_sent_to(names, {sender})[:1]
        if not sent and not signed:
            return
        text = visible_reply(mail.inbound).strip()
        values = {
            "address": sender or mail.inbound.from_.name,
            "start": first_line(text or mail.inbound.subject),
        }
        facts = [Fact("auto_reply", values)]
        if len(text) > len(first_line(text)) or "\n" in text:
            facts.append(Fact("whole_text", {"text": text}))
        self._note_on(ticket, sent, signed, facts)

    # ------------------------------------------------------------------
    # Noting
    # ------------------------------------------------------------------

    def _note_on(self, ticket, sent, signed, facts):
        """Note these `Fact`s under the ticket, which notifies nobody, and link the row
        to it.

        `sent`: where our message went (`mail.notification`), perhaps empty.
        """
        robot = self.env["ir.model.data"]._xmlid_to_res_id("base.partner_root")
        note = self.env["mail.message"]
        if facts:
            note = ticket.sudo()._mailbox_log_facts(facts, author_id=robot)
        named = sent.mail_message_id.message_id
        about = because("noted", number=ticket.number)
        if sent:
            answered = {"date": sent.mail_message_id.date, "address": sent._address()}
            about = because("noted_on_answer", **answered)
        self._add_reason(about)
        tie = because("answers_message", name=named)
        if signed:
            tie = because("signed_reference")
        self.write(
            {
                "ticket_id": ticket.id,
                "mail_message_id": note.id,
                "thread_reason_codes": stored_reasons(tie),
            }
        )

    # ------------------------------------------------------------------
    # Whom we reach again
    # ------------------------------------------------------------------

    def _note_reached(self, mail, batch):
        """Who writes can be reached: what did not reach them is marked no longer."""
        key = (self.ticket_id.id, mail.inbound.from_.email)
        if not self.is_import and mail.verdict.kind in ("human", "list"):
            for found in batch.senders.undelivered.pop(key, ()):
                found.undelivered_ticket_id = False
