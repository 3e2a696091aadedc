"""What went wrong with sending, and what to do about it, in plain words."""

from odoo import models


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _outgoing_error_sentence(self, error):
        """As `_button_sentence`, for the account's outgoing server: Odoo does not send
        again by itself what could not be sent."""
        sentences = {**self._error_sentences(), **self._outgoing_error_sentences()}
        return self._told(sentences, error, self._next_by_hand(error))

    def _outgoing_error_sentences(self):
        """Code of a `MailboxError` -> sentence, where sending needs another one."""
        host, port = self._outgoing_place()
        where = {"host": host, "port": port}
        return {
            **self._sentences_of_limits(host),
            **self._sentences_of_login(host),
            **self._sentences_of_account(host),
            "host_unknown": self.env._(
                "No mail server is known by the name %(host)s. Check SMTP Host, and "
                "that this system can reach the internet.",
                **where,
            ),
            "host_invalid": self.env._(
                "%(host)s is not a host name. Enter something like "
                "smtp.example.com, without https:// and without a port.",
                **where,
            ),
            "port_closed": self.env._(
                "%(host)s does not answer on port %(port)s. Check SMTP Port: 465 for "
                "SSL/TLS, 587 for STARTTLS; a firewall may be in the way.",
                **where,
            ),
            "unreachable": self.env._(
                "%(host)s cannot be reached from here. Check the network.", **where
            ),
            "timed_out": self.env._(
                "%(host)s took too long to answer. Check SMTP Port and the firewall.",
                **where,
            ),
            "connection_lost": self.env._(
                "The connection to %(host)s broke off.", **where
            ),
            "server_busy": self.env._(
                "%(host)s does not take mail at the moment.", **where
            ),
            "greeting_refused": self.env._(
                "%(host)s takes no connections from this system. Its words say why; "
                "ask its administrator.",
                **where,
            ),
            "not_sent": self.env._("The outgoing server did not take the message."),
            "protocol_error": self.env._(
                "What answers on port %(port)s of %(host)s does not speak SMTP. Check "
                "SMTP Host and SMTP Port.",
                **where,
            ),
            **self._outgoing_error_sentences_of_tls(where),
            **self._outgoing_error_sentences_of_login(where),
        }

    def _outgoing_error_sentences_of_tls(self, where):
        return {
            "tls_untrusted": self.env._(
                "The certificate of %(host)s is not trusted; nothing was sent. Check "
                "that SMTP Host is the name in the certificate; for a private server "
                "enter its Certificate Authority (page Advanced).",
                **where,
            ),
            "tls_failed": self.env._(
                "No encryption could be agreed on with %(host)s, port %(port)s. "
                "SSL/TLS is usually port 465, STARTTLS 587.",
                **where,
            ),
            "tls_expected": self.env._(
                "Port %(port)s of %(host)s is encrypted from the first byte. Choose "
                "SSL/TLS.",
                **where,
            ),
            "starttls_missing": self.env._(
                "%(host)s does not offer STARTTLS. Choose SSL/TLS, usually port 465. "
                "The password was not sent.",
                **where,
            ),
        }

    def _outgoing_error_sentences_of_login(self, where):
        return {
            "login_unsupported": self.env._(
                "%(host)s offers no way to sign in with the login of this mailbox.",
                **where,
            ),
            "token_refused": self.env._(
                "%(host)s refused the access that was granted. Scope must allow "
                "sending: https://mail.google.com/ at Google, SMTP.Send at Microsoft. "
                "Correct it and press Get Authorization Code to allow access again.",
                **where,
            ),
            "sending_disabled": self.env._(
                "Microsoft does not let this account send by SMTP: Authenticated SMTP "
                "is off for the mailbox or the organisation. The administrator turns "
                "it on in the Microsoft 365 admin center: the user's Mail settings, "
                "Manage email apps, Authenticated SMTP.",
                **where,
            ),
            "smtp_disabled": self.env._(
                "SMTP is switched off for this account. Switch it on in the settings "
                "of the web mail of %(host)s.",
                **where,
            ),
            "sending_blocked": self.env._(
                "%(host)s has stopped this account from sending, as it may have sent "
                "spam. Sign in with a web browser and do what is asked there, or ask "
                "the administrator.",
                **where,
            ),
            "sender_unsupported": self.env._(
                "%(host)s cannot send from %(address)s. It takes addresses with the "
                "letters a to z only.",
                address=self.email_address,
                **where,
            ),
            "sender_refused": self.env._(
                "%(host)s does not let this account send from %(address)s. Let it "
                "send as that address at the provider.",
                address=self.email_address,
                **where,
            ),
        }
