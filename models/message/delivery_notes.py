"""What machines answer to mail of ours is noted on the ticket it is about.

Such mail stays ignored: it reopens nothing, assigns nobody and tells nobody. Only what
carries a reference that we signed, and is about a recipient that our message went to,
says anything of its delivery; a forged bounce changes nothing.
"""

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import format_date

from ...tools.bounces import failed_recipients, returned_ids
from ...tools.mail import parse_disposition, parse_report
from ...tools.matching import named_ids
from ...tools.quotes import visible_reply
from ...tools.reasons import because, stored_reasons
from ..names import TICKET_MODEL

NOTES = {
    "bounce": "_note_report",
    "delayed": "_note_report",
    "receipt": "_note_receipt",
    "auto_reply": "_note_auto_reply",
}
ACTIONS = {"bounce": "failed", "delayed": "delayed", "receipt": "delivered"}
START_LENGTH = 160


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
        """Mark what did not arrive, and note it under the ticket."""
        recipients = self._reported_recipients(mail)
        sent = self._reported_sent(ticket, names, recipients) if signed else []
        if not sent:
            self._note_unproven(ticket, signed, recipients)
            return
        lines = [self._delivery_line(mail, *each) for each in sent]
        self._note_on(ticket, sent[0][0], signed, _paragraphs(lines))

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

    def _delivery_line(self, mail, notification, recipient):
        """Note on the notification what a report says; returns it as a sentence."""
        action = recipient.action or ACTIONS[mail.verdict.kind]
        named = notification._named()
        if action == "delayed":
            return self.env._(
                "Your answer of %(date)s has not reached %(address)s yet; "
                "the mail server still tries.",
                **named,
            )
        if action != "failed":
            return self.env._(
                "Your answer of %(date)s was delivered to %(address)s.", **named
            )
        notification._mark_bounced(recipient)
        sentence = notification._failure_sentence()
        if not recipient.diagnostic:
            return sentence
        return self.env._(
            "%(sentence)s The mail server's words: %(words)s",
            sentence=sentence,
            words=_shortened(recipient.diagnostic),
        )

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
            line = self._receipt_line(receipt, sent)
            self._note_on(ticket, sent, signed, _paragraphs([line]))

    def _receipt_line(self, receipt, sent):
        named = {**sent._named(), "when": self._day(self.date or self.received_date)}
        if receipt.kind == "displayed":
            return self.env._(
                "Your answer of %(date)s was opened by %(address)s on %(when)s.",
                **named,
            )
        if receipt.kind == "deleted":
            return self.env._(
                "Your answer of %(date)s was deleted by %(address)s on %(when)s, "
                "perhaps unread.",
                **named,
            )
        return self.env._(
            "The mail program of %(address)s confirmed your answer of %(date)s on "
            "%(when)s.",
            **named,
        )

    def _note_auto_reply(self, mail, ticket, signed, names):
        """Note an out-of-office answer, with its text folded."""
        sender = mail.inbound.from_.email
        sent = ticket._mailbox_sent_to(names, {sender})[:1]
        if not sent and not signed:
            return
        text = visible_reply(mail.inbound).strip()
        line = self.env._(
            "Automatic reply of %(address)s: “%(start)s”",
            address=sender or mail.inbound.from_.name,
            start=_shortened(text or mail.inbound.subject),
        )
        body = _paragraphs([line])
        if len(text) > len(_shortened(text)) or "\n" in text:
            body += _folded(self.env._("Whole text"), text)
        self._note_on(ticket, sent, signed, body)

    # ------------------------------------------------------------------
    # Noting
    # ------------------------------------------------------------------

    def _note_on(self, ticket, sent, signed, body):
        """Note `body` under the ticket, which notifies nobody; link the row to it.

        `sent`: where our message went (`mail.notification`), perhaps empty.
        """
        robot = self.env["ir.model.data"]._xmlid_to_res_id("base.partner_root")
        note = ticket.sudo()._message_log(body=body, author_id=robot)
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

    def _day(self, moment):
        local = moment and fields.Datetime.context_timestamp(self, moment)
        return format_date(self.env, local or fields.Date.context_today(self))

    # ------------------------------------------------------------------
    # Whom we reach again
    # ------------------------------------------------------------------

    def _note_reached(self, mail, batch):
        """Who writes can be reached: what did not reach them is marked no longer."""
        key = (self.ticket_id.id, mail.inbound.from_.email)
        if not self.is_import and mail.verdict.kind in ("human", "list"):
            for found in batch.senders.undelivered.pop(key, ()):
                found.undelivered_ticket_id = False


def _shortened(text):
    """The first line of a text, cut at a bearable length."""
    line = next(iter(text.strip().splitlines()), "")
    return line if len(line) <= START_LENGTH else line[:START_LENGTH].rstrip() + "…"


def _paragraphs(lines):
    return Markup().join(Markup("<p>{}</p>").format(line) for line in lines)


def _folded(title, text):
    """A text that one click shows (Markup)."""
    rows = Markup("<br>").join(text.splitlines())
    return Markup("<details><summary>{}</summary>{}</details>").format(title, rows)
