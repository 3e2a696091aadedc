"""A history entry remembers the ticket that a person moved it out of."""

from odoo import fields, models


class MailMessage(models.Model):
    _inherit = "mail.message"

    moved_from_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
