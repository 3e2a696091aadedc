"""The window between connecting a mailbox and touching anything in it."""

from odoo import api, fields, models
from odoo.tools import human_size

from ..models.values import naive


class FetchmailMailboxSetup(models.TransientModel):
    _name = "fetchmail.mailbox.setup"
    _description = "Set Up Mailbox"

    server_id = fields.Many2one("fetchmail.server", required=True, ondelete="cascade")
    after_processing = fields.Selection(related="server_id.after_processing")
    processed_folder = fields.Char(related="server_id.processed_folder")
    message_count = fields.Integer(string="Messages", readonly=True)
    total_size = fields.Char(readonly=True)
    oldest = fields.Datetime(readonly=True)
    newest = fields.Datetime(readonly=True)
    existing_keys = fields.Json()
    is_reconnect = fields.Boolean(
        help="The mailbox was set up before: what is in it is new mail."
    )

    is_redirected = fields.Boolean(
        default=lambda self: bool(self.env.context.get("mailbox_redirected")),
        help="No form of the mailbox is open below this window.",
    )

    @api.model
    def _open_for(self, mailbox, summary, listed):
        """A window for `mailbox` that shows `summary` (`MailboxSummary`).

        `listed` (`RemoteMessage`s) says which messages count as existing mail; what
        arrives while the window is open is new mail.
        """
        present = [message for message in listed if not message.flagged_deleted]
        return self.create(
            {
                "server_id": mailbox.id,
                "is_reconnect": bool(mailbox.import_date),
                "message_count": len(present),
                "total_size": human_size(summary.size),
                "oldest": naive(summary.oldest),
                "newest": naive(summary.newest),
                "existing_keys": [message.ref.key for message in present],
            }
        )

    def action_continue(self):
        """Start: existing messages become closed tickets, new ones open tickets."""
        self.ensure_one()
        self.server_id._start(self.existing_keys or [])
        if self.is_redirected:
            return self.action_back()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_back(self):
        """Go to the mailbox."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "helpdesk_mgmt_mailbox.fetchmail_server_action"
        )
        form = self.env.ref("helpdesk_mgmt_mailbox.fetchmail_server_view_form")
        return {
            **action,
            "res_id": self.server_id.id,
            "views": [(form.id, "form")],
            "target": "main",
        }
