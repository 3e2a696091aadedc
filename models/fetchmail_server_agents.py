"""Who of our own people works on the cases of a mailbox."""

from odoo import models


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _is_agent(self, user):
        """True where `user` is in the mailbox's team, without one in the helpdesk."""
        self.ensure_one()
        if self.case_team_id:
            return user in self.case_team_id.user_ids
        return user.has_group("helpdesk_mgmt.group_helpdesk_user")
