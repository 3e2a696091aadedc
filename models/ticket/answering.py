"""What agents write in a ticket goes out from its mailbox, and comes back to it."""

from ast import literal_eval

from odoo import models
from odoo.fields import Domain
from odoo.tools.mail import email_normalize, email_split_tuples, formataddr

from ...tools.matching import OWN_MARK_FIELD
from ...tools.text import without_answer_marks
from ..batch import BATCH

# Written by people, to whoever takes part; notes and log entries are not.
CONVERSATION = ("email", "comment")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def message_post(self, **kwargs):
        """What is internal stays inside. An agent's answer reaches the customer, by
        email or from the screen, also one who does not follow the ticket or is no
        contact. History entries of existing mail are collected, and made together
        later (Odoo hook)."""
        filing = self._mailbox_filing(kwargs.get("message_id"))
        inside = self._mailbox_inside_values(kwargs)
        kwargs |= inside
        if filing and filing.agent_answer and not inside:
            kwargs |= self._mailbox_customer_values(kwargs)
        if (
            len(self) == 1
            and self.sudo().mailbox_id
            and self._mailbox_is_answer(kwargs)
        ):
            kwargs |= self._mailbox_customer_values(kwargs)
            kwargs |= self._mailbox_author_values(kwargs)
        if filing and filing.row.is_import:
            self.env.context[BATCH].posts.append((self, kwargs, filing))
            return self.env["mail.message"]
        return super().message_post(**self._mailbox_with_subject(kwargs, filing))

    def _mailbox_with_subject(self, kwargs, filing):
        """Arguments of `message_post` with the subject that mail about this entry will
        have: other add-ons give it one of theirs where it has none."""
        is_ours = len(self) == 1 and self.sudo().mailbox_id
        if filing or not is_ours or kwargs.get("subject"):
            return kwargs
        return {**kwargs, "subject": self._message_compute_subject()}

    def _mailbox_author_values(self, kwargs):
        """The mailbox's address for an agent who has none: Odoo sends no mail without
        one (arguments of `message_post`)."""
        author = self.env["res.partner"].sudo().browse(kwargs.get("author_id") or ())
        author = author or self.env.user.partner_id
        if author.email_normalized or kwargs.get("email_from"):
            return {}
        address = self.sudo().mailbox_id.email_address
        return {
            "author_id": author.id,
            "email_from": formataddr((author.name, address)),
        }

    def _mailbox_is_answer(self, kwargs):
        """Whether arguments of `message_post` are an internal user's open comment."""
        comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        is_open = (
            kwargs.get("subtype_xmlid") == "mail.mt_comment"
            or kwargs.get("subtype_id") == comment
        )
        if kwargs.get("message_type") != "comment" or not is_open:
            return False
        author = self.env["res.partner"].sudo().browse(kwargs.get("author_id") or ())
        return not (author or self.env.user.partner_id).partner_share

    def _mailbox_customer_values(self, kwargs):
        """The customer as a further recipient for `message_post`, where needed."""
        own = self.sudo().mailbox_id._own_addresses()
        partner = self.partner_id.sudo()
        if partner.email_normalized:
            reached = partner in self.message_partner_ids.sudo()
            if reached or partner.email_normalized in own:
                return {}
            partner_ids = list(kwargs.get("partner_ids") or ())
            return {"partner_ids": list({*partner_ids, partner.id})}
        address = email_normalize(self.partner_email)
        given = kwargs.get("outgoing_email_to") or ""
        if not address or address in own or address in given.lower():
            return {}
        known = self.message_partner_ids.sudo() | self.env["res.partner"].sudo().browse(
            kwargs.get("partner_ids") or ()
        )
        if address in known.mapped("email_normalized"):
            return {}
        customer = formataddr((self.partner_name or "", address))
        return {"outgoing_email_to": ",".join(filter(None, (given, customer)))}

    def _message_compute_subject(self):
        """The customer's own subject: what mail programs thread by (Odoo hook)."""
        if not self.sudo().mailbox_id:
            return super()._message_compute_subject()
        return self._mailbox_subject()

    def _mailbox_subject(self):
        """Re: and the first message's subject, whatever the ticket is called by now."""
        self.ensure_one()
        first = self._mailbox_first_row()
        subject = " ".join((first.subject or self.name or "").split())
        subject = f"Re: {without_answer_marks(subject)}".strip()
        tag = f"[{self.number}]"
        if self.sudo().mailbox_id.subject_tag and tag not in subject:
            subject = f"{subject} {tag}"
        return subject

    def _mailbox_previous(self, message, limit):
        """The last messages before `message` that customers may see, newest first; all
        are before one that is not stored, as that of a template is."""
        domain = self._mailbox_public(CONVERSATION)
        if message.ids:
            domain &= Domain("id", "<", message.ids[0])
        messages = self.env["mail.message"].sudo()
        return messages.search(domain, order="id desc", limit=limit)

    def _mailbox_public(self, types):
        """Which entries of this ticket customers may see (`Domain`), of these types."""
        return (
            Domain("model", "=", self._name)
            & Domain("res_id", "=", self.id)
            & Domain("message_type", "in", types)
            & Domain("is_internal", "=", False)
            & Domain("subtype_id", "!=", False)
            & Domain("subtype_id.internal", "=", False)
        )

    def _mailbox_is_answered(self):
        """Whether an agent has written to the customer (bool)."""
        by_us = Domain("author_id.partner_share", "=", False)
        entries = self.env["mail.message"].sudo()
        entries = entries.search(self._mailbox_public(CONVERSATION) & by_us)
        return any(map(self._mailbox_is_agent, entries.author_id.user_ids))

    def _notify_by_email_get_base_mail_values(
        self, message, recipients_data, additional_values=None
    ):
        """From the mailbox, by its server, as an answer to the last message; also
        what agents get, so that they may answer by mail (Odoo hook)."""
        values = super()._notify_by_email_get_base_mail_values(
            message, recipients_data, additional_values
        )
        values |= self._mailbox_inside_mail_values(message, values)
        if len(self) == 1:
            values |= self._mailbox_reference_values(message, values)
        if len(self) == 1 and self.sudo().mailbox_id:
            mailbox = self.sudo().mailbox_id
            headers = literal_eval(values.get("headers") or "{}")
            # Undeliverable mail comes back to the mailbox, where it is understood.
            headers["Return-Path"] = mailbox.email_address
            answered = self._mailbox_previous(message, limit=1).message_id
            if answered:
                headers["In-Reply-To"] = answered
            values |= {
                "headers": repr(headers),
                "mail_server_id": mailbox._outgoing_mail_server().id,
                "mailbox_from": self._mailbox_sender(message),
            }
        return values

    def _notify_by_email_get_headers(self, headers=None):
        """What we send is known when it comes back, so that it is neither filed nor
        answered (law 5), and its bounces come back to the mailbox: Odoo uses
        Return-Path as envelope sender where the outgoing server may (Odoo hook)."""
        headers = super()._notify_by_email_get_headers(headers=headers)
        if len(self) != 1:
            return headers
        headers[OWN_MARK_FIELD] = self._mailbox_token()
        mailbox = self.sudo().mailbox_id
        if mailbox.active and mailbox.email_address:
            headers["Return-Path"] = mailbox.email_address
        return headers

    def _mailbox_author_name(self, message, author):
        """The name that a message's author goes by in mail from the mailbox."""
        mailbox = self.sudo().mailbox_id
        if author and not author.partner_share:
            # A robot of Odoo's is nobody that people know.
            named = mailbox.answer_from == "agent" and author.main_user_id.active
            return author.name if named else mailbox.name
        written = email_split_tuples(message.email_from or "")
        return author.name or (written and written[0][0]) or mailbox.name
