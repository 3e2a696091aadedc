"""Keeping a mailbox connected: fresh tokens, renewal, and lost consent."""

import re
from contextlib import contextmanager
from dataclasses import replace

from odoo import api, fields, models
from odoo.service.model import retrying

from ...tools.errors import ReconnectNeeded
from ..groups import HELPDESK_MANAGER

# What servers do to a session whose token has ended; Exchange: "* BYE Session
# invalidated - AccessTokenExpired", Gmail: "* BYE Session expired, please login again".
ENDED_CODES = frozenset({"connection_lost", "server_busy", "command_refused"})
ENDED_WORDS = re.compile(r"token|(session|credentials?)\b.*\b(expired|invalid)", re.I)
TOKEN_LOCK = 0x6D626F78  # "mbox": the first key of PostgreSQL's advisory locks


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    oauth_connected = fields.Boolean(compute="_compute_oauth_connected")
    oauth_account = fields.Char(
        string="Signed In As",
        compute="_compute_oauth_connected",
        groups=HELPDESK_MANAGER,
    )

    @api.depends("authentication_type", "reconnect_needed")
    def _compute_oauth_connected(self):
        rows = self.env["fetchmail.oauth.token"].sudo()
        found = rows.search([("server_id", "in", self.ids)]).grouped("server_id")
        for server in self:
            row = found.get(server, rows)
            server.oauth_connected = bool(row) and not server.reconnect_needed
            server.oauth_account = row.account

    def _signed_in(self, sign_in):
        """What `sign_in()` returns, which reads the credential each time it is called;
        a token that the server refuses is renewed once. Raises `MailboxError`."""
        try:
            return sign_in()
        except ReconnectNeeded as error:
            if error.code != "token_refused" or not self._uses_oauth():
                raise
            self._fresh_access_token(refused=True)
            return sign_in()

    def _fresh_access_token(self, refused=False):
        """An access token; renewed where it is stale or `refused`.

        Of two workers one renews, the other finds it done.
        """
        before = self._token_row().access_token
        with self._alone_with_token() as mailbox:
            row = mailbox._token_row()
            renewed_meanwhile = row.access_token != before
            if row and row._is_fresh() and (not refused or renewed_meanwhile):
                return row.access_token
            token_set = mailbox._renew(row)
            row = mailbox.env["fetchmail.oauth.token"]._keep(mailbox, token_set)
            return row.access_token

    def _keep_token(self, token_set):
        """Store what a person's consent has given."""
        with self._alone_with_token() as mailbox:
            mailbox.env["fetchmail.oauth.token"]._keep(mailbox, token_set)

    @contextmanager
    def _alone_with_token(self):
        """This mailbox, in a cursor that commits at once; others wait meanwhile.

        The lock is on a number, as the very first token has no row yet. Another
        cursor holds it: one that has waited would not see what was committed.
        """
        with self.env.registry.cursor() as lock_cr:
            # Odoo's own locks do not wait.
            lock_cr.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", [TOKEN_LOCK, self.id]
            )
            with self.env.registry.cursor() as cr:
                yield self.with_env(self.env(cr=cr, user=1, su=True))
        self._token_row().invalidate_recordset()

    def _token_row(self):
        return (
            self.env["fetchmail.oauth.token"]
            .sudo()
            .search([("server_id", "=", self.id)])
        )

    def _renew(self, row):
        """A new `TokenSet` from the authority; raises `MailboxError`."""
        authority, client = self._authority(), self._oauth_client()
        if self.oauth_grant == "client_credentials":
            return authority.client_credentials(client)
        if not row:
            raise ReconnectNeeded("consent_lost", "nobody has consented yet")
        return authority.renew(client, row._token_set())

    def _reconnected(self):
        """Consent was given: fetching goes on by itself.

        In a cursor of its own, where it can be done again if a run or a person has
        changed the same. Commit what this one has changed before.
        """
        with self.env.registry.cursor() as cr:
            mailbox = self.with_env(self.env(cr=cr))
            retrying(mailbox._note_reconnected, mailbox.env)
        self.env.invalidate_all()

    def _note_reconnected(self):
        self._tell_of_recovery()
        self.oauth_code = False
        self._note_connected()
        self._schedule_now()

    def _work_past_token_end(self, deadline):
        """The session is opened anew, with a new token, instead of failing.

        Again and again in a long run, as long as it gets on.
        """
        token = self._token_row().access_token if self._uses_oauth() else None
        outcome = self._work_once(deadline)
        settled = outcome.settled
        is_first = True
        while (is_first or outcome.settled) and self._is_worth_a_try(outcome, token):
            is_first = False
            token = self._token_row().access_token
            outcome = self._work_once(deadline)
            settled += outcome.settled
        return replace(outcome, settled=settled)

    def _is_worth_a_try(self, outcome, token):
        """True where what went wrong was an old token; `token`: at the beginning."""
        error = outcome.error
        if not error or not self._uses_oauth():
            return False
        if error.code == "consent_lost":
            row = self._renewed_token_row()
            return bool(row) and row.access_token != token
        return self._is_of_old_token(error)

    def _is_of_old_token(self, error):
        """Whether it may be an old token over which the server ended the session with
        that `MailboxError`."""
        if not self._uses_oauth() or error.code not in ENDED_CODES:
            return False
        is_fresh = self._renewed_token_row()._is_fresh()
        return not is_fresh or bool(ENDED_WORDS.search(error.detail or ""))

    def _renewed_token_row(self):
        """The token row as it is now: it is renewed in another cursor."""
        row = self._token_row()
        row.invalidate_recordset()
        return row
