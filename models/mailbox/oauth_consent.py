"""One attempt to get a person's consent: short-lived, good for one use."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.http import STORED_SESSION_BYTES

from ...tools.errors import FixSettings
from ..groups import ADMINISTRATOR

LIFETIME = timedelta(minutes=15)  # to sign in, with a second factor, and to agree


class FetchmailOauthConsent(models.Model):
    _name = "fetchmail.oauth.consent"
    _description = "Mailbox Consent in Progress"

    server_id = fields.Many2one("fetchmail.server", required=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    state_digest = fields.Char(required=True, index=True)
    session_digest = fields.Char(required=True)
    code_verifier = fields.Char(groups=ADMINISTRATOR, copy=False, exportable=False)
    expires_at = fields.Datetime(required=True, index=True)

    @api.model
    def _open(self, mailbox, session_id):
        """Remember a new attempt; returns its state and code verifier.

        `session_id`: of the browser session that is sent away, or None. Attempts of
        this person at this mailbox from before are void.
        """
        self.search(
            [("server_id", "=", mailbox.id), ("user_id", "=", self.env.user.id)]
        ).unlink()
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        self.create(
            {
                "server_id": mailbox.id,
                "user_id": self.env.user.id,
                "state_digest": _digest(state),
                "session_digest": _session_digest(session_id),
                "code_verifier": verifier,
                "expires_at": fields.Datetime.now() + LIFETIME,
            }
        )
        return state, verifier

    @api.model
    def _take(self, state, session_id):
        """The attempt of `state`: its mailbox and code verifier. It is used up.

        Raises `FixSettings` with state_refused for a state that is unknown, used,
        expired, of another person or of another browser session.
        """
        found = self.search([("state_digest", "=", _digest(state))], limit=1)
        fits = (
            found
            and found.user_id == self.env.user
            and found.expires_at > fields.Datetime.now()
            and hmac.compare_digest(found.session_digest, _session_digest(session_id))
        )
        if not fits or not found.try_lock_for_update():
            raise FixSettings("state_refused")
        mailbox, verifier = found.server_id, found.code_verifier
        found.unlink()
        return mailbox, verifier

    @api.model
    def _take_pasted(self, mailbox, state):
        """The code verifier of this person's latest attempt at `mailbox`; used up.

        `state`: as pasted, or None where only the code was. A pasted code comes
        outside the browser session, so that is not asked for.
        """
        found = self.search(
            [
                ("server_id", "=", mailbox.id),
                ("user_id", "=", self.env.user.id),
                ("expires_at", ">", fields.Datetime.now()),
            ],
            order="id desc",
            limit=1,
        )
        if not found or (state and _digest(state) != found.state_digest):
            raise FixSettings("state_refused")
        verifier = found.code_verifier
        found.unlink()
        return verifier

    @api.autovacuum
    def _gc_expired(self):
        """Forget attempts that nobody came back from."""
        self.search([("expires_at", "<", fields.Datetime.now())]).unlink()


def _session_digest(session_id):
    """Of the part that stays the same: Odoo changes the rest every few hours."""
    return _digest((session_id or "")[:STORED_SESSION_BYTES])


def _digest(text):
    return hashlib.sha256((text or "").encode()).hexdigest()
