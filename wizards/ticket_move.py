"""The windows in which a person corrects where messages are."""

from odoo import api, fields, models
from odoo.tools.misc import clean_context


class HelpdeskTicketMove(models.TransientModel):
    _name = "helpdesk.ticket.move"
    _description = "Move Messages of a Ticket"

    source_id = fields.Many2one("helpdesk.ticket", required=True, readonly=True)
    company_id = fields.Many2one(related="source_id.company_id")
    message_ids = fields.Many2many("mail.message", string="Messages")
    mode = fields.Selection(
        [("move", "Move to another ticket"), ("split", "Split into a new ticket")],
        default="move",
        required=True,
        string="Do",
    )
    target_id = fields.Many2one(
        "helpdesk.ticket",
        string="To Ticket",
        domain="[('id', '!=', source_id), ('company_id', '=', company_id)]",
    )
    title = fields.Char(
        compute="_compute_title",
        store=True,
        readonly=False,
        help="The title of the new ticket.",
    )

    @api.depends("message_ids", "mode")
    def _compute_title(self):
        for move in self:
            subjects = move.message_ids.sorted("date").mapped("subject")
            title = next(filter(None, subjects), move.source_id.name)
            move.title = move.title or title

    def action_confirm(self):
        """Move the messages, and open the ticket that they are in now."""
        self.ensure_one()
        # A ticket has `message_ids`, too: the wizard's defaults are not for a ticket.
        self = self.with_env(self.env(context=clean_context(self.env.context)))
        source, entries = self.source_id, self.message_ids
        if self.mode == "split":
            target = source._split_entries(entries, self.title)
        else:
            target = self.target_id
            source._move_entries(entries, target)
        return target.get_formview_action()


class HelpdeskTicketMerge(models.TransientModel):
    _name = "helpdesk.ticket.merge"
    _description = "Merge Tickets"

    ticket_ids = fields.Many2many(
        "helpdesk.ticket",
        string="Tickets",
        required=True,
        readonly=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    target_id = fields.Many2one(
        "helpdesk.ticket",
        string="Merge Into",
        required=True,
        domain="[('duplicate_id', '=', False)]",
    )

    def action_confirm(self):
        """Merge the tickets, and open the one that is left."""
        self.ensure_one()
        self.ticket_ids._merge_into(self.target_id)
        return self.target_id.get_formview_action()
