"""Keeping a mailbox connected: fresh tokens, renewal, and lost consent."""

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models

from ..tools.errors import ReconnectNeeded
from ..tools.sessions import BearerCredential
from .fetchmail_server import NO_TROUBLE


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    reconnect_needed = fields.Boolean(readonly=True, copy=False)
    oauth_connected = fields.Boolean(compute="_compute_oauth_connected")
    oauth_account = fields.Char(
        string="Signed In As", compute="_compute_oauth_connected"
    )

    @api.depends("authentication_type", "reconnect_needed")
    def _compute_oauth_connected(self):
        rows = self.env["fetchmail.oauth.token"].sudo()
        found = rows.search([("server_id", "in", self.ids)]).grouped("server_id")
        for server in self:
            row = found.get(server, rows)
            server.oauth_connected = bool(row) and not server.reconnect_needed
            server.oauth_account = row.account

    def _credential(self):
        """A password, or an access token that is good for a while."""
        if not self._uses_oauth():
            return super()._credential()
        return BearerCredential(self._fresh_access_token())

    def _open_session(self):
        """As for passwords; a token that is refused is renewed once (law 7)."""
        if not self._uses_oauth():
            return super()._open_session()
        try:
            return super()._open_session()
        except ReconnectNeeded as error:
            if error.code != "token_refused":
                raise
            self._fresh_access_token(refused=True)
            return super()._open_session()

    def _fresh_access_token(self, refused=False):
        """An access token; renewed where it is stale or `refused`.

        The token's row is locked meanwhile, in a cursor of its own that commits at
        once: of two workers one renews, the other finds it done.
        """
        before = self._token_row().access_token
        with self.env.registry.cursor() as cr:
            mailbox = self.with_env(self.env(cr=cr, user=1, su=True))
            row = mailbox._lock_token()
            renewed_meanwhile = row.access_token != before
            if row and row._is_fresh() and (not refused or renewed_meanwhile):
                return row.access_token
            token_set = mailbox._renew(row)
            row = mailbox.env["fetchmail.oauth.token"]._keep(mailbox, token_set)
            token = row.access_token
        self._token_row().invalidate_recordset()
        return token

    def _lock_token(self):
        """The token's row, waited for, locked, and as the last worker left it."""
        cr = self.env.cr
        query = "SELECT id FROM fetchmail_oauth_token WHERE server_id = %s FOR UPDATE"
        while True:
            try:
                # Odoo's own locks do not wait.
                cr.execute(query, [self.id], log_exceptions=False)
                return self._token_row()
            except SerializationFailure:  # renewed while we waited: look again
                cr.rollback()

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

    def _failure_values(self, error, now):
        """Lost consent is a person's matter: they are told at once, and no run tries
        again until they have reconnected."""
        values = super()._failure_values(error, now)
        if isinstance(error, ReconnectNeeded):
            values |= {"reconnect_needed": True, "retry_after": False}
            if not self.reconnect_needed:
                self._tell_of_failure(self._error_sentence(error))
        return values

    def _reconnected(self):
        """Consent was given: fetching goes on by itself."""
        self._tell_of_recovery()
        self.write({"reconnect_needed": False, "oauth_code": False, **NO_TROUBLE})
        self._schedule_now()

    @api.model
    def _run_mailbox(self, mailbox_id):
        """Nothing to do until a person has reconnected."""
        if self.browse(mailbox_id).exists().reconnect_needed:
            return
        return super()._run_mailbox(mailbox_id)
