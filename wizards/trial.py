"""A trial: the desk looks at a message as ever, up to where it would change a case.

This is the last class of `fetchmail.message`, so that nothing comes after its `_file`.
"""

from dataclasses import dataclass

from odoo import models

from ..models.desk import Letter, Stop
from ..models.fetchmail_message_desk import CASE_MODEL
from ..models.helpdesk_ticket_threads import Thread


# Compared by identity: it travels in a context.
@dataclass(eq=False)
class Trial:
    """What the desk decided. `twin`: the row of the same message received before, as
    its id. `thread` is None for mail that is put aside for its kind; `values` are
    those of a new case, None where there would be none."""

    letter: Letter | None = None
    twin_id: int | bool = False
    thread: Thread | None = None
    stop: Stop | None = None
    values: dict | None = None
    unacknowledged: str | None = None


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _trial(self):
        return self.env.context.get("case_mailbox_trial")

    def _read(self, own_addresses):
        letter = super()._read(own_addresses)
        if trial := self._trial():
            trial.letter = letter
        return letter

    def _desk(self, letters, own):
        """A message that was received before is judged as if it were new."""
        desk = super()._desk(letters, own)
        if trial := self._trial():
            twin = desk.first_rows.pop((self.server_id.id, self.fingerprint), self)
            trial.twin_id = twin != self and twin.id
        return desk

    def _stopped_by(self, letter, thread, desk):
        stop = super()._stopped_by(letter, thread, desk)
        if trial := self._trial():
            trial.thread, trial.stop = thread, stop
        return stop

    def _file(self, letter, thread, desk):
        trial = self._trial()
        if not trial:
            return super()._file(letter, thread, desk)
        trial.thread = thread
        self._sifted(letter, desk)
        desk.filing = self._filing(letter.inbound, thread)
        Case = self.env[CASE_MODEL]
        if not thread.case_id:
            trial.values = Case._mailbox_new_values(self, letter, thread, desk)
        trial.unacknowledged = self._acknowledgement_blocked(letter, thread, desk)
        return None
