"""Who may always write, and who may never: addresses and domains."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.policy import patterns_for, read_pattern


class FetchmailSender(models.Model):
    _name = "fetchmail.sender"
    _inherit = ["fetchmail.company.owned", "fetchmail.address.pattern"]
    _description = "Allowed or Blocked Sender"

    pattern = fields.Char(
        help="An address, such as anna@example.com, or a domain, such as example.com, "
        "which stands for its subdomains, too. Where several entries cover a sender, "
        "the closest one counts: an address before its domain, a subdomain before "
        "the domain above it, and an entry for one mailbox before one for all.",
    )
    kind = fields.Selection(
        [("allow", "Allowed"), ("deny", "Blocked")],
        required=True,
        default="deny",
        help="Allowed: neither the sender filter nor the confirmation stops the "
        "sender.\n"
        "Blocked: the sender's messages are ignored, also in a ticket.",
    )
    note = fields.Char(help="Why this sender is in the list.")

    _pattern_unique = models.UniqueIndex(
        "(pattern, COALESCE(server_id, 0), COALESCE(company_id, 0))",
        "This address or domain is in the list already, for the same mailboxes.",
    )

    @api.constrains("server_id", "company_id")
    def _check_company(self):
        for entry in self.filtered("server_id"):
            if entry.company_id != entry.server_id.company_id:
                raise ValidationError(
                    self.env._("The entry belongs to the company of its mailbox.")
                )

    @api.model
    def _remember(self, address, mailbox, kind, note):
        """Put an address into the list of `mailbox`; an entry it has there changes."""
        pattern = read_pattern(address or "")
        if not pattern:
            return
        # Whoever decides on a mailbox's mail decides on its senders.
        entries = self.sudo()
        entry = entries.search(
            [("pattern", "=", pattern), ("server_id", "=", mailbox.id)], limit=1
        )
        if entry:
            entry.write({"kind": kind, "note": note})
        else:
            entries.create(
                {
                    "pattern": pattern,
                    "server_id": mailbox.id,
                    "kind": kind,
                    "note": note,
                }
            )

    @api.model
    def _covering(self, addresses):
        """Entries that cover one of `addresses`, by pattern (dict); one search."""
        wanted = {pattern for each in addresses for pattern in patterns_for(each)}
        # Not only those that the person may see whose button files the message.
        found = self.sudo().search([("pattern", "in", list(wanted))])
        return found.grouped("pattern")

    @api.model
    def _closest(self, address, mailbox, by_pattern):
        """The entry of `by_pattern` that counts for a sender to `mailbox`, or none."""
        for pattern in patterns_for(address):
            entries = by_pattern.get(pattern, self.browse())
            entries = entries.filtered(lambda entry: entry._is_for(mailbox))
            if entries:
                return entries.sorted(_closeness)[0]
        return self.browse()


def _closeness(entry):
    """Sorts the entry of a mailbox before that of its company, and that before all."""
    return not entry.server_id, not entry.company_id
