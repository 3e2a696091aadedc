"""What became of an answer for one recipient, as far as a bounce told."""

import re

from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store

from ...tools.bounces import delivery_failure as failure
from ..facts import Fact, moment
from ..moments import shown_moment
from ..values import first_line

CAUSES = [
    (failure.MAILBOX_FULL, "mailbox full"),
    (failure.UNKNOWN_USER, "no such address"),
    (failure.DISABLED, "mailbox disabled"),
    (failure.BAD_ADDRESS, "the address is not valid"),
    (failure.DOMAIN_UNKNOWN, "the domain does not exist or takes no mail"),
    (failure.TOO_LARGE, "message too large"),
    (failure.REFUSED, "refused by the recipient's mail server"),
    (failure.SENDER_REFUSED, "the recipient's mail server refuses our address"),
    (failure.NO_CONNECTION, "the recipient's mail server could not be reached"),
    (failure.EXPIRED, "it could not be delivered in time"),
    (failure.LOOP, "the recipient's mail servers send it in circles"),
    (failure.SERVER_TROUBLE, "the recipient's mail server has a problem"),
    (failure.CONTENT_REFUSED, "the recipient's mail server refuses the content"),
    (failure.UNKNOWN, "the mail server gave no clear reason"),
]

_STATUS = re.compile(r"\d\.\d{1,3}\.\d{1,3}")


class MailNotification(models.Model):
    _inherit = "mail.notification"

    bounce_cause = fields.Selection(
        CAUSES,
        string="Why It Did Not Arrive",
        groups="base.group_user",
    )
    bounce_is_temporary = fields.Boolean(
        string="Address May Be Right",
        help="The mail did not arrive, but a later one may.",
        groups="base.group_user",
    )
    bounce_sentence = fields.Char(
        compute="_compute_bounce_sentence",
        groups="base.group_user",
    )
    undelivered_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Ticket with This Undelivered Answer",
        index="btree_not_null",
        ondelete="set null",
        help="Set until a person dismisses it, or the recipient writes again.",
        groups="base.group_user",
    )

    @api.depends(
        "bounce_cause",
        "bounce_is_temporary",
        "failure_reason",
        "mail_message_id.author_id.name",
        "mail_message_id.date",
    )
    @api.depends_context("lang", "tz")
    def _compute_bounce_sentence(self):
        for notification in self:
            notification.bounce_sentence = (
                notification._failure_sentence() if notification.bounce_cause else False
            )

    def _failure_sentence(self):
        """In the reader's words: what did not reach whom, and why."""
        sentences = [self._failure()]
        if self._is_answer() and self.bounce_is_temporary:
            sentences.append(self.env._("The address may be right; try again later."))
        words = first_line(self.failure_reason or "")
        if words and not _STATUS.fullmatch(words):
            sentences.append(
                self.env._("The mail server's words: “%(words)s”", words=words)
            )
        return " ".join(sentences)

    def _failure(self):
        causes = dict(self._fields["bounce_cause"]._description_selection(self.env))
        named = {**self._named(), "cause": causes.get(self.bounce_cause, "")}
        if self._is_answer():
            return self.env._(
                "%(author)s's answer of %(when)s did not reach %(address)s: %(cause)s.",
                author=self.mail_message_id.author_id.name,
                **named,
            )
        return self.env._(
            "The message of %(when)s did not reach %(address)s: %(cause)s.", **named
        )

    def _named(self):
        """When it was sent and to whom, as sentences name them (dict)."""
        return {
            "when": shown_moment(self.env, self.mail_message_id.date),
            "address": self._address(),
        }

    def _fact(self, code, **values):
        """The `Fact` that a machine reports of this delivery."""
        message = self.mail_message_id
        author = message.author_id.name or message.record_company_id.name
        named = {
            "author": author or self.env.company.name,
            "when": moment(message.date),
            "address": self._address(),
        }
        return Fact(code, {**named, **values})

    def _address(self):
        """The recipient's address, normalised where it can be."""
        partner = self.res_partner_id
        return partner.email_normalized or partner.email or self.mail_email_address

    def _is_answer(self):
        """Whether one of us wrote it to somebody who is none of us."""
        return bool(self.mail_message_id.author_id) and self._is_for_customer()

    def _is_for_customer(self):
        """Whether it is from one of us, or from no person, to somebody else."""
        author = self.mail_message_id.author_id
        ours = not author or not author.partner_share
        return ours and (not self.res_partner_id or self.res_partner_id.partner_share)

    def _mark_bounced(self, recipient, is_new):
        """Note what a bounce says of this recipient (`dsn.Recipient`); `is_new`: it is
        the first one."""
        message = self.mail_message_id
        self.write(
            {
                "notification_status": "bounce",
                "failure_type": "mail_bounce",
                "failure_reason": recipient.diagnostic or recipient.status,
                "bounce_cause": failure.failure_code(recipient),
                "bounce_is_temporary": recipient.temporary,
            }
        )
        if is_new and self._is_for_customer():
            self.undelivered_ticket_id = message.res_id
        message._notify_message_notification_update()

    def _to_store_defaults(self, target):
        """The history shows the sentence below the answer, unless the ticket shows it
        above (Odoo hook)."""
        return super()._to_store_defaults(target) + [
            "bounce_sentence",
            Store.Attr(
                "is_told_by_ticket", lambda one: bool(one.sudo().undelivered_ticket_id)
            ),
        ]
