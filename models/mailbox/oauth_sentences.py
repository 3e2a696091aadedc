"""What went wrong with OAuth, and what to do about it, in plain words."""

from odoo import models

AUTHORITY_AWAY = frozenset({"authority_unavailable", "authority_unreachable"})


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _consent_error_sentence(self, error):
        """As `_error_sentence`, while a person connects: nothing is tried again."""
        if error.code not in AUTHORITY_AWAY:
            return self._button_sentence(error)
        next_step = self.env._("Connect again in a few minutes.")
        return self._told(self._error_sentences(), error, next_step)

    def _error_sentences_of_oauth(self):
        """Code of a `MailboxError` -> sentence in the user's language."""
        return {
            "token_needs_tls": self.env._(
                "With OAuth the connection must be encrypted: choose IMAPS, POP3S, or "
                "STARTTLS."
            ),
            "token_refused": self.env._(
                "The mail server refused the access that was granted. Press "
                "Reconnect. If this stays: check that IMAP or POP is allowed for this "
                "account, and that Scope is for the same protocol."
            ),
            "authority_unavailable": self.env._("The provider gave no usable answer."),
            "authority_unreachable": self.env._(
                "The provider cannot be reached from here. Check Auth URL and Access "
                "Token URL, and that this system can reach the internet."
            ),
            "authority_refused": self.env._(
                "The provider refused, and its words below say why. Check the "
                "application that is registered there."
            ),
            "authority_url_refused": self.env._(
                "The Auth URL or the Access Token URL is not an https address that may "
                "be asked. Copy both from the provider again."
            ),
            "client_refused": self.env._(
                "The provider does not accept Client ID and Client Secret. Copy both "
                "again; at Microsoft the secret's Value, not its ID, and look whether "
                "the secret has ended."
            ),
            "secret_expired": self.env._(
                "The client secret has expired. Make a new one in the registration of "
                "the application, and enter its Value as Client Secret."
            ),
            "secret_wrong": self.env._(
                "The Client Secret is not the right one. Copy the secret's Value, not "
                "its ID; if the Value is not shown any more, make a new secret."
            ),
            "grant_unsupported": self.env._(
                "This provider does not offer this grant type. Choose Authorization "
                "Code."
            ),
            "redirect_refused": self.env._(
                "The redirect URI is not registered at the provider. Register %(uri)s "
                "there, exactly as it stands here.",
                uri=self.sudo().oauth_redirect_uri or "",
            ),
            "scope_refused": self.env._(
                "The provider did not grant the access that is needed. Check Scope, "
                "leave all boxes ticked when you consent, and add the permission to "
                "the registered application."
            ),
            **self._error_sentences_of_consent(),
        }

    def _error_sentences_of_consent(self):
        return {
            "consent_denied": self.env._(
                "Access was not allowed at the provider. Connect again and allow it, "
                "or ask the administrator of your organisation to do so."
            ),
            "admin_consent_needed": self._admin_consent_sentence(),
            "tenant_refused": self.env._(
                "This application, or the account that signed in, does not belong to "
                "the organisation in Auth URL. Write the tenant of your organisation "
                "into Auth URL and Access Token URL, and sign in with an account of it."
            ),
            "account_blocked": self.env._(
                "The provider has disabled or locked this account or this application, "
                "or the account is not assigned to the application. Ask the "
                "administrator of your organisation."
            ),
            "access_rule": self.env._(
                "An access rule of your organisation (Conditional Access, security "
                "defaults) does not let this server in. Ask its administrator to "
                "exclude this account, or to allow this server's address."
            ),
            "refresh_token_missing": self.env._(
                "The provider gave no refresh token, so that access would end within "
                "the hour. Microsoft: add offline_access to Scope. Google: remove the "
                "application's access in your Google account, then connect again."
            ),
            "other_account": self.env._(
                "Another account has signed in than the mailbox's. Sign out at the "
                "provider and connect again with %(user)s; for a shared mailbox tick "
                "Shared Mailbox.",
                user=self.sudo().user or "",
            ),
            "clock_wrong": self.env._(
                "The clock of this server is wrong. Set it right."
            ),
            "code_missing": self.env._(
                "There is no authorization code in what you pasted. Paste the code, or "
                "the whole address that the provider redirected you to."
            ),
            "code_refused": self.env._(
                "The authorization code was used already or has expired. Connect again."
            ),
            "state_refused": self.env._(
                "This consent was not started by you in this browser, was used "
                "already, or took longer than 15 minutes. Connect again."
            ),
            "consent_lost": self.env._(
                "The provider no longer lets this mailbox be fetched: access was "
                "withdrawn, has expired, or the password was changed. Press Reconnect "
                "and allow access again. No message is lost."
            ),
        }
