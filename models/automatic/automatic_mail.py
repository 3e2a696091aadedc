"""The log of automatic mail: what went out by itself, what was kept back, and why."""

from datetime import timedelta

from odoo import api, fields, models

from ...tools.policy import ADDRESS, MAILBOX, TICKET, reader_address
from .limit_sentences import Pause, limit_sentence, resumption_sentence

PURPOSES = [
    ("acknowledgement", "Acknowledgement"),
    ("confirmation", "Confirmation of the sender"),
    ("refusal", "Refusal of the sender"),
    ("no_new_case", "No new tickets"),
    ("command_answer", "Answer to a command"),
    ("stage", "Mail of a stage"),
    ("addon", "Mail of another add-on"),
    ("notification", "Notification"),
]
# Narrow limits and wide ones.
WIDTH = {ADDRESS: 0, TICKET: 1, MAILBOX: 2}
KEPT_DAYS = 90
PURGE_BATCH = 1000


class FetchmailAutomaticMail(models.Model):
    _name = "fetchmail.automatic.mail"
    _description = "Automatic Mail"
    _order = "id desc"
    _rec_name = "address"

    server_id = fields.Many2one(
        "fetchmail.server",
        string="Mailbox",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="server_id.company_id", readonly=True)
    ticket_id = fields.Many2one("helpdesk.ticket", readonly=True, ondelete="cascade")
    received_message_id = fields.Many2one(
        "fetchmail.message",
        string="Caused By",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The received message that this mail answers or tells of.",
    )
    purpose = fields.Selection(PURPOSES, required=True, readonly=True)
    address = fields.Char(required=True, readonly=True)
    reader_address = fields.Char(
        compute="_compute_reader_address",
        store=True,
        precompute=True,
        help="What limits count: one for all variants of an address.",
    )
    state = fields.Selection(
        [("sent", "Sent"), ("withheld", "Withheld"), ("failed", "Failed")],
        required=True,
        readonly=True,
    )
    reason = fields.Char(
        readonly=True, help="Why it was withheld, or could not be sent."
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    release_date = fields.Datetime(
        string="Paused Until",
        readonly=True,
        help="When automatic email resumes.",
    )
    limit_scope = fields.Selection(
        [
            (MAILBOX, "Mailbox"),
            (TICKET, "Ticket"),
            (ADDRESS, "Address"),
        ],
        string="Limit Reached",
        readonly=True,
    )
    limit_count = fields.Integer(string="Limit", readonly=True)
    limit_hours = fields.Integer(string="Limit in Hours", readonly=True)
    mail_message_id = fields.Many2one(
        "mail.message",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    _address_date = models.Index("(reader_address, date) WHERE state = 'sent'")
    _ticket_date = models.Index("(ticket_id, date) WHERE ticket_id IS NOT NULL")
    _server_date = models.Index("(server_id, date) WHERE state = 'sent'")
    _pauses = models.Index("(release_date) WHERE release_date IS NOT NULL")

    @api.depends("address")
    def _compute_reader_address(self):
        for mail in self:
            mail.reader_address = reader_address(mail.address)

    @api.model
    def _sent_since(self, mailbox, purpose, address, since):
        """Whether `mailbox` sent mail of this purpose to an address (normalised) after
        `since` (naive UTC)."""
        return bool(
            self.search_count(
                [
                    ("server_id", "=", mailbox.id),
                    ("purpose", "=", purpose),
                    ("reader_address", "=", reader_address(address)),
                    ("state", "=", "sent"),
                    ("date", ">", since),
                ],
                limit=1,
            )
        )

    @api.model
    def _record(self, values, reason, pause):
        """Log a mail as sent or, where there is a `reason`, as withheld, such as for a
        `Pause` of the breaker. Returns the row."""
        if not reason:
            return self.create({**values, "state": "sent"})
        values = {**values, "state": "withheld", "reason": reason}
        if pause:
            values |= {
                "release_date": pause.until,
                "limit_scope": pause.scope,
                "limit_count": pause.count,
                "limit_hours": pause.hours,
            }
        return self.create(values)

    @api.model
    def _pauses(self, field, ids):
        """Id of a mailbox or ticket (`field`) -> sentence in the reader's language, of
        those for which something is paused: of the widest limit, the longest."""
        rows = self.search(
            [(field, "in", ids), ("release_date", ">", fields.Datetime.now())],
            order="release_date",
        )
        rows = rows.sorted(lambda row: WIDTH.get(row.limit_scope, 0))
        return {row[field].id: row._pause_sentence() for row in rows}

    def _pause_sentence(self):
        """Which limit is reached, and what resumes when."""
        pause = Pause(
            self.limit_scope, self.limit_count, self.limit_hours, self.release_date
        )
        limit = self.reason
        if pause.scope:
            limit = limit_sentence(self.env, pause, self.address, self.ticket_id)
        return f"{limit} {resumption_sentence(self.env, pause, self.address)}"

    @api.autovacuum
    def _gc_old(self):
        """Forget what no limit counts any more."""
        before = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        rows = self.search([("date", "<", before)], limit=PURGE_BATCH)
        rows.unlink()
        return len(rows), len(rows) == PURGE_BATCH
