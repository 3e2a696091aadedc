"""Each mail is fetched by one mailbox only: two on the same folder would make two
tickets of it."""

from odoo import api, models
from odoo.exceptions import ValidationError

from .after_processing import IMAP

INBOX = "INBOX"


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    @api.constrains(
        "case_mailbox",
        "state",
        "active",
        "server",
        "user",
        "email_address",
        "protocol",
        "imap_folder",
    )
    def _check_read_once(self):
        """Of those that are fetched, no two may fetch the same mail."""
        for mailbox in self.filtered(lambda each: each.active and each.state == "done"):
            mailbox._check_not_read_by_another()

    def _check_not_read_by_another(self):
        """Raise ValidationError where another mailbox fetches the mail of this one."""
        mailbox = self.sudo()
        other = mailbox._same_mailboxes().filtered(
            lambda each: each.active and each.state == "done"
        )[:1]
        if mailbox.case_mailbox and other:
            raise ValidationError(
                self.env._(
                    "“%(other)s” already fetches the mail of this account and folder: "
                    "each message would become two tickets. Enter another user or "
                    "folder, or take “%(other)s” offline first.",
                    other=other.name,
                )
            )

    def _same_mailboxes(self):
        """The other mailboxes of this one's account that read the same folder."""
        others = self._mailboxes_of_account() - self
        return others.filtered(lambda each: each._read_folder() == self._read_folder())

    def _read_folder(self):
        """The name of the folder that is fetched, as it is compared: POP3 has the inbox
        only, whose name in IMAP has no case (RFC 9051, 5.1)."""
        folder = (self.imap_folder or "").strip() or INBOX
        is_inbox = self.protocol not in IMAP or folder.upper() == INBOX
        return INBOX if is_inbox else folder
