"""What a mailbox sends by: its own account, another server, or Odoo's choice."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import config

from ...tools.errors import MailboxError
from ...tools.transport import (
    SMTPS_PORT,
    STARTTLS_PORT,
    SmtpSettings,
    check_sender,
    open_smtp,
)
from ..groups import ADMINISTRATOR
from ..names import OWN_LOGIN

SENDING_SCOPE = "https://outlook.office.com/SMTP.Send"
PORTS = {"ssl_strict": SMTPS_PORT, "starttls_strict": STARTTLS_PORT}
# By provider: host and encryption, as Google and Microsoft document them.
ACCOUNTS = {
    "google": ("smtp.gmail.com", "ssl_strict"),
    "microsoft": ("smtp.office365.com", "starttls_strict"),
}
# What a mail host's name begins with, where the one for sending is smtp.<rest>.
INCOMING_NAMES = frozenset({"imap", "imap4", "imaps", "pop", "pop3", "pop3s"})


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    outgoing_server_id = fields.Many2one(
        "ir.mail_server",
        copy=False,
        ondelete="restrict",
        groups=ADMINISTRATOR,
        help="What mail of this mailbox goes out by. Empty: Odoo chooses one that may "
        "send from the mailbox's address.",
    )
    sends_by_account = fields.Boolean(
        compute="_compute_sends_by_account", groups=ADMINISTRATOR
    )
    outgoing_host = fields.Char(
        related="outgoing_server_id.smtp_host",
        string="SMTP Host",
        readonly=False,
        groups=ADMINISTRATOR,
    )
    outgoing_port = fields.Integer(
        related="outgoing_server_id.smtp_port",
        string="SMTP Port",
        readonly=False,
        groups=ADMINISTRATOR,
    )
    outgoing_encryption = fields.Selection(
        [("ssl_strict", "SSL/TLS"), ("starttls_strict", "STARTTLS")],
        string="Encryption",
        compute="_compute_outgoing_encryption",
        inverse="_inverse_outgoing_encryption",
        groups=ADMINISTRATOR,
        help="SSL/TLS: encrypted from the first byte (port 465).\n"
        "STARTTLS: encrypted before anything is said (port 587).\n"
        "The certificate is always verified, by the Certificate Authority of the "
        "mailbox if it has one.",
    )

    @api.depends("outgoing_server_id.mailbox_id")
    def _compute_sends_by_account(self):
        for mailbox in self:
            server = mailbox.outgoing_server_id
            mailbox.sends_by_account = bool(
                server and server.mailbox_id == mailbox._origin
            )

    @api.depends("outgoing_server_id.smtp_encryption")
    def _compute_outgoing_encryption(self):
        for mailbox in self:
            given = mailbox.outgoing_server_id.smtp_encryption
            mailbox.outgoing_encryption = given if given in PORTS else False

    def _inverse_outgoing_encryption(self):
        for mailbox in self.filtered("sends_by_account"):
            mailbox.outgoing_server_id.smtp_encryption = mailbox.outgoing_encryption

    @api.onchange("outgoing_encryption")
    def _onchange_outgoing_encryption(self):
        if self.sends_by_account and self.outgoing_port in PORTS.values():
            self.outgoing_port = PORTS.get(self.outgoing_encryption)

    def _follow_address(self):
        """The own account sends from the mailbox's address only, whatever it is."""
        for mailbox in self.sudo().filtered("sends_by_account"):
            mailbox.outgoing_server_id.from_filter = mailbox.email_address

    def _add_sending_scope(self):
        self.oauth_scope = f"{self.oauth_scope or ''} {SENDING_SCOPE}".strip()

    def _lacks_sending_scope(self):
        """Whether Microsoft must be asked for more to let the account send."""
        return (
            self._uses_oauth()
            and self.oauth_provider == "microsoft"
            and self.oauth_grant == "authorization_code"
            and "smtp.send" not in (self.oauth_scope or "").lower()
        )

    def action_send_through_account(self):
        """Make the outgoing server of this account; at Microsoft consent follows, as
        the access that was granted is for fetching only."""
        self.ensure_one()
        self._check_may_connect()
        Servers = self.env["ir.mail_server"].with_context(active_test=False)
        server = Servers.search([("mailbox_id", "=", self.id)])
        if server:
            server.active = True
        else:
            # In two steps: OCA's mail_environment gives a new server its defaults,
            # whatever is asked for.
            values = self._account_values()
            server = Servers.create({"name": values["name"]})
            server.write(values)
        self.outgoing_server_id = server
        if self._lacks_sending_scope():
            self._add_sending_scope()
            return self.action_oauth_consent()
        return self._notification(
            self.env._("Mail goes out through this account"),
            self.env._(
                "Check SMTP Host and SMTP Port (%(host)s, %(port)s), then press Test.",
                host=server.smtp_host,
                port=server.smtp_port,
            ),
            "info",
        )

    def action_send_by_odoo(self):
        """Let Odoo choose again; the server of the account is removed."""
        self.ensure_one()
        self._check_may_connect()
        account = self.outgoing_server_id
        self.outgoing_server_id = False
        if account.mailbox_id == self:
            account.unlink()

    def _account_values(self):
        """Values of the `ir.mail_server` of this account."""
        host, encryption = self._account_host()
        return {
            "name": self.env._("%(name)s (helpdesk mailbox)", name=self.name),
            "mailbox_id": self.id,
            "smtp_authentication": OWN_LOGIN,
            "smtp_host": host,
            "smtp_port": PORTS[encryption],
            "smtp_encryption": encryption,
            "from_filter": self.email_address,
            # It is no candidate for other mail, so it stands below those that are.
            "sequence": 100,
        }

    def _account_host(self):
        """(host, encryption): the provider's, or the likely one of the mail host."""
        provider = self.oauth_provider if self._uses_oauth() else False
        if provider in ACCOUNTS:
            return ACCOUNTS[provider]
        first, _dot, rest = (self.server or "").partition(".")
        if first.lower() in INCOMING_NAMES and rest:
            host = f"smtp.{rest}"
        else:
            host = self.server or f"smtp.{self._own_domain()}"
        return host, "starttls_strict"

    def _outgoing_mail_server(self):
        """The server named here; else Odoo's choice, if it may send from our address.

        Odoo's choice is named, too: Odoo would else put its own address into From.
        """
        chosen = self.sudo().outgoing_server_id
        if chosen:
            return chosen
        Servers = self.env["ir.mail_server"].sudo()
        server, _sender = Servers._find_mail_server(self.email_address)
        if server and Servers._match_from_filter(
            self.email_address, server.from_filter
        ):
            return server
        return Servers

    def _outgoing_place(self):
        """(host, port) of what the mailbox sends by, for a person: Odoo's choice, too,
        and its configuration file's server where no other is set up."""
        server = self._outgoing_mail_server()
        if not server:
            found, _sender = server._find_mail_server(self.email_address)
            server = found or server
        host = server.smtp_host or config["smtp_server"]
        return host, server.smtp_port or config["smtp_port"]

    def _smtp_settings(self):
        """What `open_smtp` needs; the token is fresh."""
        server = self.outgoing_server_id
        return SmtpSettings(
            host=(server.smtp_host or "").strip(),
            port=server.smtp_port,
            username=self.user or self.email_address,
            credential=self._credential(),
            implicit_tls=server.smtp_encryption == "ssl_strict",
            ca_pem=(self.certificate_authority or "").strip() or None,
            greeting_timeout=self._greeting_timeout(),
            answer_seconds=self._time_limits().answer_seconds,
        )

    def _open_smtp(self):
        """A connection that is logged in; raises `MailboxError`."""
        return self._signed_in(lambda: open_smtp(self._smtp_settings()))

    def action_test_outgoing(self):
        """Log in for sending, and ask for our address; nothing is sent."""
        self.ensure_one()
        self._check_may_connect()
        if not self.sends_by_account:
            return self._outgoing_mail_server().test_smtp_connection()
        try:
            connection = self._while_person_waits()._open_smtp()
            try:
                check_sender(connection, self.email_address)
            finally:
                connection.close()
        except MailboxError as error:
            raise UserError(self._outgoing_error_sentence(error)) from error
        return self._notification(
            self.env._("Sending works"),
            self.env._(
                "Signed in to %(host)s as %(user)s.",
                host=self.outgoing_host,
                user=self.user,
            ),
            "success",
        )
