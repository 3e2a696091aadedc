"""Files that were left out of the history; the raw copy has them while it is kept."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import human_size

from ...tools.mail import parse
from ...tools.policy import part_at
from ..groups import HELPDESK_MANAGER, HELPDESK_OWN

PATH = "/helpdesk_mgmt_mailbox/left_out/"
REASONS = [
    ("denied", "File type not allowed"),
    ("off", "This mailbox takes no attachments"),
    ("large", "Over the size of one file"),
    ("many", "Over the number of files"),
    ("total", "Over the size of all files"),
    ("folded", "Small picture that repeats"),
]


class FetchmailLeftOut(models.Model):
    _name = "fetchmail.left.out"
    _description = "Blocked Attachment"
    _order = "id"

    message_id = fields.Many2one(
        "fetchmail.message",
        string="Received Message",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    name = fields.Char(required=True, readonly=True)
    content_type = fields.Char(string="Type", readonly=True)
    size = fields.Integer(string="Size (bytes)", readonly=True)
    reason = fields.Selection(REASONS, string="Why", required=True, readonly=True)
    part_index = fields.Integer(
        readonly=True, help="Place of the file among the parts of the message."
    )

    @api.model
    def _values(self, left_out):
        """Values of a row for a `LeftOut`."""
        return {
            "name": left_out.name,
            "content_type": left_out.content_type,
            "size": left_out.size,
            "reason": left_out.reason,
            "part_index": left_out.index,
        }

    def _url(self):
        return f"{PATH}{self.id}"

    def _size_text(self):
        return human_size(self.size)

    def _reason_text(self):
        """Why it was left out, as the end of a sentence."""
        mailbox = self.message_id.server_id
        return {
            "denied": self.env._("file type not allowed"),
            "off": self.env._("this mailbox takes no attachments"),
            "large": self.env._(
                "over %(limit)s MiB for one file", limit=mailbox.attachment_mib
            ),
            "many": self.env._(
                "over %(limit)s files in one message", limit=mailbox.attachment_count
            ),
            "total": self.env._(
                "over %(limit)s MiB for all files", limit=mailbox.attachment_total_mib
            ),
            "folded": self.env._("a small picture that repeats"),
        }[self.reason]

    def action_download(self):
        """Fetch the file from the raw copy."""
        self.ensure_one()
        self._check_may_fetch()
        self._check_kept()
        return {
            "type": "ir.actions.act_url",
            "target": "download",
            "url": self._url(),
        }

    def _content_for_user(self):
        """(name, bytes) for a person who may work on the ticket.

        Raises AccessError, or UserError where the raw copy is gone.
        """
        self._check_may_fetch()
        # Agents cannot read received messages; their right to the ticket was checked.
        row = self.sudo()
        row._check_kept()
        message = row.message_id
        part = part_at(parse(message._kept_message().raw).shown, row.part_index)
        return row.name, part.content() if part else b""

    def _check_may_fetch(self):
        """Managers, and agents who may read the ticket that the message is in."""
        message = self.sudo().message_id
        if self.env.user.has_group(HELPDESK_MANAGER):
            return message.with_user(self.env.user).check_access("read")
        if not message.ticket_id or not self.env.user.has_group(HELPDESK_OWN):
            raise AccessError(
                self.env._("Only people who work on the ticket can fetch its files.")
            )
        return message.ticket_id.with_user(self.env.user).check_access("read")

    def _check_kept(self):
        row = self.sudo()
        if row.message_id.raw_state in ("purged", "missing"):
            raise UserError(
                self.env._(
                    "“%(name)s” can no longer be fetched: the raw copy of the message "
                    "is kept for %(days)s days only, and is gone.",
                    name=row.name,
                    days=row.message_id._retention_days(),
                )
            )
