"""What became of an answer for one recipient, as far as a bounce told."""

from odoo import api, fields, models
from odoo.tools import format_date

from ...tools.bounces import delivery_failure as failure

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

    @api.depends("bounce_cause", "bounce_is_temporary", "mail_message_id.date")
    @api.depends_context("lang", "tz")
    def _compute_bounce_sentence(self):
        for notification in self:
            notification.bounce_sentence = (
                notification._failure_sentence() if notification.bounce_cause else False
            )

    def _failure_sentence(self):
        """In the reader's words: what did not reach whom, and why."""
        named = self._named()
        if not self._is_answer():
            return self.env._(
                "The message of %(date)s did not reach %(address)s: %(cause)s.", **named
            )
        if self.bounce_is_temporary:
            return self.env._(
                "Your answer of %(date)s did not reach %(address)s: %(cause)s. "
                "The address may be right; try again later.",
                **named,
            )
        return self.env._(
            "Your answer of %(date)s did not reach %(address)s: %(cause)s.", **named
        )

    def _named(self):
        """Date, recipient and cause, as sentences name them (dict)."""
        date = self.mail_message_id.date
        local = date and fields.Datetime.context_timestamp(self, date)
        causes = dict(self._fields["bounce_cause"]._description_selection(self.env))
        return {
            "date": format_date(self.env, local),
            "address": self._address(),
            "cause": causes.get(self.bounce_cause, ""),
        }

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

    def _mark_bounced(self, recipient):
        """Note what a bounce says of this recipient (`dsn.Recipient`)."""
        message = self.mail_message_id
        known = self.notification_status == "bounce"
        self.write(
            {
                "notification_status": "bounce",
                "failure_type": "mail_bounce",
                "failure_reason": recipient.diagnostic or recipient.status,
                "bounce_cause": failure.failure_code(recipient),
                "bounce_is_temporary": recipient.temporary,
            }
        )
        if not known and self._is_for_customer():
            self.undelivered_ticket_id = message.res_id
        message._notify_message_notification_update()

    def _to_store_defaults(self, target):
        """The history shows the sentence below the answer (Odoo hook)."""
        return super()._to_store_defaults(target) + ["bounce_sentence"]
