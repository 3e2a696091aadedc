"""Gates: what may keep a letter out of the cases, asked in order."""

from odoo import models


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _gates(self):
        """Methods that may stop a letter, in their order (list of callables).

        Each takes the letter, its `Thread` and the `Desk`, and returns a `Stop` or
        None. Other modules add theirs by an override that keeps `super()`.
        """
        return []

    def _stopped_by(self, letter, thread, desk):
        """The first `Stop` for a letter, or None; none for what a person released."""
        if self.is_released:
            return None
        stops = (gate(letter, thread, desk) for gate in self._gates())
        return next(filter(None, stops), None)
