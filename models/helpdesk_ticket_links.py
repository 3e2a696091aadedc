"""Cases that are linked with each other, and how each shows the others."""

from odoo import api, fields, models
from odoo.fields import Domain


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    is_merged = fields.Boolean(
        string="Merged",
        readonly=True,
        copy=False,
        help="Its messages are in the case that it duplicates, and answers go there.",
    )
    follows_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Goes On With",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The first message answers that case, which had been closed for long.",
    )
    follow_up_ids = fields.One2many("helpdesk.ticket", "follows_ticket_id")
    referring_count = fields.Integer(compute="_compute_referring_count")

    _merged_index = models.Index("(duplicate_id) WHERE duplicate_id IS NOT NULL")

    def _compute_referring_count(self):
        for ticket in self:
            ticket.referring_count = self.search_count(ticket._referring_domain())

    def _referring_domain(self):
        """Cases that name this one, go on with it, or were merged into it."""
        return (
            Domain("named_ticket_id", "=", self.id)
            | Domain("follows_ticket_id", "=", self.id)
            | (Domain("duplicate_id", "=", self.id) & Domain("is_merged", "=", True))
        )

    def action_open_referring(self):
        """List the cases that refer to this one."""
        self.ensure_one()
        return {
            "name": self.env._("Linked Cases"),
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "list,form",
            "domain": list(self._referring_domain()),
        }

    @api.model
    def _mailbox_new_values(self, row, letter, thread, desk):
        values = super()._mailbox_new_values(row, letter, thread, desk)
        if thread.follows_id:
            values["follows_ticket_id"] = thread.follows_id
        return values

    def _mailbox_note_follow_up(self, later):
        """Say in this closed case that an answer to it became the case `later`."""
        self._message_log(
            body=self.env._(
                "An answer came long after this case was closed. It became case "
                "%(case)s.",
                case=later._get_html_link(title=later.number),
            )
        )
