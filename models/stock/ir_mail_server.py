"""An outgoing server that is a mailbox's own account."""

import logging

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.errors import MailboxError
from ..names import OWN_LOGIN

_logger = logging.getLogger(__name__)

# Key of the context with the sender of a mail about a message that names none.
SENDER = "mailbox_sender"
VERIFIED = ("ssl_strict", "starttls_strict")


class IrMailServer(models.Model):
    _inherit = "ir.mail_server"

    mailbox_id = fields.Many2one(
        "fetchmail.server",
        readonly=True,
        copy=False,
        ondelete="cascade",
        help="Mail goes out through the account of this mailbox, with its login.",
    )
    smtp_authentication = fields.Selection(
        selection_add=[(OWN_LOGIN, "The mailbox's own login")],
        ondelete={OWN_LOGIN: "set default"},
    )

    _mailbox_unique = models.UniqueIndex("(mailbox_id) WHERE mailbox_id IS NOT NULL")

    # No stored field is named beside these: an add-on may compute them, as OCA's
    # mail_environment does, and they would be checked before they have a value.
    @api.constrains("smtp_authentication", "smtp_encryption", "smtp_host")
    def _check_mailbox_account(self):
        """Law 7: a mailbox's password or token goes over verified TLS only."""
        for server in self:
            if bool(server.mailbox_id) != (server.smtp_authentication == OWN_LOGIN):
                raise ValidationError(
                    self.env._(
                        "The login of a mailbox is for the server that the mailbox "
                        "made: press Send Through This Account there."
                    )
                )
            if not server.mailbox_id:
                continue
            if server.smtp_encryption not in VERIFIED:
                raise ValidationError(
                    self.env._(
                        "A mailbox's account sends with encryption and validation only."
                    )
                )
            if not (server.smtp_host or "").strip():
                raise ValidationError(
                    self.env._("Enter the host name of the mailbox's outgoing server.")
                )

    def write(self, vals):
        """A login goes to a mailbox's own server only (Odoo hook)."""
        done = super().write(vals)
        if "mailbox_id" in vals:
            self._check_mailbox_account()
        return done

    def _compute_smtp_authentication_info(self):
        own = self.filtered("mailbox_id")
        own.smtp_authentication_info = self.env._(
            "User name and password, or the access by OAuth, are those of the mailbox."
        )
        return super(IrMailServer, self - own)._compute_smtp_authentication_info()

    def _active_usages_compute(self):
        """A server that a mailbox sends by cannot be archived (Odoo hook)."""
        usages = super()._active_usages_compute()
        mailboxes = self.env["fetchmail.server"].search(
            [("outgoing_server_id", "in", self.ids)]
        )
        for mailbox in mailboxes:
            usages.setdefault(mailbox.outgoing_server_id.id, []).append(
                self.env._("%(name)s (Helpdesk Mailbox)", name=mailbox.name)
            )
        return usages

    @api.model
    def _filter_mail_servers_fallback(self, servers):
        """A mailbox's account sends nobody else's mail (Odoo hook)."""
        servers = super()._filter_mail_servers_fallback(servers)
        return servers.filtered(lambda server: not server.mailbox_id)

    def _build_email__(self, email_from, *args, **kwargs):  # noqa: PLW3201
        """A mail has a sender where the message that it tells of names none (Odoo
        hook)."""
        sender = self.env.context.get(SENDER) or email_from
        return super()._build_email__(sender, *args, **kwargs)

    def _connect__(  # noqa: PLW3201
        self, host=None, *args, smtp_from=None, mail_server_id=None, **kwargs
    ):
        """A mailbox's account is connected to with its own login, verified by the
        authority that the mailbox names (Odoo hook)."""
        if not self._disable_send() and not host:
            server = self.sudo().browse(mail_server_id or ())
            sender = smtp_from
            if not server:
                server, sender = self.sudo()._find_mail_server(smtp_from)
            if server and server.mailbox_id:
                archived = kwargs.get("allow_archived", False)
                self._check_forced_mail_server(server, archived, sender)
                return server._mailbox_connection(sender)
        return super()._connect__(
            host,
            *args,
            smtp_from=smtp_from,
            mail_server_id=mail_server_id,
            **kwargs,
        )

    def _mailbox_connection(self, smtp_from):
        """An `smtplib.SMTP`, with what Odoo expects of its own; raises UserError."""
        mailbox = self.mailbox_id
        try:
            connection = mailbox._open_smtp()
        except MailboxError as error:
            _logger.info("Mailbox %d cannot send: %s", mailbox.id, error.code)
            raise UserError(mailbox._outgoing_error_sentence(error)) from None
        connection.from_filter = self.from_filter
        connection.smtp_from = smtp_from
        return connection
