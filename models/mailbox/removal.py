"""Taking settled mail off the server: what fails here never stops reading."""

import logging

from odoo import fields, models

from ...tools.errors import FixSettings, RetryLater
from ...tools.policy import REMOVALS
from ...tools.transport import BROKEN_CODES
from .activity import FAILURES_TO_TELL, NOT_REMOVED

_logger = logging.getLogger(__name__)

# Refusals in a row after which the rest waits for the next run. Halving finds the one
# refused message among 100 by less.
MOST_REFUSALS = 16
NOTHING_LEFT = {
    "removal_error": False,
    "removal_said": False,
    "removal_failures": 0,
    "removal_retry": False,
}


class Removal:
    """How it went in one session.

    `is_last`: nothing is taken off before all is read, as it failed the last time.
    `is_given_up`: nothing more is tried. `error`: the first refusal (`MailboxError`),
    None where there was none. `broken_by`: the one with which the connection broke over
    a removal, None where it did not. `has_ended_session`: whether the server wants to
    be left alone, or another token. `is_done`: whether all was tried.
    """

    def __init__(self, is_last, is_given_up):
        self.is_last = is_last
        self.is_given_up = is_given_up
        self.error = self.broken_by = None
        self.has_ended_session = self.is_done = False
        self._refused, self._asked, self._gone = set(), set(), set()
        self._refused_in_a_row = 0

    def untried(self, refs):
        """Those of `refs` that were not refused in this session (list)."""
        return [ref for ref in refs if ref not in self._refused]

    def refused(self, refs, error):
        """Note a refusal; after some of them nothing more is tried."""
        self.error = self.error or error
        self._refused |= set(refs)
        self._refused_in_a_row += 1
        is_of_one = error.code == "command_refused"
        self.is_given_up = not is_of_one or self._refused_in_a_row >= MOST_REFUSALS

    def broke(self, error):
        """Note that the connection broke."""
        self.error, self.broken_by = self.error or error, error

    def accepted(self, refs, gone):
        """Note that the server was told to remove `refs`, and that `gone` are."""
        self._refused_in_a_row = 0
        self._asked |= set(refs)
        self._gone |= set(gone)

    def end(self, gone):
        """All was tried, and `gone` went with the end of the session."""
        self.is_done = not self.is_given_up
        if self._asked - self._gone - set(gone):
            self.error = self.error or RetryLater("removal_incomplete")


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _new_removal(self, by_person):
        """A `Removal`; a refusal that stays is tried once an hour, and where a person
        fetches (`by_person`)."""
        status = self._status()
        retry = status.removal_retry
        waits = bool(retry and retry > fields.Datetime.now()) and not by_person
        return Removal(bool(status.removal_failures), waits)

    def _forget_removal(self, vals):
        """Other settings are tried at once."""
        if {"after_processing", "processed_folder"} & set(vals):
            self.sudo().status_ids.filtered("removal_retry").removal_retry = False

    def _delete(self, session, rows, removal):
        """Remove settled rows' messages from the server, and note those gone.

        Where the server refuses, they stay for the next run; raises a `MailboxError`
        only where nothing more can be asked of the session.
        """
        present = rows.filtered(
            lambda row: row.state != "received" and row.remote_state == "present"
        )
        if present:
            refs = removal.untried(present._remote_refs())
            self._take_off(session, refs, removal)
            self.env["ir.cron"]._commit_progress()

    def _take_off(self, session, refs, removal):
        """Halve what is refused: one message must not keep the others there."""
        if removal.is_given_up or not refs:
            return
        try:
            gone = self._remove(session, refs)
        except (FixSettings, RetryLater) as error:
            if error.pause or self._is_of_old_token(error):
                removal.has_ended_session = True
                raise
            if error.code in BROKEN_CODES:
                removal.broke(error)
                raise
            removal.refused(refs, error)
            if len(refs) > 1:
                middle = len(refs) // 2
                self._take_off(session, refs[:middle], removal)
                self._take_off(session, refs[middle:], removal)
            return
        removal.accepted(refs, gone)
        self._mark_removed(ref.key for ref in gone)

    def _note_removal(self, removal):
        """Note how it went; what went wrong stays shown until all went well."""
        status = self._status()
        if removal.error:
            self._note_refused_removal(removal.error, status)
        elif removal.has_ended_session:
            status._note(removal_failures=status.removal_failures + 1)
        elif removal.is_done and status.removal_failures:
            self._untell(NOT_REMOVED)
            status._note(**NOTHING_LEFT)

    def _note_refused_removal(self, error, status):
        now, failures = fields.Datetime.now(), status.removal_failures + 1
        _logger.info("Messages of mailbox %d stay on the server: %s", self.id, error)
        if failures == FAILURES_TO_TELL:
            self._tell(NOT_REMOVED, lambda box: box._error_sentence(error))
        status._note(
            removal_error=self._error_sentence(error),
            removal_said=error.as_json(now),
            removal_failures=failures,
            removal_retry=REMOVALS.next_attempt(failures, now),
        )
