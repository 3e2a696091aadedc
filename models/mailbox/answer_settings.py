"""How a mailbox answers: acknowledgement, and the frame of what agents write."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..names import TICKET_MODEL

TICKET_TEMPLATES = [("model", "=", TICKET_MODEL)]
# Field of a mailbox -> the model that its template is rendered for.
TEMPLATE_MODELS = {
    "acknowledgement_template_id": TICKET_MODEL,
    "response_template_id": TICKET_MODEL,
    "no_new_case_template_id": "fetchmail.message",
    "refusal_template_id": "fetchmail.message",
    "confirmation_template_id": "fetchmail.message",
}


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    acknowledgement_template_id = fields.Many2one(
        "mail.template",
        string="Acknowledgement",
        domain=TICKET_TEMPLATES,
        ondelete="set null",
        default=lambda self: self._shipped_template("acknowledgement_template"),
        help="Sent once to whoever opens a ticket; never to automated senders or "
        "lists, and not for mail that was there before. Empty: none.",
    )
    acknowledgement_minutes = fields.Integer(
        string="At most one per address every",
        default=60,
        help="Minutes in which one address gets one acknowledgement only, however many "
        "tickets it opens.",
    )
    response_template_id = fields.Many2one(
        "mail.template",
        string="Ticket Response",
        domain=TICKET_TEMPLATES,
        ondelete="set null",
        default=lambda self: self._shipped_template("response_template"),
        help="The frame of what agents write to customers. Its text shows the reply, "
        "the agent's signature and the conversation so far where it names them. "
        "Empty: just those, one below the other.",
    )
    answer_from = fields.Selection(
        [("agent", "The agent's name"), ("mailbox", "The mailbox's name")],
        string="Sender's Name",
        default="agent",
        required=True,
        help="Replies come from the mailbox's address; this is the name before it.",
    )
    answer_quote = fields.Selection(
        [
            ("none", "Nothing"),
            ("last", "The last message"),
            ("all", "The whole conversation"),
        ],
        string="Quoted history",
        default="last",
        required=True,
        help="What a reply shows of the conversation so far. Internal notes are "
        "never shown.",
    )
    subject_tag = fields.Boolean(
        string="Number in Subject",
        help="Subjects end with the ticket number, such as [HT00001]. Replies find "
        "their ticket without it.",
    )

    relay_messages = fields.Boolean(
        string="Followers Get Customers' Messages, Too",
        help="What one customer writes is sent on to the other people outside who "
        "follow the ticket, with its links and files. So whoever opens a ticket can "
        "then write to those whom it names, by your address. Off: they get agents' "
        "replies only.",
    )

    @api.model
    def _shipped_template(self, name):
        """A template of this module, unless it was deleted."""
        return self.env.ref(f"helpdesk_mgmt_mailbox.{name}", raise_if_not_found=False)

    @api.constrains(*TEMPLATE_MODELS)
    def _check_templates(self):
        """A template of another model would be rendered for the record of that model
        that happens to have the same id."""
        for mailbox in self:
            for name, model in TEMPLATE_MODELS.items():
                template = mailbox[name].sudo()
                if template and template.model != model:
                    raise ValidationError(mailbox._unfit_sentence(template, model))

    def _unfit_sentence(self, template, model):
        """Says that a template is not for records of `model`."""
        if model == TICKET_MODEL:
            return self.env._(
                "“%(name)s” is not a template of helpdesk tickets.", name=template.name
            )
        return self.env._(
            "“%(name)s” is not a template of received messages.", name=template.name
        )

    @api.constrains("acknowledgement_minutes")
    def _check_acknowledgement_minutes(self):
        for mailbox in self:
            if mailbox.acknowledgement_minutes < 0:
                raise ValidationError(
                    self.env._("The minutes between acknowledgements are 0 or more.")
                )
