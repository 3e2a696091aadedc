"""What we send from a ticket carries a token that the answer brings back."""

import secrets

from odoo import fields, models
from odoo.tools import email_normalize

from ...tools.matching import (
    dated_nonce,
    entry_nonce,
    make_token,
    read_signed,
    tagged_address,
    user_nonce,
    without_ticket_token,
)
from ..values import naive_timestamp


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _mailbox_token(self, entry=None):
        """A fresh token for customers, in the form of a Message-ID, for this ticket.

        `entry`: the history entry (`mail.message`) that it is sent with.
        """
        nonce = _fresh_nonce(8)
        return self._mailbox_signed(entry_nonce(nonce, entry.id) if entry else nonce)

    def _mailbox_signed(self, nonce):
        self.ensure_one()
        domain = self.sudo().mailbox_id._own_domain() or "localhost"
        return make_token(self.id, domain, self._mailbox_token_key(), nonce)

    def _mailbox_user_references(self, references, user):
        """References (str) with the token of one internal `user` in the place of those
        for customers. Only ever for a mail that goes to that user and nobody else."""
        key = self._mailbox_token_key()
        names = (references or "").split()
        tokens = {token.name: token for token in read_signed(names, key)}
        if not tokens:
            return references
        entry_id = next(iter(tokens.values())).entry_id
        nonce = user_nonce(_fresh_nonce(4), entry_id, user.id)
        others = [name for name in names if name not in tokens]
        return " ".join([self._mailbox_signed(nonce), *others])

    def _mailbox_reply_address(self, entry=None):
        """Where answers go: the ticket's mailbox, with a token if it allows that."""
        self.ensure_one()
        mailbox = self.sudo().mailbox_id
        address, key = mailbox.email_address, self._mailbox_token_key()
        if not mailbox.plus_addressing:
            return address
        nonces = [_fresh_nonce(2)]
        if entry:
            nonces.insert(0, entry_nonce(nonces[0], entry.id))
        tagged = (tagged_address(address, self.id, key, nonce) for nonce in nonces)
        return next(filter(None, tagged), address)

    def _mailbox_reference_values(self, message, values):
        """What `values` of a mail about `message` need, so that the answer comes back:
        references with a token, also past a provider that rewrites our Message-ID, and
        a Reply-To with one where the mailbox allows it (dict)."""
        references = values.get("references") or ""
        found = {"references": f"{self._mailbox_token(message)} {references}".strip()}
        mailbox = self.sudo().mailbox_id
        reply_to = values.get("reply_to") or message.sudo().reply_to
        address = without_ticket_token(email_normalize(reply_to) or "")
        if mailbox.plus_addressing and address == mailbox.email_address:
            found["reply_to"] = self._mailbox_reply_address(message)
        return found

    def _notify_get_reply_to(self, default=None, author_id=False):
        """Answers come back to the mailbox of the ticket (Odoo hook)."""
        replies = super()._notify_get_reply_to(default=default, author_id=author_id)
        for ticket in self.filtered(lambda ticket: ticket.sudo().mailbox_id):
            replies[ticket.id] = ticket._mailbox_reply_address()
        return replies


def _fresh_nonce(size):
    """A nonce of `size` random bytes, made now."""
    now = naive_timestamp(fields.Datetime.now())
    return dated_nonce(secrets.token_hex(size), now)
