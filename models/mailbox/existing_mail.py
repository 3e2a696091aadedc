"""Existing mail: what is in a mailbox when it is connected, and what comes of it."""

from odoo import api, fields, models

from ..values import naive
from .status_row import NO_TROUBLE

# Together they say which account it is.
ACCOUNT_FIELDS = {"server", "user", "email_address", "imap_folder"}
IMPORT_MODES = [
    ("closed", "File it as closed tickets"),
    ("since", "File it as closed tickets, but only since a date"),
    ("open", "File it as open tickets"),
    ("leave", "Leave it where it is"),
]


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    import_total = fields.Integer(string="Existing Messages", readonly=True, copy=False)
    import_date = fields.Datetime(string="Set Up On", readonly=True, copy=False)
    import_mode = fields.Selection(
        IMPORT_MODES,
        string="Handling of Existing Mail",
        default="closed",
        readonly=True,
        copy=False,
        help="What was chosen for the mail that was there at the set-up.",
    )
    import_done = fields.Integer(compute="_compute_import_progress")
    import_progress = fields.Float(
        string="Existing Mail",
        compute="_compute_import_progress",
        help="How much of the mail that was in the mailbox when it was set up has "
        "been processed, in percent.",
    )

    @api.depends("import_total")
    def _compute_import_progress(self):
        settled = dict(
            self.env["fetchmail.message"]._read_group(
                [
                    ("server_id", "in", self.ids),
                    ("is_import", "=", True),
                    ("state", "!=", "received"),
                ],
                ["server_id"],
                ["__count"],
            )
        )
        for server in self:
            total = server.import_total
            server.import_done = settled.get(server, 0)
            server.import_progress = 100.0 * server.import_done / total if total else 0

    def _existing_keys(self):
        """Remote keys of what was in the mailbox when it was set up (set of str)."""
        return set(self._status().import_keys or ())

    def _without_left_mail(self, listed):
        """Those `listed` messages that were not to be left where they are.

        Where the folder's UIDVALIDITY is another one now (RFC 9051, 2.3.1.1), their
        keys say nothing; what arrived before the set-up is left then.
        """
        left = set(self._status().left_keys or ())
        if not left:
            return listed
        known = {_numbering(key) for key in left}
        return [
            message
            for message in listed
            if message.ref.key not in left
            and not (
                _numbering(message.ref.key) not in known and self._is_older(message)
            )
        ]

    def _is_older(self, message):
        """Whether a message arrived before the set-up, as far as the server says."""
        start = self.import_date
        return bool(start and message.date) and naive(message.date) < start

    def _of_other_account(self, vals):
        """The mailboxes that `vals` make another account: what is in it is existing
        mail."""
        account = ACCOUNT_FIELDS & set(vals)
        return self.sudo().filtered(
            lambda mailbox: (
                mailbox.import_date
                and any(vals[name] != mailbox[name] for name in account)
            )
        )

    def _start(self, existing_keys, mode="closed", left_keys=()):
        """Confirm the mailbox; `existing_keys` (list of str) are the existing mail that
        is filed as `mode` says (`IMPORT_MODES`), `left_keys` what is never touched.

        That counts the first time only: what came while a mailbox was disconnected
        is new mail. The scheduled action does the work, in chunks, and starts at once.
        """
        self.ensure_one()
        self._check_may_connect()
        if not self.import_date:
            self.write(
                {
                    "import_total": len(existing_keys),
                    "import_date": fields.Datetime.now(),
                    "import_mode": mode,
                }
            )
            self._status().write(
                {
                    "import_keys": existing_keys,
                    "import_running": bool(existing_keys),
                    "left_keys": list(left_keys),
                }
            )
        self.write({"state": "done"})
        self._note_connected()
        self._schedule_now()

    def _note_connected(self):
        """A person has connected the mailbox: what runs found before is over, but for a
        pause that the server has asked for."""
        status = self._status()
        values = {
            **NO_TROUBLE,
            "pause_until": status.pause_until,
            "home": self._this_database(),
        }
        status.write({"connect_count": status.connect_count + 1, **values})


def _numbering(key):
    """Folder and UIDVALIDITY of a `RemoteRef.key`, within which its UID counts."""
    return tuple(key.split("/", 2)[:2])
