"""Copies: the same message, come by two ways or fetched a second time.

Anybody who knows a message can have a copy of it here first, changed so that it is
ignored, held or kept out of its ticket. So a copy counts as one where the bytes are the
same, or where what became of the first is also what would become of this one.
"""

from odoo import models

from ...tools.reasons import because


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _twins(self, batch):
        """The other rows of this message in this mailbox, oldest first."""
        found = batch.lookups.twins
        rows = self.browse()
        for key in {self.fingerprint, self.digest}:
            rows |= found.get((self.server_id.id, key), rows)
        return (rows - self).sorted("id")

    def _same_bytes(self, batch):
        """The row that has this one's very bytes, or none."""
        same = self._twins(batch).filtered(
            lambda twin: (
                twin.digest == self.digest
                and (twin.id < self.id or twin.state == "done")
            )
        )[:1]
        return same.duplicate_of_id or same

    def _repeated(self, decision, batch):
        """The row that came to the end that was decided for this one, or none."""
        return self._twins(batch).filtered(
            lambda twin: (
                not twin.duplicate_of_id
                and (self.is_forged or not twin.is_forged)
                and (twin._serves(self, decision) or twin._ended_so(self, decision))
            )
        )[:1]

    def _serves(self, later, decision):
        """Whether this row is in a ticket and lacks nothing that `later` would have:
        neither the notifications of a person's mail nor the ticket that it names."""
        if self.state != "done" or self.kind not in ("human", later.kind):
            return False
        ticket_id = decision.match and decision.match.ticket_id
        kept_out = self.named_ticket_id - self.ticket_id
        return not ticket_id or ticket_id != kept_out.id

    def _ended_so(self, later, decision):
        """Whether this row was stopped, before `later` came, by what stops that."""
        if self.id > later.id or self.kind != later.kind:
            return False
        if decision.action == "ignore":
            return self.state == "ignored"
        stopped = decision.action == "stop" and self.state in ("held", "ignored")
        return stopped and self.gate == decision.stop.filter

    def _ignore_copy(self, twin):
        self._set_ignored(
            because("copy"),
            duplicate_of_id=twin.id,
            ticket_id=twin.ticket_id.id,
        )
