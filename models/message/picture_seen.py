"""Small pictures that senders' mails showed, so that those that repeat are folded."""

from datetime import timedelta

from odoo import api, fields, models

ENOUGH = 2  # earlier mails that showed a picture, before it is folded
FORGET_DAYS = 365
PURGE_BATCH = 1000


class FetchmailImageSeen(models.Model):
    """One row for each of the first mails of a sender that showed a picture.

    Rows are only ever added, so that mailboxes that run side by side never wait for
    each other here.
    """

    _name = "fetchmail.image.seen"
    _description = "Small Picture Seen"

    address = fields.Char(required=True, readonly=True)
    digest = fields.Char(required=True, readonly=True, help="SHA-256 of its bytes.")
    message_id = fields.Many2one(
        "fetchmail.message",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )

    _address_digest = models.Index("(address, digest)")

    @api.model
    def _look_up(self, keys):
        """(address, digest) -> ids of the rows that showed it, for `keys`."""
        seen = {}
        if not keys:
            return seen
        for row in self.search(
            [
                ("address", "in", sorted({address for address, _digest in keys})),
                ("digest", "in", sorted({digest for _address, digest in keys})),
            ]
        ):
            seen.setdefault((row.address, row.digest), set()).add(row.message_id.id)
        return seen

    @api.autovacuum
    def _gc_old(self):
        """Forget what a sender showed a year ago; it is learned again if it comes."""
        before = fields.Datetime.now() - timedelta(days=FORGET_DAYS)
        rows = self.search([("create_date", "<", before)], limit=PURGE_BATCH)
        rows.unlink()
        return len(rows), len(rows) == PURGE_BATCH
