from odoo import fields, models

from ..names import (
    ALLOW_PRIVATE,
    LOG_DAYS,
    LOG_DAYS_PARAMETER,
    RETENTION_DAYS,
    RETENTION_PARAMETER,
    SHARED_CLIENT,
)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    case_mailbox_retention_days = fields.Integer(
        string="Keep Raw Messages",
        default=RETENTION_DAYS,
        config_parameter=RETENTION_PARAMETER,
        help="Days after which the raw bytes of done and ignored messages are "
        "dropped. Those of held and failed messages are always kept.",
    )
    case_mailbox_log_days = fields.Integer(
        string="Keep Logs",
        default=LOG_DAYS,
        config_parameter=LOG_DAYS_PARAMETER,
        help="Days after which entries of mailboxes' logs are dropped: runs, changes "
        "of settings, test messages.",
    )
    case_mailbox_count = fields.Integer(
        string="Helpdesk Mailboxes", compute="_compute_case_mailbox_count"
    )
    case_mailbox_google_id = fields.Char(
        string="Google Client ID", config_parameter=SHARED_CLIENT % ("google", "id")
    )
    case_mailbox_google_secret = fields.Char(
        string="Google Client Secret",
        config_parameter=SHARED_CLIENT % ("google", "secret"),
    )
    case_mailbox_microsoft_id = fields.Char(
        string="Microsoft Client ID",
        config_parameter=SHARED_CLIENT % ("microsoft", "id"),
    )
    case_mailbox_microsoft_secret = fields.Char(
        string="Microsoft Client Secret",
        config_parameter=SHARED_CLIENT % ("microsoft", "secret"),
    )
    case_mailbox_allow_private = fields.Boolean(
        string="Providers in Private Networks",
        config_parameter=ALLOW_PRIVATE,
        help="Let the OAuth URLs of mailboxes lead into your own network. Only for "
        "providers that you run yourself.",
    )

    def _compute_case_mailbox_count(self):
        count = self.env["fetchmail.server"].search_count([("case_mailbox", "=", True)])
        self.case_mailbox_count = count
