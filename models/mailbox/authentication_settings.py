"""What proves that the address in From is the sender's own, and who says so."""

from collections import Counter

from odoo import api, fields, models

from ...tools.mail import read_headers
from ...tools.policy import (
    MICROSOFT,
    SignatureCheck,
    TextLookup,
    authentication,
    microsoft_authentication,
    topmost_server,
)
from ..groups import ADMINISTRATOR
from ..names import LAST_PROOF

SERVER_WAY = "server"
MICROSOFT_WAY = "microsoft"
DKIM_WAY = "dkim"
LOOKED_AT = 20


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    authentication_source = fields.Selection(
        [
            (DKIM_WAY, "Signatures, checked by Odoo (DKIM)"),
            (SERVER_WAY, "The mail server named below"),
            (MICROSOFT_WAY, "Microsoft 365"),
        ],
        string="Senders Are Proven By",
        compute="_compute_authentication_source",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        groups=ADMINISTRATOR,
        help="Who says whether the address in From is the sender's own.\n"
        "Signatures: Odoo checks whether the sender's domain signed the message, and "
        "asks the DNS for its key. That finds who is proven, not who is forged.\n"
        "The mail server named below: your own mail server checks SPF, DKIM and DMARC, "
        "and writes what it found into the message. It has to remove such fields, with "
        "its own name, from messages that come in.\n"
        "Microsoft 365: the same, for mailboxes there. That server writes no name.\n"
        "In all of them a signature counts only where it covers the recipients, the "
        "subject, and what the message answers: anybody could send the rest again, "
        "changed.",
    )
    authserv_id = fields.Char(
        string="Trusted Mail Server",
        groups=ADMINISTRATOR,
        help="The name that your own mail server writes at the beginning of the header "
        "field Authentication-Results, such as mx.google.com. Fields of other servers "
        "are passed over, as anybody can write them. Empty: nobody's word counts.",
    )
    authentication_found = fields.Text(
        string="In the Messages", readonly=True, groups=ADMINISTRATOR
    )

    @api.depends("authserv_id")
    def _compute_authentication_source(self):
        """A server that is named is the one to believe."""
        for mailbox in self:
            mailbox.authentication_source = (
                SERVER_WAY if mailbox.authserv_id else DKIM_WAY
            )

    def _authentication(self, inbound):
        """What is known of a mail's sender (`Authentication` or `SignatureCheck`).

        `failed`: From is known as forged; this costs nothing to ask. `passed`: it is
        proven; this may ask the DNS, once for a mail.
        """
        self.ensure_one()
        mailbox = self.sudo()
        key = (mailbox.authentication_source, mailbox.authserv_id, inbound.digest)
        last_key, found = self.env.cr.cache.get(LAST_PROOF, (None, None))
        if key != last_key:
            found = mailbox._read_authentication(inbound)
            self.env.cr.cache[LAST_PROOF] = (key, found)
        return found

    def _read_authentication(self, inbound):
        """The same, read anew."""
        if self.authentication_source == SERVER_WAY:
            server = self.authserv_id or ""
            return authentication(inbound.headers, inbound.from_, server)
        if self.authentication_source == MICROSOFT_WAY:
            return microsoft_authentication(inbound.headers, inbound.from_)
        return SignatureCheck(inbound, self._text_lookup())

    @api.model
    def _text_lookup(self):
        """What finds TXT records for one mail."""
        return TextLookup()

    def _authentication_text(self, inbound, check=False):
        """What is known of a mail's sender in words, and who says so (str); '' where
        nobody asked so far, unless it is to be checked now."""
        found = self._authentication(inbound)
        if not isinstance(found, SignatureCheck):
            if not found.server:
                return self.env._("No trusted mail server says anything.")
            return self.env._(
                "%(found)s, by %(server)s", found=found, server=found.server
            )
        if not check and not found.is_known:
            return ""
        if found.passed:
            return self.env._("Signed by %s (DKIM, checked by Odoo).", found.domain)
        return self.env._("No valid signature of the sender (DKIM, checked by Odoo).")

    # ------------------------------------------------------------------
    # Which server it is
    # ------------------------------------------------------------------

    def action_find_authentication(self):
        """Look into the newest messages, and say which server writes what was found.

        It is a proposal: only a person knows whether that server is their own.
        """
        self.ensure_one()
        self.check_access("write")
        rows = self.env["fetchmail.message"].search(
            [
                ("server_id", "=", self.id),
                ("is_sent", "=", False),
                ("raw_state", "in", ("complete", "head")),
            ],
            limit=LOOKED_AT,
        )
        servers = Counter(self._topmost_server(row) for row in rows)
        self.authentication_found = self._found_sentence(servers)

    def _topmost_server(self, row):
        """Who wrote the topmost field into a received message, '' for nobody."""
        return topmost_server(read_headers(row._raw_bytes()))

    def _found_sentence(self, servers):
        """What a count of servers' names comes to, in words."""
        total = servers.total()
        if not total:
            return self.env._("No messages are kept yet.")
        name, count = servers.most_common(1)[0]
        counts = {"count": count, "total": total, "server": name}
        if not name:
            return self.env._(
                "In %(count)s of the last %(total)s messages there is no "
                "Authentication-Results. Let Odoo check signatures.",
                **counts,
            )
        if name == MICROSOFT:
            return self.env._(
                "In %(count)s of the last %(total)s messages the topmost "
                "Authentication-Results names no server. If this mailbox is at "
                "Microsoft 365, choose that.",
                **counts,
            )
        return self.env._(
            "In %(count)s of the last %(total)s messages the topmost "
            "Authentication-Results is from %(server)s. If that is your own mail "
            "server, enter it as the trusted one.",
            **counts,
        )
