"""The database that a mailbox was connected in; a copy of it does not fetch."""

from odoo import api, fields, models
from odoo.tools import str2bool

from .activity import NOT_FETCHED

DATABASE_UUID = "database.uuid"
NEUTRALIZED = "database.is_neutralized"


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    is_copied = fields.Boolean(compute="_compute_is_copied")
    copy_text = fields.Text(
        compute="_compute_copy_text",
        help="Why the mailbox is not fetched in a copy of a database, and what to do.",
    )

    @api.depends("state", "status_ids.home")
    def _compute_is_copied(self):
        here = self._this_database()
        for mailbox in self:
            home = mailbox._status().home
            is_connected = mailbox.case_mailbox and mailbox.state == "done"
            mailbox.is_copied = bool(is_connected and home and home != here)

    @api.depends("is_copied", "state")
    @api.depends_context("lang")
    def _compute_copy_text(self):
        is_neutralized = self._is_neutralized()
        for mailbox in self:
            if mailbox.is_copied:
                mailbox.copy_text = mailbox._copied_sentence()
            elif is_neutralized and mailbox.case_mailbox and mailbox.state != "done":
                mailbox.copy_text = mailbox._neutralized_sentence()
            else:
                mailbox.copy_text = False

    @api.model
    def _this_database(self):
        """What tells this database from its copies (str): Odoo gives some of them a new
        number, and a server has no two of one name."""
        number = self.env["ir.config_parameter"].sudo().get_param(DATABASE_UUID)
        return f"{number} {self.env.cr.dbname}"

    @api.model
    def _is_neutralized(self):
        value = self.env["ir.config_parameter"].sudo().get_param(NEUTRALIZED)
        return str2bool(value or "", False)

    def _copied_sentence(self):
        return self.env._(
            "The mailbox was connected in the database %(home)s, of which this one is "
            "a copy or a backup that was loaded. It is not fetched here: of two "
            "databases that fetch a mailbox, each loses what the other one takes. "
            "Connect it if this database is to fetch it, and no other one does.",
            home=self._status().home.partition(" ")[2],
        )

    def _neutralized_sentence(self):
        return self.env._(
            "This database is a neutralized copy: passwords, client secrets and tokens "
            "of mailboxes were removed, and no mail is fetched. To try it here, enter "
            "the account of a mailbox for tests, enable it and connect it. Do not "
            "connect the real one: its mail would go into this copy."
        )

    def _tell_of_copy(self):
        """Once, and not by mail: it would go out in the name of the original."""
        quiet = self.with_context(mail_activity_quick_update=True)
        for mailbox in quiet.filtered("is_copied"):
            mailbox._tell(NOT_FETCHED, FetchmailServer._copied_sentence)
