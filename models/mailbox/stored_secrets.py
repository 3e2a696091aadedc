"""What was entered as a secret is given out again by no screen and by no call that
reads records."""

from odoo import models

SECRETS = ("password", "oauth_client_secret")
# In the place of a secret that is there; saved again, it changes nothing.
HIDDEN = "\N{BULLET}" * 12
# Where OCA's mail_environment keeps what is entered.
ENTERED = "server_env_defaults"
ENTERED_PASSWORD = "x_password_env_default"


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _read_format(self, fnames, load="_classic_read"):
        """Hide the secrets of mailboxes, which our own code reads as fields (Odoo
        hook)."""
        found = super()._read_format(fnames, load)
        hidden = [name for name in SECRETS if name in fnames]
        mailboxes = set(self.filtered("case_mailbox").ids) if hidden else ()
        for values in found:
            if values["id"] in mailboxes:
                values |= {name: values[name] and HIDDEN for name in hidden}
        return found

    def copy_data(self, default=None):
        """Nor is it copied, wherever an add-on keeps it (Odoo hook)."""
        copies = super().copy_data(default)
        for values in copies:
            entered = values.get(ENTERED)
            if isinstance(entered, dict):
                values[ENTERED] = {**entered, ENTERED_PASSWORD: False}
        return copies

    def _without_hidden(self, vals):
        """`vals` without secrets that a client has only read and saves again (dict)."""
        return {
            name: value
            for name, value in vals.items()
            if name not in SECRETS or value != HIDDEN
        }
