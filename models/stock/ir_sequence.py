"""Ticket numbers: their sequence is looked up once for a batch of messages."""

from odoo import api, models

from ..batch import BATCH


class IrSequence(models.Model):
    _inherit = "ir.sequence"

    @api.model
    def next_by_code(self, sequence_code, sequence_date=None):
        """The next number; of a sequence that the batch knows, without a search."""
        batch = self.env.context.get(BATCH)
        if not batch:
            return super().next_by_code(sequence_code, sequence_date)
        key = (sequence_code, self.env.company.id)
        if key not in batch.memo.sequences:
            # As in Odoo's own method: the company's sequence before the common one.
            batch.memo.sequences[key] = self.search(
                [
                    ("code", "=", sequence_code),
                    ("company_id", "in", (self.env.company.id, False)),
                ],
                order="company_id",
                limit=1,
            )
        sequence = batch.memo.sequences[key]
        return sequence and sequence._next(sequence_date=sequence_date)
