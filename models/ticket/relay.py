"""What people outside write, and who else outside is sent it: by default nobody."""

import re

from odoo import models
from odoo.tools.mail import email_normalize, email_split_tuples, formataddr

from ...tools.policy import harmless
from .answering import CONVERSATION

# Python 3.11 loses the quotation marks around a name where it folds the line, and a
# comma then begins another address (RFC 5322, 3.4).
SAFE_LENGTH = 60
_SPECIALS = re.compile(r'[()<>\[\]:;@\\,"\s]+')


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _mailbox_without_relays(self, message, recipients):
        """Those of `recipients` (list of Odoo's dicts) who are sent `message`.

        What somebody outside writes goes to colleagues only, unless the mailbox wants
        it otherwise: else anybody could have us write to anybody.
        """
        mailbox = self.sudo().mailbox_id
        if not mailbox or mailbox.relay_messages:
            return recipients
        if not self._mailbox_is_from_outside(message):
            return recipients
        return [recipient for recipient in recipients if not recipient["share"]]

    def _mailbox_is_from_outside(self, message):
        """Whether nobody of ours is known to have written this entry (bool); a mail is
        an agent's only with proof."""
        filing = self._mailbox_filing(message.message_id)
        if filing and message.message_type == "email":
            return not filing.agent_answer
        author = message.author_id.sudo()
        if not author:
            return message.message_type in CONVERSATION
        return author.partner_share

    def _mailbox_gets_no_answer(self, message):
        """Whether the mail that this entry is must cause no automatic one (bool)."""
        filing = self._mailbox_filing(message.message_id)
        mailbox = self.sudo().mailbox_id
        return bool(filing and mailbox and mailbox._never_told_of(filing.row))

    def _mailbox_unquoted(self, message, msg_vals):
        """`msg_vals` (Odoo's values of `message`, or False) with nothing in them that
        an automatic answer would repeat, where somebody outside wrote it (dict)."""
        if not self.sudo().mailbox_id or not self._mailbox_is_from_outside(message):
            return msg_vals
        subject = harmless(self._mailbox_subject())
        return {**(msg_vals or {}), "body": "", "subject": subject}

    def _mailbox_sender(self, message):
        """The From of a mail about `message`: its author at the mailbox's address, and
        "via" the mailbox where that is nobody of ours: a name is anybody's to choose.
        """
        mailbox, author = self.sudo().mailbox_id, message.author_id.sudo()
        name = self._mailbox_author_name(message, author)
        if self._mailbox_is_from_outside(message):
            written = email_split_tuples(message.email_from or "")
            is_named = author.name or (written and written[0][0])
            name = self.env._(
                "%(name)s via %(mailbox)s",
                name=name if is_named else self._mailbox_unnamed(message),
                mailbox=mailbox.name,
            )
        address = mailbox.email_address
        return formataddr((_foldable(name, address), address))

    def _mailbox_unnamed(self, message):
        """What somebody who gives no name is called by."""
        return email_normalize(message.email_from) or self.env._("Unknown")


def _foldable(name, address):
    """`name` without the characters that need quotation marks (RFC 5322, 3.2.3), where
    its line before `address` may be folded."""
    if name.isascii() and len(name) + len(address or "") <= SAFE_LENGTH:
        return name
    return _SPECIALS.sub(" ", name).strip()
