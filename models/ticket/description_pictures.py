"""Pictures on other people's servers in the description of a ticket."""

from odoo import api, fields, models

from ...tools.text import blocked_sources
from ..groups import HELPDESK_OWN


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    mailbox_shows_pictures = fields.Boolean(
        compute="_compute_mailbox_shows_pictures",
        compute_sudo=True,
        groups=HELPDESK_OWN,
        help="Pictures of the description on other people's servers are shown without "
        "asking.",
    )

    @api.depends("description")
    def _compute_mailbox_shows_pictures(self):
        for ticket in self:
            rows = ticket._mailbox_described_in()
            ticket.mailbox_shows_pictures = bool(rows._showing_pictures())

    def _mailbox_blocks_pictures(self):
        """Whether the description has pictures on other people's servers (bool)."""
        return bool(blocked_sources(self.description or ""))

    def _mailbox_described_in(self):
        """The received messages, oldest first, that have all pictures on other servers
        which the description has."""
        rows = self.env["fetchmail.message"].sudo()
        sources = blocked_sources(self.description or "")
        if not sources or not self.ids:
            return rows
        rows = rows.search([("ticket_id", "in", self.ids)], order="id")
        return rows.filtered(
            lambda row: sources <= blocked_sources(row.mail_message_id.body or "")
        )

    def mailbox_show_pictures(self):
        """As `mail.message.mailbox_show_pictures`, for the description."""
        self.ensure_one()
        self.check_access("read")
        self.env["fetchmail.picture.sender"]._check_may_show()
        self._mailbox_described_in()[:1]._remember_pictures()
        self.invalidate_recordset(["mailbox_shows_pictures"], flush=False)
