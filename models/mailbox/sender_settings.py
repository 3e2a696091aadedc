"""Who may open a ticket in a mailbox, and what the others are told."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..groups import HELPDESK_MANAGER
from ..names import MODULE

# Field of a mailbox -> the template that it has unless somebody chooses another one.
TEMPLATES = {
    "no_new_case_template_id": "template_no_new_case",
    "refusal_template_id": "template_refusal",
    "confirmation_template_id": "template_confirmation",
}


def _template(name, label, help_text):
    """A template on received messages; the shipped one unless another is chosen."""
    return fields.Many2one(
        "mail.template",
        string=label,
        domain=[("model", "=", "fetchmail.message")],
        default=lambda self: self.env.ref(
            f"{MODULE}.{TEMPLATES[name]}", raise_if_not_found=False
        ),
        ondelete="set null",
        help=help_text,
    )


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    allow_new_cases = fields.Boolean(
        string="Allow New Tickets",
        default=True,
        help="Off: only answers to tickets that exist are taken.",
    )
    no_new_case_action = fields.Selection(
        [("hold", "Hold for a person"), ("refuse", "Answer and ignore")],
        string="Other Messages",
        default="hold",
        required=True,
        help="What becomes of a message that belongs to no ticket.\n"
        "Hold for a person: it waits in the queue of held messages.\n"
        "Answer and ignore: its sender gets one answer that says so.",
    )
    no_new_case_template_id = _template(
        "no_new_case_template_id",
        "Answer to Them",
        "What the sender of a message that belongs to no ticket is told. Empty: "
        "nothing.",
    )
    sender_filter = fields.Selection(
        [("any", "Any address"), ("contacts", "Existing contacts only")],
        string="Accept Messages From",
        default="any",
        required=True,
        help="Who may open a ticket. Whoever takes part in a ticket can always answer "
        "in it.",
    )
    sender_filter_action = fields.Selection(
        [
            ("hold", "Hold for a person"),
            ("refuse", "Answer and ignore"),
            ("ignore", "Ignore"),
        ],
        string="Others",
        default="hold",
        required=True,
        help="What becomes of messages of senders who are not among the contacts.\n"
        "Hold for a person: they wait in the queue of held messages.\n"
        "Answer and ignore: the sender gets one answer that says so.\n"
        "Ignore: nobody is told.",
    )
    refusal_template_id = _template(
        "refusal_template_id",
        "Answer to Others",
        "What senders who are not among the contacts are told. Empty: nothing.",
    )
    confirm_senders = fields.Boolean(
        string="Ask unknown senders to confirm",
        help="The message of an unknown sender is held, and the sender gets one "
        "message with a link. Once that is confirmed, all that is held of that sender "
        "becomes tickets. Automated senders, lists and forged addresses are never "
        "asked.",
    )
    confirmation_template_id = _template(
        "confirmation_template_id",
        "Confirmation Message",
        "It must hold the link: ctx.get('confirmation_url'). Empty: the message that "
        "comes with the add-on.",
    )
    confirmation_days = fields.Integer(
        string="Wait for Confirmation",
        default=14,
        help="Days after which a message that was not confirmed is ignored.",
    )
    create_contact = fields.Boolean(
        string="Create contacts for new senders",
        help="Make a contact of an unknown person whose message becomes a ticket, "
        "below the company that has the address's domain where there is exactly one "
        "and the address is proven. "
        "With confirmation, such a sender is confirmed once and for all; without "
        "contacts each new message is confirmed anew. Off: the ticket keeps name "
        "and address as text. Never for mail that was there before the mailbox was set "
        "up.",
    )
    sender_entry_count = fields.Integer(
        compute="_compute_sender_entry_count",
        groups=HELPDESK_MANAGER,
    )

    def _compute_sender_entry_count(self):
        for mailbox in self:
            mailbox.sender_entry_count = self.env["fetchmail.sender"].search_count(
                mailbox._sender_entry_domain()
            )

    def _sender_entry_domain(self):
        """The entries of the allow and deny lists that concern this mailbox."""
        general = Domain("server_id", "=", False)
        general &= Domain("company_id", "in", (False, self.company_id.id))
        return Domain("server_id", "=", self._origin.id) | general

    def action_open_senders(self):
        """Open the allow and deny lists, as far as they concern this mailbox."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"{MODULE}.fetchmail_sender_action"
        )
        return {
            **action,
            "domain": list(self._sender_entry_domain()),
            "context": {"default_server_id": self.id},
        }

    @api.constrains("confirmation_days")
    def _check_confirmation_days(self):
        for mailbox in self:
            if mailbox.confirmation_days < 1:
                raise ValidationError(
                    self.env._("A sender has at least one day to confirm a message.")
                )

    def _confirms(self):
        """Whether unknown senders are asked to confirm (bool)."""
        return self.confirm_senders and self.sender_filter == "any"

    def _asks_for_contacts(self):
        """Whether it matters here if a sender is among the contacts (bool)."""
        return (
            self.sender_filter == "contacts"
            or self.confirm_senders
            or self.create_contact
        )
