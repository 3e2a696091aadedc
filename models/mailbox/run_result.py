"""What is noted of a run that is over: its error, and when the next one is due."""

import logging

from odoo import fields, models

from ...tools.errors import ReconnectNeeded, RetryLater
from ...tools.policy import CONNECTIONS
from .status_row import NO_TROUBLE

_logger = logging.getLogger(__name__)


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _note(self, outcome):
        """Write what came of a run."""
        now = fields.Datetime.now()
        values = {"date": now, "fetching_keys": False}
        if outcome.error:
            values |= self._failure_values(outcome.error, now)
        else:
            self._tell_of_recovery()
            values |= NO_TROUBLE
            if not outcome.remaining and not outcome.waiting:
                values |= {
                    "suspect_keys": False,
                    "import_running": False,
                    "import_keys": False,
                }
        self._status().write(values)

    def _failure_values(self, error, now):
        passing = isinstance(error, RetryLater)
        log = _logger.info if passing else _logger.warning
        log("Mailbox %s (id %d) was not fetched: %s", self.name, self.id, error)
        failures = self.failure_count + 1
        self._tell_of_error(error, failures)
        return {
            "error_code": error.code,
            "error_message": self._error_sentence(error),
            "error_date": self.error_date or now,
            "failure_count": failures,
            "suspect_keys": self._suspected(error.keys),
            **self._next_attempt_values(error, failures, now),
        }

    def _asked_pause_end(self, error, now):
        """Until when the mail server asks to be left alone; False where it does not.
        Our own limit stops no button: the mailbox may have another one by now."""
        asks = error.pause and error.code != "budget_spent"
        return asks and now + error.pause

    def _next_attempt_values(self, error, failures, now):
        """Lost consent is a person's matter: no run tries again until somebody has
        reconnected."""
        if isinstance(error, ReconnectNeeded):
            return {
                "reconnect_needed": True,
                "retry_after": False,
                "pause_until": False,
            }
        return {
            "retry_after": CONNECTIONS.next_attempt(failures, now, error.pause),
            "pause_until": self._asked_pause_end(error, now),
        }
