"""What Odoo asks for each message anew is answered once for a batch.

Each hook sits on every record of its model, and falls through to `super()` outside a
batch.
"""

from odoo import api, models

from ..batch import BATCH


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _detect_is_bounce(self, message, message_dict):
        """What the batch files was decided on before, and is no bounce (Odoo hook).

        Stock takes every multipart/report for one, read receipts too, and keeps only
        the first part of such a message.
        """
        if self.env.context.get(BATCH):
            return False
        return super()._detect_is_bounce(message, message_dict)


class MailAliasDomain(models.Model):
    _inherit = "mail.alias.domain"

    @api.model
    def _find_aliases(self, email_list):
        """Skip the search for addresses that the batch knows to be none (Odoo hook)."""
        batch = self.env.context.get(BATCH)
        known = batch.lookups.not_aliases if batch else frozenset()
        return super()._find_aliases([e for e in email_list if e not in known])


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
