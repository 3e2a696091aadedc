"""Answers that did not arrive, as their ticket shows them."""

from odoo import api, fields, models

from ..groups import HELPDESK_OWN


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    undelivered_ids = fields.One2many(
        "mail.notification",
        "undelivered_ticket_id",
        string="Undelivered Replies",
        readonly=True,
        copy=False,
        groups=HELPDESK_OWN,
    )
    has_undelivered = fields.Boolean(
        string="Answer Not Delivered",
        compute="_compute_undelivered",
        search="_search_has_undelivered",
        compute_sudo=True,
        groups=HELPDESK_OWN,
        help="An answer came back. It shows until somebody dismisses it, or the person "
        "it did not reach writes again.",
    )
    undelivered_note = fields.Text(
        compute="_compute_undelivered", compute_sudo=True, groups=HELPDESK_OWN
    )

    @api.depends("undelivered_ids.bounce_sentence")
    @api.depends_context("lang", "tz")
    def _compute_undelivered(self):
        for ticket in self:
            sentences = ticket.undelivered_ids.sorted("id").mapped("bounce_sentence")
            ticket.has_undelivered = bool(sentences)
            ticket.undelivered_note = "\n".join(filter(None, sentences))

    @api.model
    def _search_has_undelivered(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("undelivered_ids", "!=", False)]

    def action_dismiss_undelivered(self):
        """Somebody saw that an answer did not arrive: mark it no longer."""
        self.check_access("write")
        # Notifications of others' messages are closed to agents.
        undelivered = self.sudo().undelivered_ids
        undelivered.undelivered_ticket_id = False
        undelivered.mail_message_id._notify_message_notification_update()

    def _mailbox_sent_to(self, message_ids, addresses):
        """Where this ticket's messages went by mail (`mail.notification`).

        `message_ids`: of the messages, newest first; so are the answers.
        `addresses`: normalised ones of recipients.
        """
        self.ensure_one()
        order = {name: place for place, name in enumerate(message_ids)}
        # The pipeline's own look-up: nobody's rights are asked.
        found = (
            self.env["mail.notification"]
            .sudo()
            .search(
                [
                    ("mail_message_id.message_id", "in", list(order)),
                    ("mail_message_id.model", "=", self._name),
                    ("mail_message_id.res_id", "=", self.id),
                    ("notification_type", "=", "email"),
                ]
            )
        )
        return found.filtered(lambda n: n._address() in addresses).sorted(
            lambda n: order[n.mail_message_id.message_id]
        )

    def _mailbox_automatic_to(self, message_ids, addresses):
        """Make what `_mailbox_sent_to` finds, for automatic mail to `addresses`.

        Odoo keeps no `mail.notification` of mail that has no author.
        """
        logged = self.env["fetchmail.automatic.mail"].search(
            [
                ("ticket_id", "=", self.id),
                ("address", "in", list(addresses)),
                ("mail_message_id.message_id", "in", list(message_ids)),
                ("mail_message_id.notification_ids", "=", False),
            ]
        )
        self.env["mail.notification"].sudo().create(
            [
                {
                    "mail_message_id": row.mail_message_id.id,
                    "mail_email_address": row.address,
                    "notification_type": "email",
                    "notification_status": "sent",
                }
                for row in logged
            ]
        )
