"""Somebody else changes what a run is changing, too: PostgreSQL refuses the later of
two transactions, and the run does its work anew."""

import logging
from dataclasses import replace

from odoo import models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

# As often as Odoo tries a request.
TRIES = 5
CONFLICTS = frozenset(each.__name__ for each in PG_CONCURRENCY_EXCEPTIONS_TO_RETRY)


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _work_once(self, deadline):
        """What can be done with one session, or with a few where others come first."""
        settled = 0
        for _try in range(TRIES):
            outcome = self._work_in_session(deadline)
            settled += outcome.settled
            if not _is_conflict(outcome.error):
                break
        return replace(outcome, settled=settled)


def level_of(error):
    """How loud an exception of a run is logged (level of `logging`)."""
    passing = isinstance(error, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY)
    return logging.INFO if passing else logging.WARNING


def _is_conflict(error):
    """Whether a run's `MailboxError` (or None) is that another transaction came
    first."""
    is_inside = error is not None and error.code == "internal_error"
    return is_inside and error.detail in CONFLICTS
