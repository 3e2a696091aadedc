"""A mail that an agent forwards, or a website's form sends, makes a ticket of the
customer who wrote it first."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import email_normalize

from ..groups import HELPDESK_OWN
from .found_out import FOUND_OUT

# What a ticket says of its contact; whom its mailbox writes as goes with that.
NAMED = ("partner_id", "partner_name", "partner_email")


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

    # Neither who sent the mail that made the ticket nor who wrote it first.
    contact_is_by_hand = fields.Boolean(
        compute="_compute_contact_is_by_hand",
        groups=HELPDESK_OWN,
    )
    # As it was before a person made another one of the mail's the contact.
    replaced_contact = fields.Json(
        readonly=True,
        copy=False,
        groups=HELPDESK_OWN,
    )

    @api.depends("first_sender_name", "first_sender_email", "partner_email")
    def _compute_first_sender(self):
        for ticket in self:
            email = ticket.first_sender_email
            name = ticket.first_sender_name
            ticket.first_sender = f"{name} <{email}>" if name and email else email
            ticket.contact_is_first_sender = bool(
                email and email_normalize(ticket.partner_email) == email
            )

    @api.depends("contact_is_first_sender", "forwarded_by_id", "form_sender", *NAMED)
    def _compute_contact_is_by_hand(self):
        for ticket in self:
            agent = ticket.forwarded_by_id.sudo().partner_id
            ticket.contact_is_by_hand = not (
                ticket.contact_is_first_sender
                or _same(ticket.partner_email, agent.email)
                or _same(ticket.partner_email, ticket.form_sender)
                or not any(ticket[name] for name in NAMED)
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
        self._mailbox_check_contact(to_first=True)
        for ticket in self:
            email, name = ticket.first_sender_email, ticket.first_sender_name
            ticket._mailbox_swap_contact(email, name)

    def action_contact_form(self):
        """Make the address of the website's form the contact of the ticket."""
        self._mailbox_check_contact("form_sender")
        for ticket in self:
            address, writer = ticket.form_sender, ticket.mailbox_writes_as or ""
            is_named = writer.endswith(f" <{address}>")
            name = writer.removesuffix(f" <{address}>") if is_named else ""
            ticket._mailbox_swap_contact(address, name)

    def action_contact_forwarder(self):
        """Make the agent who forwarded the mail the contact of the ticket."""
        self._mailbox_check_contact("forwarded_by_id")
        for ticket in self:
            partner = ticket.forwarded_by_id.partner_id
            ticket._mailbox_swap_contact(partner.email, partner.name, partner)

    def _mailbox_check_contact(self, source="first_sender_email", to_first=False):
        """Raise a UserError where no button offers this; `source`: the field of whom it
        makes the contact; `to_first`: whether that is the first sender."""
        for ticket in self:
            sentence = ""
            if not ticket.first_sender_email or not ticket[source]:
                sentence = self.env._(
                    "Nobody else is offered as the contact of this ticket."
                )
            elif ticket.contact_is_by_hand:
                sentence = self.env._(
                    "The contact of this ticket was chosen by hand. To have another "
                    "one, choose it in the ticket."
                )
            elif ticket.contact_is_first_sender == to_first:
                sentence = self.env._("This is the contact of the ticket already.")
            if sentence:
                raise UserError(sentence)

    def _mailbox_swap_contact(self, email, name, partner=None):
        """Make an address the contact: as it was the contact before, where it was; what
        it takes the place of is kept for the way back."""
        values = self._mailbox_replaced_contact(email)
        if not values and partner:
            values = {
                "partner_id": partner.id,
                "partner_name": partner.name,
                "partner_email": partner.email,
            }
        if not values:
            values = self._mailbox_contact_values(name, email, self.company_id)
        before = self._mailbox_contact()
        found_out = {"replaced_contact": before}
        for name in FOUND_OUT.intersection(values):
            found_out[name] = values.pop(name)
        self.write(values)
        self.sudo().write(found_out)

    def _mailbox_replaced_contact(self, email):
        """The contact that was replaced last (dict of field values), where it had this
        address, else None."""
        before = self.replaced_contact or {}
        if not _same(before.get("partner_email"), email):
            return None
        values = {name: before.get(name) for name in self._mailbox_contact()}
        partner = self.env["res.partner"].browse(before.get("partner_id") or ())
        return values | {"partner_id": partner.exists().id}

    def _mailbox_contact(self):
        """What the ticket says of its contact (dict of field values)."""
        return {
            "partner_id": self.partner_id.id,
            "partner_name": self.partner_name,
            "partner_email": self.partner_email,
            "mailbox_writes_as": self.mailbox_writes_as,
        }


def _same(one, other):
    """Whether two texts are the same address."""
    return bool(one and other) and (email_normalize(one) or one) == (
        email_normalize(other) or other
    )
