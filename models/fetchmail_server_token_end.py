"""A token that ends, or a consent that is given, while a run goes on."""

import re
from dataclasses import replace

from odoo import models

# What servers do to a session whose token has ended; Exchange: "* BYE Session
# invalidated - AccessTokenExpired", Gmail: "* BYE Session expired, please login again".
ENDED_CODES = frozenset({"connection_lost", "server_busy", "command_refused"})
ENDED_WORDS = re.compile(r"token|(session|credentials?)\b.*\b(expired|invalid)", re.I)


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _work(self, deadline):
        """The session is opened anew, with a new token, instead of failing.

        Again and again in a long run, as long as it gets on.
        """
        token = self._token_row().access_token if self._uses_oauth() else None
        outcome = super()._work(deadline)
        settled = outcome.settled
        is_first = True
        while (is_first or outcome.settled) and self._is_worth_a_try(outcome, token):
            is_first = False
            token = self._token_row().access_token
            outcome = super()._work(deadline)
            settled += outcome.settled
        return replace(outcome, settled=settled)

    def _is_worth_a_try(self, outcome, token):
        """True where what went wrong was an old token; `token`: at the beginning."""
        error = outcome.error
        if not error or not self._uses_oauth():
            return False
        row = self._token_row()
        row.invalidate_recordset()  # it is renewed in another cursor
        if error.code == "consent_lost":
            return bool(row) and row.access_token != token
        if error.code not in ENDED_CODES:
            return False
        return not row._is_fresh() or bool(ENDED_WORDS.search(error.detail or ""))
