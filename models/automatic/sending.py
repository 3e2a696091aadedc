"""The only place that sends automatic mail, within its limits (law 5)."""

from odoo import models
from odoo.tools.mail import formataddr

from ...tools.mail import is_everybodys
from ...tools.policy import untagged
from ..names import MAIL_QUEUE
from ..values import is_mailable, sent_to
from .repeating import (
    NAMELESS,
    are_shown,
    is_nameless,
    repeating_only,
    strangers_words,
    unfit_name,
)
from .stage_mail import BY_US

# RFC 3834 section 5; [MS-OXCMAIL] 2.1.3.2.14 for what Exchange understands.
MARKS = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _send_automatic(
        self,
        purpose,
        template,
        address,
        *,
        row=None,
        ticket=None,
        is_proven=None,
        layout=None,
    ):
        """Send one automatic mail, or withhold it and say why.

        `purpose`: a key of `fetchmail.automatic.mail.purpose`. `template`: a
        `mail.template` on the ticket's model where `ticket` is given, else on the
        received message's. `row`: the received message that causes it, if one does; its
        sender gets it, or whom `address` names. `is_proven`: says whether the sender
        is (a function, which may ask others), so that what is repeated of the sender's
        words may say anything; None: not. `layout`: the XML id of
        a mail layout, the template's own by default. Returns the row of the log, a
        `fetchmail.automatic.mail` that is "sent" or "withheld". The mail waits in
        Odoo's queue in this transaction, so it goes out exactly once if the
        transaction is committed, and else not at all.
        """
        self.ensure_one()
        address = sent_to(address)
        row = row or self.env["fetchmail.message"]
        reason, pause = self._automatic_blocked(purpose, template, address, row, ticket)
        values = {
            "server_id": self.id,
            "ticket_id": ticket.id if ticket else False,
            "received_message_id": row.id,
            "purpose": purpose,
            "address": address or "?",
        }
        # The log has no writers: rows come from here only.
        log = self.env["fetchmail.automatic.mail"].sudo()._record(values, reason, pause)
        if log.state == "sent":
            words = strangers_words(ticket, row)
            if is_proven and are_shown(words, template) and is_proven():
                words = unfit_name(ticket)
            spoken = self._in_automatic_lang(template, address, row, ticket)
            if is_nameless(words):
                spoken = spoken.with_context(**{NAMELESS: True})
            with repeating_only(words):
                mail = self._automatic_mail(spoken, address, row, ticket, layout)
            log.mail_message_id = mail.mail_message_id
        return log

    def _automatic_blocked(self, purpose, template, address, row, ticket):
        """(why no automatic mail may go to `address`, its `Pause`), or ("", None)."""
        if row:
            never = self._never_answered(address, row)
        else:
            first = ticket._mailbox_first_row()
            never = (
                self._never_written_to(address)
                or self._never_told_of(first)
                or ticket._never_told_at(address, first)
            )
        never = never or self._unfit(template, ticket or row)
        if never:
            return never, None
        return self._breaker_blocked(purpose, address, ticket)

    def _never_answered(self, address, row):
        """Why mail to this address about this message never goes out; else ""."""
        return (
            self._never_written_to(address)
            or self._never_told_of(row)
            or row._form_silence()
            or self._unwanted(row)
        )

    def _unwanted(self, row):
        """The sentence where a message asks for no automatic answer; else ""."""
        if not row.no_answer_reason:
            return ""
        return self.env._(
            "The message asks for no automatic answer (%(field)s).",
            field=row.no_answer_reason,
        )

    def _never_written_to(self, address):
        """Why nothing automatic ever goes to this address; else ""."""
        if not address:
            return self.env._("There is no address to write to.")
        if not is_mailable(address):
            return self.env._(
                "%(address)s is no address on the internet that Odoo sends mail to.",
                address=address,
            )
        if untagged(address) in self._own_addresses():
            return self.env._("%(address)s is one of our own.", address=address)
        if is_everybodys(address):
            return self.env._(
                "Nobody reads what is sent to %(address)s.", address=address
            )
        if self._is_form_address(address):
            return self.env._("%(address)s is a website's form.", address=address)
        return ""

    def _never_told_of(self, row):
        """Why nothing automatic is ever caused by this message; else ""."""
        if row.is_forged:
            return self.env._("The sender's address is forged.")
        if row.is_import:
            return self.env._("The message was in the mailbox before it was set up.")
        if row and row.kind != "human":
            return self.env._("The message is automatic or came by a list.")
        return ""

    def _unfit(self, template, record):
        """Why a template cannot be used for `record`; else "". Rendered for another
        model it would tell of whatever record has the same id there."""
        template = template.sudo()
        if template.model == record._name:
            return ""
        return self._unfit_sentence(template, record._name)

    def _automatic_mail(self, template, address, row, ticket, layout):
        """The `mail.mail` in Odoo's queue, which looks after it at once, not in an
        hour; its text stays in the ticket's history."""
        record = ticket or row
        template = template.sudo().with_context(**{BY_US: True})
        mail_id = template.send_mail(
            record.id,
            email_values=self._automatic_mail_values(address, row, ticket),
            email_layout_xmlid=layout,
        )
        self.env.ref(MAIL_QUEUE).sudo()._trigger()
        return self.env["mail.mail"].sudo().browse(mail_id)

    def _automatic_mail_values(self, address, row, ticket):
        """What an automatic mail has whatever its template says (dict)."""
        # What comes back of it comes back to the mailbox, too.
        headers = {"Return-Path": self.email_address, **MARKS}
        if not row:
            headers["Auto-Submitted"] = "auto-generated"
        references = [ticket._mailbox_token()] if ticket else []
        answered = row.message_id if row else self._last_public_id(ticket)
        if answered:
            headers["In-Reply-To"] = answered
            references.append(answered)
        return {
            "author_id": False,
            "email_from": formataddr((self.name, self.email_address)),
            "reply_to": self._automatic_reply_to(ticket),
            "email_to": address,
            "email_cc": False,
            "recipient_ids": [],
            "partner_ids": [],
            "attachment_ids": [],
            "attachments": [],
            "references": " ".join(references) or False,
            "headers": repr(headers),
            "mail_server_id": self._outgoing_mail_server().id,
            # The mail is deleted once it is sent, and its history entry stays.
            "auto_delete": True,
            "is_notification": True,
        }

    def _last_public_id(self, ticket):
        """The Message-ID of the last message of a ticket that customers may see; False
        for none."""
        if not ticket:
            return False
        return ticket._mailbox_previous(self.env["mail.message"], limit=1).message_id

    def _automatic_reply_to(self, ticket):
        """Where answers to an automatic mail go: the address of its ticket, if any."""
        own = ticket and ticket.sudo().mailbox_id == self
        return ticket._mailbox_reply_address() if own else self.email_address
