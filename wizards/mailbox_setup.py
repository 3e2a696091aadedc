"""The window between connecting a mailbox and touching anything in it."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import human_size

from ..models.mailbox.existing_mail import IMPORT_MODES
from ..models.values import naive


class FetchmailMailboxSetup(models.TransientModel):
    _name = "fetchmail.mailbox.setup"
    _description = "Set Up Mailbox"

    server_id = fields.Many2one("fetchmail.server", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="server_id.company_id")
    case_team_id = fields.Many2one(
        related="server_id.case_team_id", readonly=False, check_company=True
    )
    after_processing = fields.Selection(
        related="server_id.after_processing", readonly=False
    )
    processed_folder = fields.Char(related="server_id.processed_folder", readonly=False)
    message_count = fields.Integer(string="Messages", readonly=True)
    total_size = fields.Char(readonly=True)
    oldest = fields.Datetime(readonly=True)
    newest = fields.Datetime(readonly=True)
    existing_keys = fields.Json()
    arrival_days = fields.Json(help="The day each message arrived, where it is known.")
    import_mode = fields.Selection(
        IMPORT_MODES, string="Existing Mail", default="closed", required=True
    )
    import_since = fields.Date(
        string="Since", help="Older messages are left where they are."
    )
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
                "arrival_days": {
                    message.ref.key: naive(message.date).date().isoformat()
                    for message in present
                    if message.date
                },
            }
        )

    def action_continue(self):
        """Start: existing messages become what is chosen, new ones open tickets."""
        self.ensure_one()
        left = self._left_keys()
        filed = [key for key in self.existing_keys or [] if key not in left]
        self.server_id._start(filed, self.import_mode, left)
        if self.is_redirected:
            return self.action_back()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _left_keys(self):
        """Remote keys of existing mail that is never touched (dict, in their order)."""
        keys = dict.fromkeys(self.existing_keys or [])
        if self.import_mode == "leave":
            return keys
        if self.import_mode != "since":
            return {}
        days = self.arrival_days or {}
        if not self.import_since or not days:
            raise UserError(self._since_sentence(days))
        since = self.import_since.isoformat()
        return {key: None for key in keys if days.get(key, "") < since}

    def _since_sentence(self, days):
        if days:
            return self.env._("Enter the date since which existing mail is filed.")
        return self.env._(
            "This mail server does not say when messages arrived (POP3). Choose "
            "something else for existing mail."
        )

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
