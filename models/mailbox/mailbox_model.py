"""The mailbox: an incoming mail server whose messages become helpdesk tickets."""

import ssl

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import email_normalize

from ...tools.providers import imap_server_of
from ...tools.transport import DEFAULT_PORTS, split_host
from ..groups import ADMINISTRATOR
from .manager_fields import MANAGER_FIELDS
from .schedule import SCHEDULE_FIELDS

PROTOCOLS = [
    ("imaps", "IMAPS"),
    ("imap", "IMAP"),
    ("pop3s", "POP3S"),
    ("pop3", "POP3"),
]
MIB = 1024 * 1024


class FetchmailServer(models.Model):
    _name = "fetchmail.server"
    _inherit = ["fetchmail.server", "mail.activity.mixin"]
    _check_company_auto = True

    case_mailbox = fields.Boolean(
        string="Helpdesk Mailbox",
        copy=False,
        help="Messages of this server become helpdesk tickets.",
    )
    description = fields.Text()
    email_address = fields.Char(
        copy=False,
        help="The address customers write to. One mailbox per address.",
    )
    protocol = fields.Selection(
        selection=PROTOCOLS,
        default="imaps",
        groups=ADMINISTRATOR,
        help="IMAPS or IMAP is recommended: messages stay on the server until their "
        "ticket is saved.\n"
        "IMAPS: IMAP, encrypted from the first byte (port 993).\n"
        "IMAP: not encrypted unless STARTTLS is used (port 143).\n"
        "POP3S: the older protocol, encrypted (port 995).\n"
        "POP3: not encrypted unless STARTTLS is used (port 110).",
    )
    starttls = fields.Boolean(
        string="STARTTLS",
        default=True,
        groups=ADMINISTRATOR,
        help="Switch to encryption before the password is sent. If the server does "
        "not offer it, the connection is given up; nothing is sent in clear text.",
    )
    imap_folder = fields.Char(
        string="Folder",
        default="INBOX",
        groups=ADMINISTRATOR,
        help="The folder whose messages become tickets (IMAP only).",
    )
    certificate_authority = fields.Text(
        groups=ADMINISTRATOR,
        help="Only for private servers: the certificate (PEM) of the authority that "
        "signed the server's certificate. It is then the only one that is trusted. "
        "Empty: the authorities that this system trusts.",
    )
    server = fields.Char(groups=ADMINISTRATOR)
    port = fields.Integer(groups=ADMINISTRATOR)
    user = fields.Char(groups=ADMINISTRATOR)
    password = fields.Char(groups=ADMINISTRATOR, copy=False, exportable=False)
    case_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Team",
        check_company=True,
        help="New tickets of this mailbox go to this team.",
    )
    case_user_id = fields.Many2one(
        "res.users",
        string="Assigned User",
        domain=[("share", "=", False)],
        check_company=True,
        help="New tickets of this mailbox are assigned to this person. "
        "Empty: the team's assignment decides.",
    )
    responsible_id = fields.Many2one(
        "res.users",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        help="Is told when the mailbox needs a person: messages that could not be "
        "processed, or a connection that no longer works.",
    )
    company_id = fields.Many2one("res.company", index=True)
    interval_minutes = fields.Integer(
        string="Fetch Every",
        default=5,
        help="Minutes between two looks into the mailbox.",
    )
    max_message_mib = fields.Integer(
        string="Size Limit",
        default=30,
        help="Mebibytes. A larger message still becomes a ticket, with its headers and "
        "first text; the whole message then stays on the mail server.",
    )
    color = fields.Integer()
    journal_ids = fields.One2many("fetchmail.message", "server_id")
    case_count = fields.Integer(compute="_compute_counts", string="Tickets")
    journal_count = fields.Integer(compute="_compute_counts", string="Received")
    waiting_count = fields.Integer(compute="_compute_counts", string="Waiting")
    held_count = fields.Integer(compute="_compute_counts", string="Held")
    parked_count = fields.Integer(compute="_compute_counts", string="Failed")

    _email_address_unique = models.UniqueIndex(
        "(email_address) WHERE case_mailbox",
        "Another mailbox already has this email address. "
        "Each address can be fetched by one mailbox only (archived ones count too).",
    )

    def _compute_counts(self):
        found = self.env["fetchmail.message"]._read_group(
            [("server_id", "in", self.ids)],
            ["server_id", "state"],
            ["__count"],
        )
        totals = {}
        for server, state, count in found:
            totals.setdefault(server.id, {})[state] = count
        tickets = dict(
            self.env["helpdesk.ticket"]._read_group(
                [("mailbox_id", "in", self.ids)], ["mailbox_id"], ["__count"]
            )
        )
        for server in self:
            by_state = totals.get(server.id, {})
            server.journal_count = sum(by_state.values())
            server.waiting_count = by_state.get("received", 0)
            server.held_count = by_state.get("held", 0)
            server.parked_count = by_state.get("parked", 0)
            server.case_count = tickets.get(server, 0)

    def _check_company(self, fnames=None):
        """A mailbox without a company is of all: its team may be any (Odoo hook)."""
        return super(FetchmailServer, self.filtered("company_id"))._check_company(
            fnames
        )

    @api.constrains("case_mailbox", "email_address")
    def _check_mailbox_address(self):
        for mailbox in self.filtered("case_mailbox"):
            if not email_normalize(mailbox.email_address):
                raise ValidationError(
                    self.env._(
                        "Enter the mailbox's email address, such as "
                        "support@example.com. “%(given)s” is not one.",
                        given=mailbox.email_address or "",
                    )
                )

    @api.constrains("interval_minutes", "max_message_mib", "case_mailbox")
    def _check_mailbox_limits(self):
        for mailbox in self.filtered("case_mailbox"):
            if mailbox.interval_minutes < 1:
                raise ValidationError(
                    self.env._("A mailbox is fetched every minute at the most.")
                )
            if mailbox.max_message_mib < 1:
                raise ValidationError(
                    self.env._("The size limit is at least 1 MiB (mebibyte).")
                )

    @api.constrains("certificate_authority")
    def _check_certificate_authority(self):
        for mailbox in self.filtered("certificate_authority"):
            try:
                context = ssl.create_default_context(
                    cadata=mailbox.certificate_authority.strip()
                )
                readable = bool(context.cert_store_stats()["x509"])
            except (ssl.SSLError, ValueError):
                readable = False
            if not readable:
                raise ValidationError(
                    self.env._(
                        "The certificate authority is not a certificate in PEM form. "
                        "It begins with the line -----BEGIN CERTIFICATE-----."
                    )
                )

    @api.onchange("protocol")
    def _onchange_protocol(self):
        if self.case_mailbox and self.protocol:
            self.port = DEFAULT_PORTS[self.protocol]

    @api.onchange("server")
    def _onchange_server(self):
        if self.case_mailbox and self.server:
            self.server, port = split_host(self.server)
            self.port = port or self.port

    @api.onchange("email_address")
    def _onchange_email_address(self):
        if self.case_mailbox and self.email_address:
            self.email_address = self._normalized_address(self.email_address)
            before = self._origin.email_address
            if not self.user or self.user == before:
                self.user = self.email_address
            self.server = self.server or imap_server_of(self.email_address)

    @api.model
    def _normalized_address(self, address):
        return email_normalize(address) or (address or "").strip()

    @api.model
    def _complete_values(self, vals):
        """`vals` of a mailbox with what follows from them, for stock and for us."""
        vals = dict(vals)
        if "email_address" in vals:
            vals["email_address"] = self._normalized_address(vals["email_address"])
            self._check_address_is_free(vals["email_address"])
        if vals.get("server"):
            vals["server"], port = split_host(vals["server"])
            if port and not vals.get("port"):
                vals["port"] = port
        if vals.get("authentication_type") == "oauth":
            # It would stay good, and nobody would look after it.
            vals["password"] = False
        if vals.get("protocol"):
            vals["server_type"] = vals["protocol"].rstrip("s").rstrip("3")
            vals["is_ssl"] = vals["protocol"].endswith("s")
        return vals

    @api.model
    def _new_mailbox_values(self, vals):
        vals = {"protocol": "imaps", "company_id": self.env.company.id, **vals}
        vals = self._complete_values(vals)
        if not vals.get("port"):
            vals["port"] = DEFAULT_PORTS[vals["protocol"]]
        if not vals.get("user"):
            vals["user"] = vals.get("email_address")
        vals["object_id"] = self.env["ir.model"]._get_id("helpdesk.ticket")
        return vals

    @api.model_create_multi
    def create(self, vals_list):
        """A server has a status row, and a mailbox a scheduled action (Odoo hook)."""
        default = self.env.context.get("default_case_mailbox")
        vals_list = [
            self._new_mailbox_values(vals)
            if vals.get("case_mailbox", default)
            else vals
            for vals in vals_list
        ]
        servers = super().create(vals_list)
        for server, vals in zip(servers, vals_list, strict=True):
            server._write_what_was_lost(vals)
        servers._check_mailbox_host()
        servers.filtered(lambda server: not server._status())._make_status()
        servers._schedule()
        servers.filtered("case_mailbox")._log_created()
        return servers

    def write(self, vals):
        """Check who writes what, and let status, schedule and sending follow (Odoo
        hook)."""
        vals = self._without_hidden(vals)
        self._check_manager_may_write(vals)
        mailboxes = self.filtered("case_mailbox")
        if mailboxes and mailboxes == self:
            vals = self._complete_values(vals)
        changed = self._of_other_account(vals)
        if changed:
            super(FetchmailServer, changed).write({"import_date": False})
        self._forget_sent_position(vals)
        self._forget_removal(vals)
        self._forget_trouble(vals)
        before = mailboxes._settings_now(vals)
        done = super().write(vals)
        if "server" in vals or vals.get("case_mailbox"):
            self._check_mailbox_host()
        mailboxes._log_changes(before)
        if "email_address" in vals:
            self._follow_address()
        if SCHEDULE_FIELDS & set(vals):
            self._schedule()
        return done

    def unlink(self):
        """The scheduled action goes first, as Odoo refuses this at once while the
        mailbox is being fetched; the rest would wait for a batch (Odoo hook)."""
        self.sudo().cron_id.unlink()
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_unsettled(self):
        """Its received messages go with a mailbox; mail that nobody saw must stay."""
        for mailbox in self.filtered("case_mailbox"):
            unsettled = mailbox.journal_ids.filtered(
                lambda row: row.state in ("received", "held", "parked")
            )
            if unsettled:
                raise UserError(
                    self.env._(
                        "“%(name)s” still has %(count)s messages that are waiting, "
                        "held or failed; they would be lost. Settle them first, or "
                        "take the mailbox offline instead of deleting it.",
                        name=mailbox.name,
                        count=len(unsettled),
                    )
                )

    def _check_manager_may_write(self, vals):
        if self.env.su or self.env.user.has_group(ADMINISTRATOR):
            return
        forbidden = sorted(set(vals) - self._manager_fields())
        if forbidden:
            labels = [self._fields[name].string or name for name in forbidden]
            raise AccessError(
                self.env._(
                    "Only an administrator can change a mailbox's connection "
                    "(%(fields)s).",
                    fields=", ".join(labels),
                )
            )

    @api.model
    def _manager_fields(self):
        """Names of the fields that a helpdesk manager may change (frozenset)."""
        return MANAGER_FIELDS

    @api.model
    def _own_addresses(self):
        """Addresses of all mailboxes and their logins, normalised (frozenset)."""
        mailboxes = (
            self.sudo()
            .with_context(active_test=False)
            .search_fetch([("case_mailbox", "=", True)], ["email_address", "user"])
        )
        return frozenset(
            address
            for mailbox in mailboxes
            for address in (mailbox.email_address, email_normalize(mailbox.user))
            if address
        )

    def _own_domain(self):
        """The domain of the mailbox's address, for Message-IDs that we make."""
        return (self.email_address or "").rpartition("@")[2]
