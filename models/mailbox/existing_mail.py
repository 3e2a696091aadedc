"""Existing mail: what is in the mailbox when it is connected becomes closed tickets."""

from odoo import api, fields, models

from .status_row import NO_TROUBLE

# Together they say which account it is.
ACCOUNT_FIELDS = {"server", "user", "email_address", "imap_folder"}


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    import_total = fields.Integer(string="Existing Messages", readonly=True, copy=False)
    import_date = fields.Datetime(string="Set Up On", readonly=True, copy=False)
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

    def _start(self, existing_keys):
        """Confirm the mailbox; `existing_keys` (list of str) are its existing mail.

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
                }
            )
            self._status().write(
                {"import_keys": existing_keys, "import_running": bool(existing_keys)}
            )
        self.write({"state": "done"})
        self._note_connected()
        self._schedule_now()

    def _note_connected(self):
        """A person has connected the mailbox: what runs found before is over, but for a
        pause that the server has asked for."""
        status = self._status()
        values = {**NO_TROUBLE, "pause_until": status.pause_until}
        status.write({"connect_count": status.connect_count + 1, **values})
