"""Whether a received message may be answered by a machine (law 5)."""

from odoo import fields, models

from ..tools.answering import no_answer_reason


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    no_answer_reason = fields.Char(
        string="Asks for No Answer",
        readonly=True,
        help="The header field by which the message asks for no automatic answer.",
    )
    automatic_mail_ids = fields.One2many(
        "fetchmail.automatic.mail", "received_message_id"
    )

    def _read(self, own_addresses):
        letter = super()._read(own_addresses)
        self.no_answer_reason = no_answer_reason(letter.inbound)
        return letter
