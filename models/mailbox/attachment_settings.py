"""Which files of messages the mailbox takes."""

import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.policy import Limits
from .mailbox_model import MIB

# Programs and scripts that systems run on a double click; Gmail and Outlook refuse
# about the same.
DENIED = (
    "ade adp apk app appx appxbundle bat cab chm cmd com cpl dmg exe gadget hta ins "
    "inf iso isp jar jnlp js jse lnk mde mjs msc msi msix msixbundle msp mst pif ps1 "
    "ps1xml psc1 psm1 reg scf scr sct shb sys url vb vbe vbs vhd vhdx vxd wsc wsf wsh "
    "xll application/hta application/java-archive application/x-dosexec "
    "application/x-msdos-program application/x-msdownload application/x-msi "
    "application/x-ms-shortcut application/vnd.microsoft.portable-executable"
)
_SEPARATORS = re.compile(r"[\s,;]+")
_PATTERN = re.compile(r"[\w.+*-]+(?:/[\w.+*-]+)?\Z")
_NUMBERS = ("attachment_count", "attachment_mib", "attachment_total_mib")


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    attachments_enabled = fields.Boolean(
        string="Take Attachments",
        default=True,
        help="Off: files are left out of the history; pictures that the text shows "
        "stay. What is left out is named there, and can be fetched from the raw copy "
        "while that is kept.",
    )
    attachment_count = fields.Integer(
        string="Max. files per message",
        default=50,
        help="Number of files in one message; 0 for no limit. Pictures that the text "
        "shows do not count.",
    )
    attachment_mib = fields.Integer(
        string="Max. file size",
        default=25,
        help="Mebibytes of one file; 0 for no limit.",
    )
    attachment_total_mib = fields.Integer(
        string="Max. total size",
        default=25,
        help="Mebibytes of all files of one message together; 0 for no limit.",
    )
    denied_types = fields.Text(
        string="Blocked types",
        default=", ".join(DENIED.split()),
        help="Endings of file names (exe) and MIME types (application/x-msdownload); "
        "* stands for anything.",
    )
    fold_images = fields.Boolean(
        string="Hide repeated signature images",
        default=True,
        help="Logos of a signature and the like, up to 10 KiB: from the third message "
        "of a sender on they are not stored again. Larger pictures are always kept.",
    )

    @api.constrains("denied_types", *_NUMBERS)
    def _check_attachments(self):
        for mailbox in self.filtered("case_mailbox"):
            if any(mailbox[name] < 0 for name in _NUMBERS):
                raise ValidationError(
                    self.env._("A limit of attachments is 0 (no limit) or more.")
                )
            for pattern in mailbox._denied_patterns():
                if not _PATTERN.match(pattern):
                    raise ValidationError(
                        self.env._(
                            "“%(given)s” is neither the ending of a file name, such as "
                            "exe, nor a type, such as application/x-msdownload.",
                            given=pattern,
                        )
                    )

    def _denied_patterns(self):
        words = _SEPARATORS.split((self.denied_types or "").lower())
        return tuple(word.lstrip(".") for word in words if word.lstrip("."))

    def _attachment_limits(self):
        """The mailbox's limits (`tools.attachments.Limits`)."""
        self.ensure_one()
        return Limits(
            enabled=self.attachments_enabled,
            files=self.attachment_count,
            file_bytes=self.attachment_mib * MIB,
            total_bytes=self.attachment_total_mib * MIB,
            denied=self._denied_patterns(),
        )
