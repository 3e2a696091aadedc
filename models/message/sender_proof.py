"""What a received message's row keeps of the proof of its sender."""

from odoo import fields, models


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    is_forged = fields.Boolean(
        string="Forged Sender",
        readonly=True,
        help="The trusted mail server found that the address in From is not the "
        "sender's own.",
    )
    authentication = fields.Char(
        string="Proof of Sender",
        readonly=True,
        help="What is known of the address in From, and who says so. Signatures are "
        "only checked where somebody asks, such as for what agents write.",
    )

    def _is_known_as_forged(self, inbound):
        """Whether the trusted mail server found that somebody else wrote the mail; it
        says nothing of what an agent sent from a mail program."""
        return not self.is_sent and self.server_id._authentication(inbound).failed

    def _proof_values(self, inbound):
        """What is known of the sender without asking anybody (dict of field values)."""
        mailbox = self.server_id
        return {
            "is_forged": self._is_known_as_forged(inbound),
            "authentication": mailbox._authentication_text(inbound) or False,
        }

    def _note_proof(self, inbound):
        """Keep what was found out while the message was decided on."""
        text = self.server_id._authentication_text(inbound)
        if text and text != self.authentication:
            self.authentication = text
