"""The mailbox's settings about answers: who may join a case, and which."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

REPLY_FIELDS = frozenset(
    {
        "plus_addressing",
        "join_by_company",
        "wrong_sender_policy",
        "closed_case_policy",
        "closed_case_days",
    }
)


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    plus_addressing = fields.Boolean(
        help="Answers go to an address of their own for each case, such as "
        "support+case-123.…@example.com, and so find their case even where a mail "
        "program drops all other references. Switch it on only if your provider "
        "delivers such addresses to this mailbox.",
    )
    join_by_company = fields.Boolean(
        string="Colleagues May Answer",
        help="A contact of the same company as the contact of the case may write into "
        "it, too.",
    )
    wrong_sender_policy = fields.Selection(
        [("own", "Make a case of its own, with a link"), ("hold", "Hold for approval")],
        string="Answers of Others",
        default="own",
        required=True,
        help="What becomes of a message that names a case but whose sender does not "
        "take part in it.",
    )
    closed_case_policy = fields.Selection(
        [
            ("reopen", "Reopen the case"),
            ("new", "Make a new, linked case after some time"),
        ],
        string="Answers to Closed Cases",
        default="reopen",
        required=True,
        help="A new case is linked with the closed one, and each shows the other.",
    )
    closed_case_days = fields.Integer(
        string="New Case After",
        default=30,
        help="Days since the case was closed. Until then an answer reopens it.",
    )

    @api.constrains("closed_case_days")
    def _check_closed_case_days(self):
        if any(mailbox.closed_case_days < 0 for mailbox in self):
            raise ValidationError(
                self.env._(
                    "The days after which an answer makes a new case are 0 or more."
                )
            )

    @api.model
    def _manager_fields(self):
        return super()._manager_fields() | REPLY_FIELDS
