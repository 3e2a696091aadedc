"""A mail that an agent forwards, or a website's form sends, makes a ticket of the
customer who wrote it first."""

from odoo import api, fields, models
from odoo.tools.mail import email_normalize, formataddr

from ..groups import HELPDESK_OWN


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    forwarded_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        help="The agent who forwarded the mail that made this ticket: it passed DMARC, "
        "or a helpdesk manager accepted it as the agent's.",
        groups=HELPDESK_OWN,
    )
    form_sender = fields.Char(
        string="Website Form",
        readonly=True,
        copy=False,
        help="The address of the website's form that sent the mail which made this "
        "ticket. Whoever fills in the form writes from it, so it gives no access to "
        "the ticket.",
        groups=HELPDESK_OWN,
    )
    first_sender_name = fields.Char(
        readonly=True,
        copy=False,
        groups=HELPDESK_OWN,
    )
    first_sender_email = fields.Char(
        readonly=True,
        copy=False,
        help="Who wrote the mail before it was forwarded, as the forwarded text says, "
        "or filled in the website's form that sent it.",
        groups=HELPDESK_OWN,
    )
    first_sender = fields.Char(
        compute="_compute_first_sender",
        groups=HELPDESK_OWN,
    )
    contact_is_first_sender = fields.Boolean(
        compute="_compute_first_sender",
        groups=HELPDESK_OWN,
    )

    @api.depends("first_sender_name", "first_sender_email", "partner_email")
    def _compute_first_sender(self):
        for ticket in self:
            email = ticket.first_sender_email
            name = ticket.first_sender_name
            ticket.first_sender = email and formataddr((name or "", email), "utf-8")
            ticket.contact_is_first_sender = bool(
                email and email_normalize(ticket.partner_email) == email
            )

    @api.model
    def _mailbox_contact_values(self, name, email, company):
        """Contact fields of a ticket for an address (normalised), known or not."""
        partner = self.env["res.partner"].search(
            [
                ("email_normalized", "=", email),
                ("company_id", "in", (False, company.id)),
            ],
            limit=1,
        )
        return {
            "partner_id": partner.id,
            "partner_name": partner.name or name or email,
            "partner_email": partner.email or email,
        }

    def action_contact_first_sender(self):
        """Make who wrote the forwarded mail, or filled in the form, the contact of the
        ticket."""
        for ticket in self.filtered("first_sender_email"):
            name, email = ticket.first_sender_name, ticket.first_sender_email
            company = ticket.company_id
            ticket.write(self._mailbox_contact_values(name, email, company))

    def action_contact_form(self):
        """Make the address of the website's form the contact of the ticket."""
        for ticket in self.filtered("form_sender"):
            address = ticket.form_sender
            ticket.write(
                {
                    "partner_id": False,
                    "partner_name": address,
                    "partner_email": address,
                }
            )

    def action_contact_forwarder(self):
        """Make the agent who forwarded the mail the contact of the ticket."""
        for ticket in self.filtered("forwarded_by_id"):
            partner = ticket.forwarded_by_id.partner_id
            ticket.write(
                {
                    "partner_id": partner.id,
                    "partner_name": partner.name,
                    "partner_email": partner.email,
                }
            )
