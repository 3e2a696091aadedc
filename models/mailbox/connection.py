"""Connecting a mailbox: settings for a session, and tests of it."""

import logging
from dataclasses import asdict

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import config

from ...tools.errors import FixSettings, MailboxError, RetryLater
from ...tools.transport import (
    DEFAULT_TIMEOUT,
    BearerCredential,
    MailboxSettings,
    PasswordCredential,
    TimeLimits,
    open_session,
)
from ..groups import ADMINISTRATOR

_logger = logging.getLogger(__name__)

# A context key: a person has pressed a button, and does not wait for long.
PERSON_WAITS = "mailbox_person_waits"
BUTTON_SECONDS = 15.0  # until a server has to greet


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _session_settings(self):
        """The values `open_session` needs; the record must be readable with secrets."""
        self.ensure_one()
        return MailboxSettings(
            protocol=self.protocol,
            host=self.server,
            port=self.port,
            username=self.user or self.email_address,
            credential=self._credential(),
            starttls=self.starttls,
            folder=self.imap_folder or "INBOX",
            ca_pem=(self.certificate_authority or "").strip() or None,
            greeting_timeout=self._greeting_timeout(),
            **asdict(self._time_limits()),
            lists_sizes=not self._status().lists_without_sizes,
        )

    def _greeting_timeout(self):
        """Seconds that a server may be silent before it greets."""
        waits = self.env.context.get(PERSON_WAITS)
        return BUTTON_SECONDS if waits else DEFAULT_TIMEOUT

    def _time_limits(self):
        """How long a server is waited for (`TimeLimits`): Odoo ends a process that
        takes longer than its settings allow, and nothing would be noted."""
        limit, scheduled = config["limit_time_real"], config["limit_time_real_cron"]
        if not self.env.context.get(PERSON_WAITS):
            # Odoo: -1 is the limit of a request; 0 is none, but only for processes.
            unlimited = scheduled == 0 and config["workers"]
            limit = 0 if unlimited else scheduled if scheduled > 0 else limit
        return TimeLimits.within(limit if limit > 0 else None)

    def _while_person_waits(self):
        """This mailbox, not waiting long for a server that does not answer."""
        return self.with_context(**{PERSON_WAITS: True})

    def _credential(self):
        """What to sign in with: a password, or a token that is good for a while."""
        if self._uses_oauth():
            return BearerCredential(self._fresh_access_token())
        return PasswordCredential(self.password or "")

    def _open_session(self):
        """An open session to this mailbox; raises `MailboxError`."""
        if not self.server:
            raise FixSettings("settings_lost", "There is no host.")
        return self._signed_in(lambda: open_session(self._session_settings()))

    def _check_may_connect(self):
        if not self.env.user.has_group(ADMINISTRATOR):
            raise AccessError(
                self.env._("Only an administrator can connect a mailbox.")
            )

    def action_test_connection(self):
        """Log in, look, change nothing; says what is there or what is wrong."""
        self.ensure_one()
        self._check_may_connect()
        summary, _listed = self._looked_at()
        return self._notification(
            self.env._("The connection works"),
            self._signed_in_text(summary.count),
            "success",
        )

    def _looked_at(self):
        """What is in the mailbox (`MailboxSummary`, `RemoteMessage`s); raises
        `UserError`, also where messages may be read and not be deleted, and where the
        server has asked to be left alone.

        Where the server ends the session over the listing, it is asked again, without
        sizes.
        """
        self._check_not_left_alone()
        try:
            try:
                return self._look()
            except RetryLater as error:
                status = self._status()
                if error.code != "connection_lost" or status.lists_without_sizes:
                    raise
                status.lists_without_sizes = True
                return self._look()
        except MailboxError as error:
            raise UserError(self._button_sentence(error)) from error

    def _look(self):
        with self._while_person_waits()._open_session() as session:
            self._check_removal(session)
            summary, listed = session.summary(), session.list_messages()
            self._count_read(session)
        return summary, listed

    def _signed_in_text(self, count):
        if count == 1:
            return self.env._(
                "Signed in as %(user)s; 1 message is in the mailbox.", user=self.user
            )
        return self.env._(
            "Signed in as %(user)s; %(count)s messages are in the mailbox.",
            user=self.user,
            count=count,
        )

    def button_confirm_login(self):
        """Stock's confirm button; for mailboxes the set-up window (Odoo hook)."""
        mailboxes = self.filtered("case_mailbox")
        others = self - mailboxes
        answer = super(FetchmailServer, others).button_confirm_login()
        return mailboxes.action_connect() if mailboxes else answer

    def action_connect(self):
        """Connect, and open the set-up window; nothing else happens yet.

        A mailbox that nobody has consented for opens the provider's page first; where
        nobody has to, it is enough that the mailbox opens again.
        """
        self.ensure_one()
        self._check_may_connect()
        if self.active:
            self._check_not_read_by_another()
        if self._waits_for_consent():
            return self.action_oauth_consent()
        summary, listed = self._looked_at()
        wizard = self.env["fetchmail.mailbox.setup"]._open_for(self, summary, listed)
        if self.reconnect_needed:
            self._reconnected()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Set Up Mailbox"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _notification(self, title, message, kind):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": title,
                "message": message,
                "type": kind,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
