"""What became of automatic mail in Odoo's queue: only what the outgoing server took was
sent."""

from odoo import api, models


class FetchmailAutomaticMail(models.Model):
    _inherit = "fetchmail.automatic.mail"

    @api.model
    def _note_handed_over(self, messages, failure):
        """Note of automatic mails (`mail.message`) that the outgoing server took them
        or, with a `failure` in words, that they were not sent."""
        # Odoo itself says on a ticket which notification did not go out.
        rows = self.search(
            [
                ("mail_message_id", "in", messages.ids),
                ("state", "in", ["sent", "failed"]),
                ("purpose", "!=", "notification"),
            ]
        )
        if failure:
            reason = self.env._("It could not be sent: %(failure)s", failure=failure)
            rows.write({"state": "failed", "reason": reason})
        else:
            rows = rows.filtered(lambda row: row.state == "failed")
            rows.write({"state": "sent", "reason": False})
        told = rows.filtered(lambda row: row.purpose == "acknowledgement")
        for row in told:
            row.received_message_id.no_acknowledgement_reason = row.reason


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        failure = failure_type and self._mailbox_failure(failure_reason, failure_type)
        log = self.env["fetchmail.automatic.mail"].sudo()
        log._note_handed_over(self.mail_message_id, failure)
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )

    def _mailbox_failure(self, reason, kind):
        """Why a mail could not be sent, in words: Odoo gives a reason, of which some
        are codes as `kind` is, or none."""
        labels = dict(self._fields["failure_type"]._description_selection(self.env))
        if reason and reason not in labels:
            return reason
        return labels.get(reason or kind) or labels["unknown"]
