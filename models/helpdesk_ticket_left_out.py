"""The case names the files that were left out of its history."""

from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    left_out_names = fields.Char(
        string="Files Left Out",
        compute="_compute_left_out_names",
        compute_sudo=True,
        groups="base.group_user",
        help="Files of the mailbox's messages that are not in the history. The history "
        "says why, and has a link to fetch each while the raw copy is kept.",
    )

    @api.depends("received_message_ids")
    def _compute_left_out_names(self):
        found = self.env["fetchmail.left.out"].search_fetch(
            [("message_id.ticket_id", "in", self.ids), ("reason", "!=", "folded")],
            ["name", "message_id"],
        )
        by_ticket = found.grouped(lambda one: one.message_id.ticket_id.id)
        for ticket in self:
            files = by_ticket.get(ticket.id, found.browse())
            ticket.left_out_names = ", ".join(files.mapped("name")) or False
