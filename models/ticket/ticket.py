"""The ticket: its mailbox, its received messages, and the tickets it is linked with."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..groups import HELPDESK_MANAGER, HELPDESK_OWN
from ..stock.shared_html import SharedHtml


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    description = SharedHtml()
    mailbox_id = fields.Many2one(
        "fetchmail.server",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The mailbox that this ticket came in by.",
        groups=HELPDESK_OWN,
    )
    received_message_ids = fields.One2many(
        "fetchmail.message",
        "ticket_id",
        string="Received Messages",
        groups=HELPDESK_MANAGER,
    )
    received_message_count = fields.Integer(
        compute="_compute_received_message_count",
        groups=HELPDESK_MANAGER,
    )
    named_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Refers to Ticket",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The first message refers to that ticket, but its sender takes no part in "
        "it; so it became a ticket of its own.",
        groups=HELPDESK_OWN,
    )

    is_merged = fields.Boolean(
        string="Merged",
        readonly=True,
        copy=False,
        help="Its messages are in the ticket that it duplicates, and answers go there.",
        groups=HELPDESK_OWN,
    )
    follows_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Goes On With",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The first message answers that ticket, which had been closed for long.",
        groups=HELPDESK_OWN,
    )
    follow_up_ids = fields.One2many(
        "helpdesk.ticket",
        "follows_ticket_id",
        groups=HELPDESK_OWN,
    )
    referring_count = fields.Integer(
        compute="_compute_referring_count",
        groups=HELPDESK_OWN,
    )

    mailbox_rule_names = fields.Char(
        string="By Rule",
        readonly=True,
        copy=False,
        groups=HELPDESK_OWN,
        help="The rules of the mailbox that the first message met, in their order.",
    )

    mailbox_writes_as = fields.Char(
        string="Writes As",
        compute="_compute_mailbox_writes_as",
        store=True,
        readonly=False,  # Odoo would work it out for a new ticket, too
        copy=False,
        groups=HELPDESK_OWN,
        help="The address that the first message came from. It asks for answers to "
        "another one, which is the ticket's email.",
    )

    _merged_index = models.Index("(duplicate_id) WHERE duplicate_id IS NOT NULL")

    @api.depends("partner_email")
    def _compute_mailbox_writes_as(self):
        """Another email of the ticket is a person's choice, not the sender's."""
        self.mailbox_writes_as = False

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
        """Open the received messages of this ticket."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "helpdesk_mgmt_mailbox.fetchmail_message_action"
        )
        return {**action, "domain": [("ticket_id", "=", self.id)], "context": {}}

    def _compute_referring_count(self):
        tickets = self.with_context(active_test=False)
        for ticket in self:
            ticket.referring_count = tickets.search_count(ticket._referring_domain())

    def _referring_domain(self):
        """Tickets that name this one, go on with it, or were merged into it."""
        return (
            Domain("named_ticket_id", "=", self.id)
            | Domain("follows_ticket_id", "=", self.id)
            | (Domain("duplicate_id", "=", self.id) & Domain("is_merged", "=", True))
        )

    def action_open_referring(self):
        """List the tickets that refer to this one."""
        self.ensure_one()
        return {
            "name": self.env._("Linked Tickets"),
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "list,form",
            "domain": list(self._referring_domain()),
            "context": {"active_test": False},
        }

    def _mailbox_note_follow_up(self, later):
        """Say in this closed ticket that an answer to it became the ticket `later`."""
        self._message_log(
            body=self.env._(
                "An answer came long after this ticket was closed. It became ticket "
                "%(ticket)s.",
                ticket=later._get_html_link(title=later.number),
            )
        )
