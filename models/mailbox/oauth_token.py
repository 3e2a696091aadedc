"""The token set of a mailbox, in a row of its own.

Writing one never waits for the mailbox's row, which a run holds locked, and a renewed
refresh token is committed at once.
"""

from datetime import timedelta, timezone

from odoo import api, fields, models

from ...tools.oauth import TokenSet
from ..groups import ADMINISTRATOR
from ..values import naive

# Renewed this long before it ends: longer than a run may go on with one session.
MARGIN = timedelta(minutes=5)


class FetchmailOauthToken(models.Model):
    _name = "fetchmail.oauth.token"
    _description = "Mailbox Token"

    server_id = fields.Many2one("fetchmail.server", required=True, ondelete="cascade")
    access_token = fields.Char(groups=ADMINISTRATOR, copy=False, exportable=False)
    refresh_token = fields.Char(groups=ADMINISTRATOR, copy=False, exportable=False)
    expires_at = fields.Datetime()
    obtained_at = fields.Datetime()
    scopes = fields.Char()
    account = fields.Char()
    refresh_expires_at = fields.Datetime()

    _server_unique = models.UniqueIndex("(server_id)")

    def _token_set(self):
        """This row as a `TokenSet`."""
        self.ensure_one()
        return TokenSet(
            access_token=self.access_token or "",
            refresh_token=self.refresh_token or None,
            expires_at=_aware(self.expires_at),
            obtained_at=_aware(self.obtained_at),
            scopes=tuple((self.scopes or "").split()),
            account=self.account or None,
            refresh_expires_at=_aware(self.refresh_expires_at) or None,
        )

    @api.model
    def _values(self, token_set):
        """A `TokenSet` as values of a row."""
        return {
            "access_token": token_set.access_token,
            "refresh_token": token_set.refresh_token,
            "expires_at": naive(token_set.expires_at),
            "obtained_at": naive(token_set.obtained_at),
            "scopes": " ".join(token_set.scopes),
            "account": token_set.account,
            "refresh_expires_at": naive(token_set.refresh_expires_at),
        }

    @api.model
    def _keep(self, mailbox, token_set):
        """Store the token set of a mailbox in the place of the one before."""
        row = self.search([("server_id", "=", mailbox.id)])
        if row:
            row.write(self._values(token_set))
        else:
            row = self.create({"server_id": mailbox.id, **self._values(token_set)})
        return row

    def _is_fresh(self):
        """True where the access token is good for long enough."""
        return self._token_set().is_fresh(_aware(fields.Datetime.now()), MARGIN)


def _aware(moment):
    return moment and moment.replace(tzinfo=timezone.utc)
