"""What may hold or ignore a message before it is filed: one table, asked in order."""

from odoo import models

from ..batch import Stop
from .agent_proof import AGENTS

# Name -> method; the first that returns a `Stop` decides.
FILTERS = {
    "denied": "_filter_denied",
    AGENTS: "_filter_agents",
    "wrong_sender": "_filter_wrong_sender",
    "rules": "_filter_rules",
    "new_cases": "_filter_new_tickets",
    "sender_filter": "_filter_contacts",
    "confirmation": "_filter_confirmation",
}


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _filters(self):
        """Names of the methods that may stop a message, in their order (list).

        Each takes the `ParsedMail`, its `TicketMatch` and the `Batch`, and returns a
        `Stop` or None. Extension point: other add-ons insert theirs.
        """
        return list(FILTERS.values())

    def _first_stop(self, mail, match, batch):
        """The first `Stop` for a message, or None; none for what a person released."""
        if self.is_released:
            return None
        stops = (getattr(self, name)(mail, match, batch) for name in self._filters())
        return next(filter(None, stops), None)

    def _filter_agents(self, mail, match, batch):
        """What would be done in the name of somebody inside needs proof that this one
        wrote it.

        Existing mail does nothing; there only DMARC is asked for, where the mailbox
        wants that.
        """
        name = self._claimed_insider(mail, match, batch)
        if not name or self._is_proven_agent(mail, match, batch):
            return None
        if self.is_import and not self.server_id.agent_dmarc:
            return None
        return Stop("held", self._unproven_reason(name, mail, batch), AGENTS)

    def _filter_wrong_sender(self, mail, match, batch):
        """Hold what names a ticket that its sender does not belong to, where wanted."""
        hold = self.server_id.wrong_sender_policy == "hold" and not self.is_import
        if hold and match.named_id and not match.ticket_id:
            return Stop("held", match.reason, "wrong_sender")
        return None

    def _filter_rules(self, mail, match, batch):
        """A rule holds or ignores mail."""
        return self._rule_outcome(mail, match, batch).stop
