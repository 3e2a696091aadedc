"""Answers go where the customer wants them (Reply-To); who wrote is another matter."""

from odoo import api, fields, models

from ..tools.correspondents import answer_address
from .desk import shown


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    mailbox_writes_as = fields.Char(
        string="Writes As",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="The address that the first message came from. It asks for answers to "
        "another one, which is the case's email.",
    )

    @api.model
    def _mailbox_new_values(self, row, letter, thread, desk):
        """The customer's address is that of Reply-To; it opens no door: who may join a
        case, command it or write at all is judged by the sender."""
        values = super()._mailbox_new_values(row, letter, thread, desk)
        inbound = letter.inbound
        customer = answer_address(inbound, desk.own_addresses)
        if not customer:
            return values
        contact = self._partner_find_from_emails_single(
            [customer.email], no_create=True
        )
        return values | {
            "partner_id": contact.id,
            "partner_email": customer.email,
            "partner_name": customer.name or contact.name or customer.email,
            "mailbox_writes_as": shown(inbound.from_),
        }
