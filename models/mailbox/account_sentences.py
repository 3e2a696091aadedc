"""What a mail server says of the account, and what to do about it, in plain words."""

from odoo import models

from ...tools.providers import Password, provider_of


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _sentences_of_limits(self, host):
        """Code -> sentence: what the server at `host` will do later."""
        return {
            "login_unavailable": self.env._(
                "%(host)s cannot check logins at the moment.", host=host
            ),
            "too_many_connections": self.env._(
                "%(host)s allows no more connections: too many are open from here or "
                "for this account. Close mail programs that use it.",
                host=host,
            ),
            "throttled": self.env._(
                "%(host)s was asked for too much in a short time, and wants a pause.",
                host=host,
            ),
            "quota_spent": self.env._(
                "%(host)s allows no more for this account today: a limit of the "
                "provider is reached.",
                host=host,
            ),
            "mailbox_in_use": self.env._(
                "Another program has this mailbox open at %(host)s. Close mail "
                "programs that use it.",
                host=host,
            ),
            "messages_refused": self.env._(
                "%(host)s lists messages, but hands out none of them.", host=host
            ),
            "removal_incomplete": self.env._(
                "%(host)s was told to remove messages, and they are still there. If "
                "this stays, remove them in a mail program.",
                host=host,
            ),
            "command_refused": self.env._("%(host)s refused a command.", host=host),
            "settings_lost": self.env._(
                "Host, user name and password of this mailbox are gone. An add-on that "
                "keeps them elsewhere, such as OCA's mail_environment, was installed "
                "or uninstalled. Enter them again."
            ),
            "internal_error": self.env._(
                "The run was stopped by an error inside Odoo; the server log says "
                "where. Nothing is lost."
            ),
        }

    def _sentences_of_login(self, host):
        """Code -> sentence: a login that the server at `host` refuses."""
        return {
            "login_refused": self._login_refused_sentence(host),
            "login_unsupported": self.env._(
                "%(host)s offers no way to sign in with this user name and password.",
                host=host,
            ),
            "password_expired": self.env._(
                "The password has expired. Set a new one at %(host)s, and enter it "
                "here.",
                host=host,
            ),
            "password_login_ended": self.env._(
                "%(host)s does not accept passwords. Choose OAuth as Authentication "
                "Type, or ask the mail administrator to allow passwords.",
                host=host,
            ),
            "app_password_required": self.env._(
                "%(host)s wants an app password in the place of the account's own. "
                "Make one in the security settings of the account, and enter it here.",
                host=host,
            ),
            "web_login_required": self.env._(
                "%(host)s wants the owner of the account to sign in with a web browser "
                "first, and to confirm what is asked there.",
                host=host,
            ),
        }

    def _login_refused_sentence(self, host):
        refused = self.env._(
            "%(host)s refused the user name or the password.", host=host
        )
        return f"{refused} {self._password_sentence(host)}"

    def _password_sentence(self, host):
        """What to enter where the password was refused, by the provider."""
        match provider_of(host or "").password:
            case Password.APP:
                return self.env._(
                    "It wants an app password, not the account's own: make one in the "
                    "security settings of the account, and enter it here."
                )
            case Password.APP_WITH_TWO_FACTORS:
                return self.env._(
                    "Enter both again. If the account has two-factor authentication, "
                    "an app password is needed."
                )
            case Password.APP_OR_OAUTH:
                return self.env._(
                    "It does not take the account's own password: choose OAuth as "
                    "Authentication Type, or enter an app password."
                )
            case Password.AUTHORIZATION_CODE:
                return self.env._(
                    "It wants an authorization code, not the account's own password: "
                    "get one in the settings of the web mail, and enter it here."
                )
            case Password.NONE:
                return self.env._(
                    "It takes no passwords any more: choose OAuth as Authentication "
                    "Type."
                )
        return self.env._("Enter both again.")

    def _sentences_of_account(self, host):
        """Code -> sentence: what has to be changed at the account, or for it."""
        protocol = "POP3" if self.protocol in ("pop3", "pop3s") else "IMAP"
        return {
            "imap_disabled": self.env._(
                "%(protocol)s is switched off for this account. Switch it on in the "
                "settings of the web mail, or ask the administrator of your "
                "organisation to allow it.",
                protocol=protocol,
            ),
            "program_refused": self.env._(
                "%(host)s does not let programs that it does not know open the "
                "mailbox. Allow IMAP in the settings of the web mail, and enter the "
                "authorization code that you get there as the password.",
                host=host,
            ),
            "mailbox_unavailable_for_login": self._unavailable_sentence(host),
            "administrator_needed": self.env._(
                "%(host)s does not let this account in. Only its administrator can "
                "change that: show them the words below.",
                host=host,
            ),
            "mailbox_full": self.env._(
                "The mailbox is full. Delete messages in it, or ask for more space."
            ),
        }

    def _unavailable_sentence(self, host):
        where = {"host": host, "user": self.sudo().user or self.email_address or ""}
        if self.authentication_type == "oauth":
            return self.env._(
                "The login is right, but %(host)s does not open the mailbox of "
                "%(user)s. Check that the mailbox exists and has a licence, and that "
                "the account that signed in has full access to it. Nobody has to "
                "allow access again.",
                **where,
            )
        return self.env._(
            "The password is right, but %(host)s does not open the mailbox of "
            "%(user)s. Check that the mailbox exists and has a licence, and that this "
            "user may open it.",
            **where,
        )
