"""What agents write that is no answer is kept inside, and the ticket says why."""

from odoo import models

from ...tools.policy import read_command
from ...tools.quotes import find_forwarded, visible_reply
from ...tools.text import has_forward_mark, without_answer_marks
from ..facts import Fact


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _inside_reason(self, mail, match):
        """Why what a proven agent sent to a ticket is no answer to the customer
        (`Fact`), None for an answer."""
        if match.is_note or self._is_forward(mail.inbound):
            return Fact("kept_forward")
        if not match.proof and not _is_answer(mail.inbound):
            return Fact("kept_unanswered")
        return None

    def _inside_fact(self, mail, match, answer, batch):
        """What the history says of a message that is kept inside (`Fact`); None of a
        command, and of what is not of somebody inside."""
        if answer or self.is_sent or self.is_import:
            return None
        if not self._is_proven_agent(mail, match, batch):
            return Fact("kept_unproven")
        return self._inside_reason(mail, match)

    def _is_forward(self, inbound):
        """Whether a mail passes another one on, rather than to answer one (bool)."""
        if has_forward_mark(inbound.subject):
            return True
        return not inbound.in_reply_to and find_forwarded(inbound) is not None

    def _is_sent_inside(self, inbound, ticket, batch):
        """Whether what was sent from a mail program is no answer to the customer of
        `ticket`: a forward, a command, or a mail to others only (bool)."""
        if self._is_forward(inbound) or read_command(visible_reply(inbound)):
            return True
        return not ticket._mailbox_is_written_to(inbound, self.server_id, batch)


def _is_answer(inbound):
    """Whether a mail answers one, whichever that is; programs that name none (RFC 5322
    3.6.4 leaves it to them) mark the subject."""
    is_marked = without_answer_marks(inbound.subject) != inbound.subject
    return bool(inbound.in_reply_to or inbound.references) or is_marked
