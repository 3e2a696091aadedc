"""What becomes of a message on the mail server once its outcome is saved."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

IMAP = ("imap", "imaps")


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    after_processing = fields.Selection(
        [("delete", "Delete the message"), ("move", "Move it to a folder")],
        default="delete",
        required=True,
        help="What becomes of a message in the mailbox once its outcome is saved here, "
        "whether it became a ticket, was ignored, held or failed.\n"
        "Delete: it leaves the mailbox; the raw copy stays here for a time.\n"
        "Move: for those who must keep mail. It needs IMAP.",
    )
    processed_folder = fields.Char(
        default="Processed",
        help="The folder of the same account that messages are moved to. It is made "
        "if it is missing; / separates folders inside folders.",
    )

    @api.constrains(
        "after_processing",
        "processed_folder",
        "protocol",
        "imap_folder",
        "case_mailbox",
    )
    def _check_after_processing(self):
        for mailbox in self.filtered(
            lambda server: server.case_mailbox and server.after_processing == "move"
        ):
            problem = mailbox.sudo()._after_processing_problem()
            if problem:
                raise ValidationError(problem)

    def _after_processing_problem(self):
        """What keeps messages from being moved, in a sentence; None where nothing."""
        folder = (self.processed_folder or "").strip()
        if self.protocol not in IMAP:
            return self.env._(
                "POP3 has no folders, so messages cannot be moved. Choose IMAPS, or "
                "delete the messages after processing."
            )
        if not folder:
            return self.env._("Enter the folder that messages are moved to.")
        if not folder.isprintable() or set(folder) & set("*%"):
            return self.env._(
                "“%(folder)s” cannot be the name of a folder.", folder=folder
            )
        if folder.casefold() == (self.imap_folder or "INBOX").casefold():
            return self.env._(
                "Messages are fetched from “%(folder)s”, so they cannot be moved "
                "there. Enter another folder.",
                folder=folder,
            )
        return None

    def _check_removal(self, session):
        """Raise `MailboxError` where the server says that messages cannot be taken out
        of the mailbox."""
        if self.after_processing == "move":
            session.check_move(self.processed_folder.strip())
        else:
            session.check_delete()

    def _remove(self, session, refs):
        """Take settled messages out of the mailbox; refs of those gone by now."""
        if self.after_processing == "move":
            return session.move(refs, self.processed_folder.strip())
        return session.delete(refs)

    def _removed_state(self):
        """The `remote_state` of messages that were taken off (str)."""
        return "moved" if self.after_processing == "move" else "removed"
