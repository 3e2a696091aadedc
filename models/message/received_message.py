"""Received messages: one row for each mail ever fetched, its bytes, and its end."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...tools.reasons import because, stored_reasons
from ..groups import HELPDESK_MANAGER
from ..names import RETENTION_DAYS, RETENTION_PARAMETER

PURGE_BATCH = 500
STATES = [
    ("received", "Waiting"),
    ("held", "Held"),
    ("parked", "Failed"),
    ("done", "Done"),
    ("ignored", "Ignored"),
]
KINDS = [
    ("human", "Written by a person"),
    ("list", "Mailing list"),
    ("notification", "Notification of a machine"),
    ("auto_reply", "Automatic reply"),
    ("bounce", "Bounce"),
    ("delayed", "Delay notice"),
    ("receipt", "Receipt"),
    ("feedback_report", "Abuse report"),
]


class FetchmailMessage(models.Model):
    _name = "fetchmail.message"
    _description = "Received Message"
    _order = "id desc"
    _rec_name = "subject"

    server_id = fields.Many2one(
        "fetchmail.server",
        string="Mailbox",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    company_id = fields.Many2one(related="server_id.company_id", readonly=True)
    remote_key = fields.Char(
        string="Remote Reference",
        required=True,
        readonly=True,
        help="Identity of the message on the mail server: folder, UIDVALIDITY and "
        "UID (IMAP), or UIDL (POP3).",
    )
    remote_state = fields.Selection(
        [
            ("present", "Still there"),
            ("kept", "Kept there"),
            ("removed", "Removed"),
            ("moved", "Moved to a folder"),
        ],
        string="On the Mail Server",
        default="present",
        required=True,
        readonly=True,
        help="Messages are removed from the mail server, or moved to a folder there, "
        "once their outcome is saved. "
        "Those over the size limit are kept there.",
    )
    state = fields.Selection(
        STATES,
        default="received",
        required=True,
        index=True,
        readonly=True,
        help="Waiting: stored, to be processed; or asked for again.\n"
        "Held: a person has to decide.\n"
        "Failed: could not be processed; see the error, then retry it.\n"
        "Done: in a ticket.\n"
        "Ignored: no ticket was made, on purpose; see the reason.",
    )
    kind = fields.Selection(KINDS, readonly=True)
    rule = fields.Char(readonly=True, help="The rule that decided on the kind.")
    defects = fields.Text(
        readonly=True, help="What is broken in the message, as far as it was noticed."
    )
    subject = fields.Char(readonly=True)
    email_from = fields.Char(string="From", readonly=True)
    email_to = fields.Char(string="To", readonly=True)
    message_id = fields.Char(string="Message-ID", readonly=True, index=True)
    in_reply_to = fields.Char(
        string="Answers",
        readonly=True,
        index="btree_not_null",
        help="The Message-ID that this message answers.",
    )
    date = fields.Datetime(string="Sent On", readonly=True)
    received_date = fields.Datetime(
        readonly=True, help="When the message arrived on the mail server."
    )
    size = fields.Integer(
        string="Size (bytes)", readonly=True, help="Bytes, as on the mail server."
    )
    raw = fields.Binary(
        string="Raw Message",
        attachment=False,
        readonly=True,
        help="The message, byte for byte. It is a column of this row and so exactly "
        "as durable as the row.",
    )
    raw_state = fields.Selection(
        [
            ("complete", "Complete"),
            ("head", "Beginning only"),
            ("missing", "Could not be read"),
            ("purged", "Purged"),
        ],
        string="Raw Copy",
        default="complete",
        required=True,
        readonly=True,
    )
    digest = fields.Char(
        readonly=True,
        index=True,
        help="SHA-256 of the raw message, but for fields of its mail server.",
    )
    fingerprint = fields.Char(
        readonly=True,
        index=True,
        help="The same for two copies of one message that took different ways.",
    )
    duplicate_of_id = fields.Many2one(
        "fetchmail.message", readonly=True, index="btree_not_null"
    )
    is_import = fields.Boolean(
        string="Existing Mail",
        readonly=True,
        help="It was in the mailbox when the mailbox was set up.",
    )
    is_sent = fields.Boolean(
        string="From the Sent Folder",
        readonly=True,
        help="An agent sent it from a mail program.",
    )
    is_released = fields.Boolean(
        readonly=True, help="A person decided that it becomes a ticket."
    )
    attempts = fields.Integer(readonly=True)
    next_attempt = fields.Datetime(readonly=True)
    settled_date = fields.Datetime(string="Settled On", readonly=True)
    ticket_id = fields.Many2one(
        "helpdesk.ticket", readonly=True, index="btree_not_null"
    )
    named_ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Ticket It Names",
        readonly=True,
        index="btree_not_null",
        help="The message refers to this ticket, but its sender does not take part in "
        "it.",
    )
    mail_message_id = fields.Many2one(
        "mail.message",
        string="History Entry",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    automatic_mail_ids = fields.One2many(
        "fetchmail.automatic.mail", "received_message_id"
    )

    _remote_key_unique = models.UniqueIndex("(server_id, remote_key)")
    _to_process = models.Index("(server_id, next_attempt) WHERE state = 'received'")
    _to_delete = models.Index("(server_id) WHERE remote_state = 'present'")
    _by_day = models.Index("(create_date)")
    _imported = models.Index("(server_id, settled_date) WHERE is_import")
    _to_purge = models.Index("(settled_date) WHERE raw_state IN ('complete', 'head')")

    @api.model
    def _kinds(self):
        """All kinds, also those of other add-ons, with their labels (list of pairs)."""
        return self._fields["kind"]._description_selection(self.env)

    @api.model
    def _gates(self):
        """What stops messages, also in other add-ons, with labels (list of pairs)."""
        return self._fields["gate"]._description_selection(self.env)

    def init(self):
        """Keep raw bytes as they are: compressing base64 gains a quarter of the space
        and costs a tenth of the time of a message."""
        self.env.cr.execute(
            SQL(
                "ALTER TABLE %s ALTER COLUMN raw SET STORAGE EXTERNAL",
                SQL.identifier(self._table),
            )
        )

    @api.depends("subject", "email_from")
    def _compute_display_name(self):
        for row in self:
            row.display_name = row.subject or self.env._("(no subject)")

    # ------------------------------------------------------------------
    # Actions of people
    # ------------------------------------------------------------------

    def _check_manager(self):
        if not self.env.user.has_group(HELPDESK_MANAGER):
            raise AccessError(
                self.env._("Only a helpdesk manager can decide on received messages.")
            )
        self.check_access("read")

    def action_replay(self):
        """Process parked, held or ignored messages again, by today's rules.

        Those the server did not hand out are asked for again in a run, at once.
        """
        self._check_manager()
        missing = self.filtered(lambda row: row.raw_state == "missing")
        if missing:
            missing._ask_again()
        states = ("parked", "held", "ignored", "received")
        (self - missing)._reprocess(states, {"is_released": False})

    def action_release(self):
        """Make a ticket of held, ignored or parked messages, whatever their kind."""
        self._reprocess(("held", "ignored", "parked"), {"is_released": True})

    def _reprocess(self, states, values):
        """Process those in these states anew; each decision takes the place of the one
        before."""
        self._check_manager()
        rows = self.sudo().filtered(lambda row: row.state in states)
        if rows.filtered(lambda row: row.raw_state in ("purged", "missing")):
            raise UserError(
                self.env._(
                    "The raw copy of a chosen message is no longer here, so it cannot "
                    "be processed."
                )
            )
        fresh = {
            "attempts": 0,
            "next_attempt": False,
            "release_to": False,
            "accepted_agent_id": False,
        }
        rows._note_why_held()
        rows.write({"state": "received", **fresh, **values})
        rows.sorted("id")._process_once()

    def action_ignore(self):
        """Put held, parked or waiting messages aside for good."""
        self._check_manager()
        rows = self.sudo().filtered(lambda r: r.state in ("held", "parked", "received"))
        rows._note_why_held()
        reason = because("ignored_by", user=self.env.user.name)
        rows.write(
            {
                "state": "ignored",
                "reason_codes": stored_reasons(reason),
                "settled_date": fields.Datetime.now(),
                "next_attempt": False,
            }
        )

    def action_download(self):
        """Download the raw message as an .eml file."""
        self.ensure_one()
        self._check_manager()
        if self.raw_state in ("purged", "missing"):
            raise UserError(self.env._("The raw copy is no longer here."))
        return {
            "type": "ir.actions.act_url",
            "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/raw/"
            f"message-{self.id}.eml?download=true",
        }

    def action_open_ticket(self):
        """Open the ticket this message is in."""
        self.ensure_one()
        return self.ticket_id.get_formview_action()

    # ------------------------------------------------------------------
    # Purging
    # ------------------------------------------------------------------

    @api.model
    def _retention_days(self):
        value = self.env["ir.config_parameter"].sudo().get_param(RETENTION_PARAMETER)
        return int(value) if value and value.isdigit() else RETENTION_DAYS

    @api.autovacuum
    def _gc_raw(self):
        """Drop the raw bytes of settled rows after the time set; never others'."""
        before = fields.Datetime.now() - timedelta(days=self._retention_days())
        rows = self.search(
            [
                ("state", "in", ("done", "ignored")),
                ("raw_state", "in", ("complete", "head")),
                ("settled_date", "<", before),
            ],
            limit=PURGE_BATCH,
        )
        rows.write({"raw": False, "raw_state": "purged"})
        return len(rows), len(rows) == PURGE_BATCH
