"""What the form of a mailbox asks for before it is connected: as little as it can."""

from odoo import api, fields, models

from ...tools.providers import imap_server_of
from ..groups import ADMINISTRATOR
from .oauth_settings import PRESET_PROVIDERS, known_values


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    is_new_mailbox = fields.Boolean(
        compute="_compute_is_new_mailbox",
        help="It was never connected: all it needs is an address and a sign-in.",
    )
    shows_server = fields.Boolean(
        string="Server Settings",
        compute="_compute_shows_server",
        readonly=False,
        groups=ADMINISTRATOR,
        help="Host, port and protocol; with OAuth also scope, URLs and shared mailbox. "
        "They are filled in where the provider is known.",
    )
    oauth_shared_text = fields.Char(
        compute="_compute_oauth_shared_text", groups=ADMINISTRATOR
    )

    @api.depends("state", "import_date")
    def _compute_is_new_mailbox(self):
        for mailbox in self:
            mailbox.is_new_mailbox = mailbox.state != "done" and not mailbox.import_date

    @api.depends("email_address", "server", "authentication_type", "oauth_provider")
    def _compute_shows_server(self):
        for mailbox in self:
            mailbox.shows_server = (
                bool(mailbox.email_address) and not mailbox._knows_server()
            )

    def _knows_server(self):
        """Whether the host is the one that the provider is known to have (bool)."""
        if self._uses_oauth():
            is_preset = self.oauth_provider in PRESET_PROVIDERS
            return is_preset and self.server in known_values("server")
        known = imap_server_of(self.email_address or "")
        return bool(known) and self.server == known

    @api.depends("authentication_type", "oauth_provider")
    @api.depends_context("lang")
    def _compute_oauth_shared_text(self):
        """What stands in the place of an application of its own, where there is one."""
        for mailbox in self:
            is_there = mailbox.oauth_provider and mailbox._shared("id")
            mailbox.oauth_shared_text = is_there and self.env._(
                "The shared application"
            )
