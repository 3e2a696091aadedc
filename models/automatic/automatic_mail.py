"""The log of automatic mail: what went out by itself, what was kept back, and why."""

from datetime import timedelta

from odoo import api, fields, models

from ...tools.policy import reader_address

PURPOSES = [
    ("acknowledgement", "Acknowledgement"),
    ("confirmation", "Confirmation of the sender"),
    ("refusal", "Refusal of the sender"),
    ("no_new_case", "No new tickets"),
    ("command_answer", "Answer to a command"),
    ("stage", "Mail of a stage"),
    ("notification", "Notification"),
]
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
        help="When automatic mail resumes.",
    )
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
    def _record(self, values, reason, until):
        """Log a mail as sent or, where there is a `reason`, as withheld; a pause of the
        breaker (`until`, naive UTC) is told on the ticket once. Returns the row."""
        if not reason:
            return self.create({**values, "state": "sent"})
        ticket = self.env["helpdesk.ticket"].browse(values["ticket_id"] or ())
        if until and ticket and not self._pauses("ticket_id", ticket.ids):
            ticket._message_log(body=self._pause_sentence(reason, until))
        return self.create(
            {**values, "state": "withheld", "reason": reason, "release_date": until}
        )

    @api.model
    def _pauses(self, field, ids):
        """Id of a mailbox or ticket (`field`) -> sentence, of those that are paused."""
        rows = self.search(
            [(field, "in", ids), ("release_date", ">", fields.Datetime.now())],
            order="release_date",
        )
        return {
            row[field].id: self._pause_sentence(row.reason, row.release_date)
            for row in rows
        }

    @api.model
    def _pause_sentence(self, reason, until):
        local = fields.Datetime.context_timestamp(self, until)
        return self.env._(
            "Automatic mail is paused and resumes automatically at %(time)s. "
            "%(reason)s Agents' replies are still sent.",
            time=local.strftime("%Y-%m-%d %H:%M"),
            reason=reason,
        )

    @api.autovacuum
    def _gc_old(self):
        """Forget what no limit counts any more."""
        before = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        rows = self.search([("date", "<", before)], limit=PURGE_BATCH)
        rows.unlink()
        return len(rows), len(rows) == PURGE_BATCH
