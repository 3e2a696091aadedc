"""The mailbox has rules; others are for all mailboxes."""

from odoo import api, fields, models


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    rule_ids = fields.One2many(
        "fetchmail.rule", "server_id", string="Rules of this Mailbox", copy=True
    )
    shared_rule_count = fields.Integer(compute="_compute_shared_rules")
    shared_rule_names = fields.Char(compute="_compute_shared_rules")

    def _compute_shared_rules(self):
        shared = self.env["fetchmail.rule"].search([("server_id", "=", False)])
        self.shared_rule_count = len(shared)
        self.shared_rule_names = ", ".join(shared.mapped("name"))

    @api.constrains("company_id")
    def _check_rules_company(self):
        """A mailbox takes its rules along; what they set must be of its company."""
        self.rule_ids._check_company()

    @api.model
    def _manager_fields(self):
        return super()._manager_fields() | {"rule_ids"}

    def action_open_shared_rules(self):
        """Open the rules that are for all mailboxes."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "helpdesk_mgmt_mailbox.fetchmail_rule_action"
        )
