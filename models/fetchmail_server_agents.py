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


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _desk(self, letters, own):
        """Look up at once which senders are internal users."""
        desk = super()._desk(letters, own)
        senders = {letter.inbound.from_.email for letter in letters} - {""}
        users = self.env["res.users"].search(
            [("share", "=", False), ("email_normalized", "in", list(senders))]
        )
        desk.agents = {user.email_normalized: user for user in users.sorted("id")}
        return desk
