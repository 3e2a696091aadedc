"""How a mailbox answers: acknowledgement, and the frame of what agents write."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

TICKET_TEMPLATES = [("model", "=", "helpdesk.ticket")]


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    acknowledgement_template_id = fields.Many2one(
        "mail.template",
        string="Acknowledgement",
        domain=TICKET_TEMPLATES,
        ondelete="set null",
        default=lambda self: self._shipped_template("acknowledgement_template"),
        help="Goes once to who wrote a message that became a new ticket. Never to "
        "machines and lists, and not for mail that was there before. Empty: none.",
    )
    acknowledgement_minutes = fields.Integer(
        string="Not Again Within",
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
        help="The frame of what agents write to customers. Its text shows the answer, "
        "the agent's signature and the conversation so far where it names them. "
        "Empty: just those, one below the other.",
    )
    answer_from = fields.Selection(
        [("agent", "The agent's name"), ("mailbox", "The mailbox's name")],
        string="Sender's Name",
        default="agent",
        required=True,
        help="Answers come from the mailbox's address; this is the name before it.",
    )
    answer_quote = fields.Selection(
        [
            ("none", "Nothing"),
            ("last", "The last message"),
            ("all", "The whole conversation"),
        ],
        string="Quote Below",
        default="last",
        required=True,
        help="What an answer shows of the conversation so far. Internal notes are "
        "never shown.",
    )
    subject_tag = fields.Boolean(
        string="Number in Subject",
        help="Subjects end with the ticket number, such as [HT00001]. Answers find "
        "their ticket without it.",
    )

    @api.model
    def _shipped_template(self, name):
        """A template of this module, unless it was deleted."""
        return self.env.ref(f"helpdesk_mgmt_mailbox.{name}", raise_if_not_found=False)

    @api.constrains("acknowledgement_template_id", "response_template_id")
    def _check_answer_templates(self):
        for mailbox in self:
            templates = (
                mailbox.acknowledgement_template_id | mailbox.response_template_id
            )
            for template in templates.sudo():
                if template.model != "helpdesk.ticket":
                    raise ValidationError(
                        self.env._(
                            "«%(name)s» is not a template of helpdesk tickets.",
                            name=template.name,
                        )
                    )

    @api.constrains("acknowledgement_minutes")
    def _check_acknowledgement_minutes(self):
        for mailbox in self:
            if mailbox.acknowledgement_minutes < 0:
                raise ValidationError(
                    self.env._("The minutes between acknowledgements are 0 or more.")
                )
