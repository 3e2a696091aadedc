"""Activities: how a mailbox tells its people that it needs one of them."""

from odoo import models


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    # `mail.thread` cannot be inherited: its `message_ids` are not those of stock's
    # servers. `mail.activity` calls these three on every record all the same.

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """A mailbox has no followers (called when an activity is made)."""
        return True

    def message_notify(self, **kwargs):
        """Tell a person of an activity; the notification is on no record."""
        return self.env["mail.thread"].message_notify(**kwargs)

    def message_post_with_source(self, source_ref, **kwargs):
        """A mailbox has no history (called when an activity is marked as done)."""
        return self.env["mail.message"]

    def _tell_of_parked(self, rows):
        """One open activity per mailbox tells its people of parked messages."""
        rows.server_id._tell(
            "helpdesk_mgmt_mailbox.activity_type_parked",
            self.env._(
                "Open Parked in the mailbox to see why, then replay, release or "
                "ignore them. Nothing is lost: the messages are stored here."
            ),
        )

    def _tell_of_failure(self, sentence):
        """One open activity tells that the mailbox is not being fetched."""
        self._tell("helpdesk_mgmt_mailbox.activity_type_not_fetched", sentence)

    def _tell_of_recovery(self):
        """What the activity asked for is done."""
        kind = self.env.ref("helpdesk_mgmt_mailbox.activity_type_not_fetched")
        self.activity_ids.filtered(lambda a: a.activity_type_id == kind).unlink()

    def _tell(self, xmlid, note):
        kind = self.env.ref(xmlid)
        for mailbox in self:
            if kind in mailbox.activity_ids.activity_type_id:
                continue
            person = mailbox.responsible_id or mailbox.case_team_id.user_id
            mailbox.activity_schedule(
                activity_type_id=kind.id,
                note=note,
                user_id=person.id or self.env.ref("base.user_admin").id,
            )
