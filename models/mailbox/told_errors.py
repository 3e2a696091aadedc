"""What went wrong with a mailbox, told in the language and the time of who reads it.

Runs store each error as it came, and its sentence as they would tell it: that one is
for searches, and for what stock has noted.
"""

from odoo import api, fields, models

from ...tools.errors import error_from_json
from .account import LOGIN_FIELDS
from .status_row import NO_TROUBLE


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    error_message = fields.Text(
        compute="_compute_error_message",
        inverse="_inverse_status",
        search="_search_error_message",
        readonly=True,
        copy=False,
    )
    removal_error = fields.Text(
        compute="_compute_removal_error", search="_search_removal_error"
    )
    sent_error = fields.Char(compute="_compute_sent_error")

    @api.depends("status_ids.error_said", "status_ids.error_message")
    @api.depends_context("lang", "tz")
    def _compute_error_message(self):
        for mailbox in self.sudo():
            status = mailbox._status()
            mailbox.error_message = (
                mailbox._retold(status.error_said, mailbox._error_sentence)
                or status.error_message
            )

    @api.depends("status_ids.removal_said")
    @api.depends_context("lang", "tz")
    def _compute_removal_error(self):
        for mailbox in self.sudo():
            said = mailbox._status().removal_said
            mailbox.removal_error = mailbox._retold(said, mailbox._error_sentence)

    @api.depends("sent_folder", "status_ids.sent_said")
    @api.depends_context("lang", "tz")
    def _compute_sent_error(self):
        for mailbox in self.sudo():
            said = mailbox._sent_status().sent_said
            mailbox.sent_error = mailbox._retold(said, mailbox._sent_error_sentence)

    def _search_error_message(self, operator, value):
        return [("status_ids.error_message", operator, value)]

    def _search_removal_error(self, operator, value):
        return [("status_ids.removal_error", operator, value)]

    def _forget_trouble(self, vals):
        """What one server said is not another one's, and the pause that it wants is
        its account's; but that somebody has to reconnect stays."""
        names = set(LOGIN_FIELDS) & set(vals)
        for mailbox in self.sudo() if names else ():
            status = mailbox._status()
            is_other = any(vals[name] != mailbox[name] for name in names)
            if status.pause_until and mailbox._is_other_account(vals):
                status.pause_until = False
            if is_other and status.error_code and not status.reconnect_needed:
                status.write({**NO_TROUBLE, "pause_until": status.pause_until})

    def _sent_error_sentence(self, error):
        """As `_error_sentence`, of reading the Sent folder."""
        sentences = self._error_sentences(self.sent_folder)
        return self._told(sentences, error, self._next_by_itself(error))

    def _retold(self, said, sentence_of):
        """The sentence that `sentence_of` makes of a stored error; False for none."""
        error = error_from_json(said, fields.Datetime.now())
        return error and sentence_of(error)
