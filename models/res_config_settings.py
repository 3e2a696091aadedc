from odoo import fields, models

from .fetchmail_message import RETENTION_DAYS, RETENTION_PARAMETER


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    case_mailbox_retention_days = fields.Integer(
        string="Keep Raw Messages",
        default=RETENTION_DAYS,
        config_parameter=RETENTION_PARAMETER,
        help="Days after which the raw bytes of done and ignored messages are "
        "dropped. Those of held and parked messages are always kept.",
    )
    case_mailbox_count = fields.Integer(compute="_compute_case_mailbox_count")

    def _compute_case_mailbox_count(self):
        count = self.env["fetchmail.server"].search_count([("case_mailbox", "=", True)])
        self.case_mailbox_count = count
