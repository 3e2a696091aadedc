"""What went wrong with a mailbox, and what to do about it, in plain words."""

from datetime import timedelta

from babel.dates import format_timedelta

from odoo import fields, models
from odoo.tools import format_date, format_time
from odoo.tools.misc import get_lang

from ...tools.errors import RetryLater

# Passing trouble whose sentence says what to look at.
SELF_EXPLAINING = frozenset({"host_unknown", "port_closed", "unreachable"})
# What is mended elsewhere, so that nothing has to be changed or pressed here.
MENDED_ELSEWHERE = frozenset(
    {
        "access_rule",
        "account_blocked",
        "administrator_needed",
        "clock_wrong",
        "delete_refused",
        "folder_read_only",
        "imap_disabled",
        "mailbox_full",
        "mailbox_unavailable_for_login",
        "sending_blocked",
        "sending_disabled",
        "smtp_disabled",
        "trash_missing",
        "web_login_required",
    }
)
SHORT_WAIT = timedelta(hours=1)  # told as a length of time, a longer one by its end


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _error_sentence(self, error):
        """What went wrong with a run, and what comes next by itself; from the error's
        code. For the status, and for people who are told."""
        return self._told(self._error_sentences(), error, self._next_by_itself(error))

    def _button_sentence(self, error):
        """What went wrong, for a person who has pressed a button: nothing is tried
        again by itself, so it says what to do now."""
        return self._told(self._error_sentences(), error, self._next_by_hand(error))

    def _told(self, sentences, error, next_step):
        """One of `sentences` (by code) about a `MailboxError`, what comes next, and
        the server's own words or other details where there are any."""
        sentence = sentences.get(error.code) or self.env._(
            "The mail server gave an answer that is not understood."
        )
        sentence = f"{sentence} {next_step}".strip()
        return "\n".join(filter(None, [sentence, self._detail_text(error)]))

    def _detail_text(self, error):
        """What a server said, or the details that are not its; '' for none."""
        if not error.detail:
            return ""
        if error.is_quoted:
            return self.env._("The server's words: %(detail)s", detail=error.detail)
        return self.env._("Details: %(detail)s", detail=error.detail)

    def _next_by_itself(self, error):
        """What a run does next about passing trouble, and about what is mended
        elsewhere; '' where a person has to act here."""
        if error.code in MENDED_ELSEWHERE:
            return self.env._("It is tried again automatically.")
        if not self._is_waited_out(error):
            return ""
        if not error.pause:
            return self.env._("It is tried again automatically.")
        return self.env._(
            "It resumes automatically %(in_a_while)s.",
            in_a_while=self._in_a_while(error.pause),
        )

    def _next_by_hand(self, error):
        """What a person does next, as `_next_by_itself`."""
        if error.code in MENDED_ELSEWHERE:
            return self.env._("Then try again.")
        if not self._is_waited_out(error):
            return ""
        if not error.pause:
            return self.env._("Try again in a minute.")
        if error.pause < SHORT_WAIT:
            in_a_while = self._in_a_while(error.pause)
            return self.env._("Try again %(in_a_while)s.", in_a_while=in_a_while)
        end = fields.Datetime.now() + error.pause
        if self._is_today(end):
            return self.env._("Try again after %(time)s.", time=self._time_text(end))
        return self.env._(
            "Try again on %(date)s, after %(time)s.",
            date=self._date_text(end),
            time=self._time_text(end),
        )

    def _is_waited_out(self, error):
        """Whether there is nothing to do about an error but to wait."""
        return isinstance(error, RetryLater) and error.code not in SELF_EXPLAINING

    def _in_a_while(self, pause):
        """Such as "in 5 minutes", in the user's language."""
        locale = get_lang(self.env).code
        return format_timedelta(
            pause, "minute", threshold=2, add_direction=True, locale=locale
        )

    def _is_today(self, moment):
        """Whether a moment (naive, UTC) is today where the user is."""
        today = fields.Date.context_today(self)
        return fields.Datetime.context_timestamp(self, moment).date() == today

    def _date_text(self, moment):
        """The day of a moment (naive, UTC) where the user is."""
        here = fields.Datetime.context_timestamp(self, moment)
        return format_date(self.env, here.date(), date_format="short")

    def _time_text(self, moment):
        """The time of day of a moment (naive, UTC) where the user is."""
        return format_time(self.env, moment, self.env.tz.zone, "short")

    def _error_sentences(self, folder=None):
        """Code of a `MailboxError` -> sentence in the user's language; `folder`: the
        one that was read, if not the mailbox's own."""
        return {
            **self._sentences_of_network(),
            **self._sentences_of_encryption(),
            **self._sentences_of_login(self.server),
            **self._sentences_of_limits(self.server),
            **self._sentences_of_budget(),
            **self._sentences_of_account(self.server),
            **self._sentences_of_folders(folder or self.imap_folder),
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
                "%(host)s took too long to answer. If this stays, check Port and the "
                "firewall.",
                host=host,
            ),
            "connection_lost": self.env._(
                "The connection to %(host)s broke off.", host=host
            ),
            "server_busy": self.env._("%(host)s asks to come back later.", host=host),
            "answer_too_long": self.env._(
                "%(host)s sent far more than it was asked for, so the connection was "
                "given up. If this stays, ask the mail administrator what is wrong "
                "with the mailbox.",
                host=host,
            ),
            "protocol_error": self.env._(
                "What answers on port %(port)s of %(host)s does not speak this "
                "protocol. Check Protocol and Port.",
                host=host,
                port=port,
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

    def _sentences_of_folders(self, read):
        """The folder that is `read`, others, and what may be done in them."""
        folder = self.processed_folder or ""
        return {
            "folder_missing": self.env._(
                "There is no folder “%(folder)s” in the mailbox. Check Folder; the "
                "usual one is INBOX.",
                folder=read,
            ),
            "folder_refused": self.env._(
                "This user cannot open the folder “%(folder)s”. Ask the mail "
                "administrator whether it exists, and for the right to read it "
                "(l and r).",
                folder=read,
            ),
            "folder_read_only": self.env._(
                "The folder “%(folder)s” can be read but not changed by this user, so "
                "that processed messages could not be deleted. Ask the mail "
                "administrator for full access.",
                folder=read,
            ),
            "delete_refused": self.env._(
                "%(host)s does not let this user delete messages in the folder "
                "“%(folder)s”. Ask the mail administrator for the right to delete "
                "messages (t and e).",
                host=self.server,
                folder=read,
            ),
            "move_refused": self.env._(
                "%(host)s does not let this user move messages to the folder "
                "“%(folder)s”. Ask the mail administrator for the right to put "
                "messages there (i), or enter another folder.",
                host=self.server,
                folder=folder,
            ),
            "trash_missing": self.env._(
                "Gmail shows no Trash folder. In Gmail's settings, under Labels, let "
                "Trash show in IMAP."
            ),
            "move_folder_refused": self.env._(
                "The folder “%(folder)s”, which messages are moved to, is missing, and "
                "%(host)s does not let it be made. Make it in a mail program, or enter "
                "another one.",
                folder=folder,
                host=self.server,
            ),
            "move_same_folder": self.env._(
                "“%(folder)s” is the folder that messages are fetched from. Enter "
                "another folder to move them to.",
                folder=folder,
            ),
            "move_needs_imap": self.env._(
                "POP3 has no folders, so messages cannot be moved. Choose IMAPS, or "
                "delete the messages after processing."
            ),
        }
