"""What went wrong with a mailbox, and what to do about it, in plain words."""

from odoo import models


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _error_sentence(self, error):
        """What went wrong and what to do, for a person; from the error's code."""
        sentence = self._error_sentences().get(error.code) or self.env._(
            "The mail server gave an answer that is not understood."
        )
        return self._with_servers_words(sentence, error)

    def _with_servers_words(self, sentence, error):
        """A sentence about a `MailboxError` and, where there are any, the server's own
        words."""
        if not error.detail:
            return sentence
        return self.env._(
            "%(sentence)s\nThe server's words: %(detail)s",
            sentence=sentence,
            detail=error.detail,
        )

    def _error_sentences(self):
        """Code of a `MailboxError` -> sentence in the user's language."""
        return {
            **self._sentences_of_network(),
            **self._sentences_of_limits(),
            **self._sentences_of_budget(),
            **self._sentences_of_encryption(),
            **self._sentences_of_login(),
            **self._sentences_of_folders(),
            **self._error_sentences_of_oauth(),
        }

    def _sentences_of_network(self):
        """Passing trouble of the way to the server, and of the server."""
        host, port = self.server, self.port
        return {
            "host_unknown": self.env._(
                "No mail server is known by the name %(host)s. Check the spelling of "
                "Host, and that this system can reach the internet.",
                host=host,
            ),
            "host_invalid": self.env._(
                "%(host)s is not a host name. Enter something like "
                "imap.example.com, without https:// and without a port.",
                host=host,
            ),
            "port_closed": self.env._(
                "%(host)s does not answer on port %(port)s. Check Port and Protocol; "
                "a firewall may be in the way.",
                host=host,
                port=port,
            ),
            "unreachable": self.env._(
                "%(host)s cannot be reached from here. Check the network.", host=host
            ),
            "timed_out": self.env._(
                "%(host)s took too long to answer. It is tried again; if this stays, "
                "check Port and the firewall.",
                host=host,
            ),
            "connection_lost": self.env._(
                "The connection to %(host)s broke off. It is tried again.", host=host
            ),
            "server_busy": self.env._(
                "%(host)s asks to come back later. It is tried again.", host=host
            ),
            "answer_too_long": self.env._(
                "%(host)s sent far more than it was asked for, so the connection was "
                "given up. It is tried again; if this stays, ask the mail "
                "administrator what is wrong with the mailbox.",
                host=host,
            ),
            "protocol_error": self.env._(
                "What answers on port %(port)s of %(host)s does not speak this "
                "protocol. Check Protocol and Port.",
                host=host,
                port=port,
            ),
        }

    def _sentences_of_limits(self):
        """What the server will do later, or cannot do now."""
        host = self.server
        return {
            "login_unavailable": self.env._(
                "%(host)s cannot check logins at the moment. It is tried again.",
                host=host,
            ),
            "too_many_connections": self.env._(
                "%(host)s allows no more connections for this account. Close mail "
                "programs that use it; it is tried again.",
                host=host,
            ),
            "command_refused": self.env._(
                "%(host)s refused a command. It is tried again.", host=host
            ),
            "removal_incomplete": self.env._(
                "%(host)s was told to remove messages, and they are still there. It is "
                "tried again; if this stays, remove them in a mail program.",
                host=host,
            ),
            "internal_error": self.env._(
                "The run was stopped by an error inside Odoo; the server log says "
                "where. Nothing is lost, and it is tried again."
            ),
        }

    def _sentences_of_encryption(self):
        """TLS that is not agreed on, or not trusted."""
        host, port = self.server, self.port
        return {
            "tls_untrusted": self.env._(
                "The certificate of %(host)s is not trusted. Check that Host is the "
                "name in the certificate; for a private server enter its "
                "Certificate Authority.",
                host=host,
            ),
            "tls_failed": self.env._(
                "No encryption could be agreed on with %(host)s, port %(port)s. Check "
                "Protocol and Port: IMAPS is usually 993, POP3S 995.",
                host=host,
                port=port,
            ),
            "tls_expected": self.env._(
                "Port %(port)s of %(host)s is encrypted from the first byte. Choose "
                "IMAPS or POP3S as Protocol.",
                host=host,
                port=port,
            ),
            "authority_invalid": self.env._(
                "The Certificate Authority is not a certificate in PEM form."
            ),
            "starttls_missing": self.env._(
                "%(host)s does not offer STARTTLS. Choose IMAPS or POP3S as Protocol. "
                "The password was not sent.",
                host=host,
            ),
            "clear_text_refused": self.env._(
                "%(host)s wants encryption before the password. Switch STARTTLS on, "
                "or choose IMAPS or POP3S as Protocol.",
                host=host,
            ),
        }

    def _sentences_of_login(self):
        """A login that is refused."""
        host = self.server
        return {
            "login_refused": self.env._(
                "%(host)s refused the user name or the password. Enter both again. "
                "Google and Microsoft no longer accept passwords.",
                host=host,
            ),
            "login_unsupported": self.env._(
                "%(host)s offers no way to sign in with this user name and password.",
                host=host,
            ),
        }

    def _sentences_of_folders(self):
        """Folders, and what may be done in them."""
        folder = self.processed_folder or ""
        return {
            "folder_missing": self.env._(
                "There is no folder «%(folder)s» in the mailbox. Check Folder; the "
                "usual one is INBOX.",
                folder=self.imap_folder,
            ),
            "folder_refused": self.env._(
                "The folder «%(folder)s» cannot be opened by this user.",
                folder=self.imap_folder,
            ),
            "folder_read_only": self.env._(
                "The folder «%(folder)s» can be read but not changed by this user, so "
                "that processed messages could not be deleted. Ask the mail "
                "administrator for full access.",
                folder=self.imap_folder,
            ),
            "delete_refused": self.env._(
                "The mail server does not let this user delete messages."
            ),
            "trash_missing": self.env._(
                "Gmail shows no Trash folder. In Gmail's settings, under Labels, let "
                "Trash show in IMAP."
            ),
            "move_folder_refused": self.env._(
                "The folder «%(folder)s», which messages are moved to, is missing, and "
                "%(host)s does not let it be made. Make it in a mail program, or enter "
                "another one.",
                folder=folder,
                host=self.server,
            ),
            "move_same_folder": self.env._(
                "«%(folder)s» is the folder that messages are fetched from. Enter "
                "another folder to move them to.",
                folder=folder,
            ),
            "move_needs_imap": self.env._(
                "POP3 has no folders, so messages cannot be moved. Choose IMAPS, or "
                "delete the messages after processing."
            ),
        }
