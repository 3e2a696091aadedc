"""Keeping a mailbox connected: fresh tokens, renewal, and lost consent."""

from contextlib import contextmanager

from odoo import api, fields, models
from odoo.service.model import retrying

from ..tools.errors import ReconnectNeeded
from ..tools.sessions import BearerCredential

TOKEN_LOCK = 0x6D626F78  # "mbox": the first key of PostgreSQL's advisory locks


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

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
        with self.env.registry.cursor() as gate:
            # Odoo's own locks do not wait.
            gate.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TOKEN_LOCK, self.id])
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

    def _failure_values(self, error, now):
        """Lost consent is a person's matter: no run tries again until somebody has
        reconnected."""
        values = super()._failure_values(error, now)
        if isinstance(error, ReconnectNeeded):
            values |= {"reconnect_needed": True, "retry_after": False}
        return values

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

    @api.model
    def _run_mailbox(self, mailbox_id):
        """Nothing to do until a person has reconnected."""
        if self.browse(mailbox_id).exists().reconnect_needed:
            return
        return super()._run_mailbox(mailbox_id)
