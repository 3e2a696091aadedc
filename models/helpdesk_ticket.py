"""The case: its mailbox and its received messages."""

from odoo import api, fields, models

from .shared_html import SharedHtml


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    description = SharedHtml()
    mailbox_id = fields.Many2one(
        "fetchmail.server",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The mailbox that this case came in by.",
    )
    received_message_ids = fields.One2many(
        "fetchmail.message",
        "ticket_id",
        string="Received Messages",
        groups="helpdesk_mgmt.group_helpdesk_manager",
    )
    received_message_count = fields.Integer(
        compute="_compute_received_message_count",
        groups="helpdesk_mgmt.group_helpdesk_manager",
    )
    named_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Names Case",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The first message refers to that case, but its sender takes no part in "
        "it; so it became a case of its own.",
    )

    @api.depends("received_message_ids")
    def _compute_received_message_count(self):
        counts = dict(
            self.env["fetchmail.message"]._read_group(
                [("ticket_id", "in", self.ids)], ["ticket_id"], ["__count"]
            )
        )
        for ticket in self:
            ticket.received_message_count = counts.get(ticket, 0)

    def action_open_received_messages(self):
        """Open the journal's rows of this case."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "helpdesk_mgmt_mailbox.fetchmail_message_action"
        )
        return {**action, "domain": [("ticket_id", "=", self.id)], "context": {}}
