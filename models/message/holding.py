"""Held mail: which filter holds it, until when, and what its sender is told."""

from datetime import timedelta

from odoo import api, fields, models

from ...tools.reasons import because, stored_reasons
from .agent_proof import AGENTS
from .sender_filters import CONFIRMATION, DENIED, NEW_CASES, SENDER_FILTER

FILTER_LABELS = [
    (DENIED, "Blocked sender"),
    (NEW_CASES, "No new tickets"),
    (SENDER_FILTER, "Sender filter"),
    (CONFIRMATION, "Confirmation"),
    ("wrong_sender", "Sender not in the ticket"),
    ("rules", "Rule"),
    (AGENTS, "Agent not proven"),
    ("other", "Other"),
]
EXPIRY_BATCH = 500


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    sender_address = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="The address in From alone, in lower case.",
    )
    gate = fields.Selection(
        FILTER_LABELS,
        string="Stopped By",
        readonly=True,
        help="What stopped the message.",
    )
    held_date = fields.Datetime(string="Held Since", readonly=True)
    held_until = fields.Datetime(
        readonly=True,
        help="When the message is ignored unless its sender confirms it before.",
    )
    is_confirmed = fields.Boolean(
        string="Confirmed", readonly=True, help="The sender confirmed this message."
    )
    confirmation_due = fields.Date(
        readonly=True,
        help="The day on which the sender is asked to confirm; it could not be done "
        "before.",
    )

    _to_expire = models.Index("(held_until) WHERE state = 'held'")
    _to_ask = models.Index("(confirmation_due) WHERE confirmation_due IS NOT NULL")

    def _shown_gate(self, stop):
        """The `gate` of a `Stop`; another add-on's may have no name of its own."""
        gates = self._fields["gate"].get_values(self.env)
        return stop.filter if stop.filter in gates else "other"

    def _set_stopped(self, stop, match):
        """Hold or ignore the message for a filter, and tell its sender where wanted."""
        if stop.state == "held":
            self.write(
                {
                    "state": "held",
                    "reason_codes": stored_reasons(stop.reason),
                    "named_ticket_id": match.ticket_id or match.named_id,
                    "error_codes": False,
                }
            )
        else:
            self._set_ignored(stop.reason, named_ticket_id=match.named_id)
        self.gate = self._shown_gate(stop)
        if stop.state == "held":
            self._note_held()
        if stop.answer == "confirmation":
            self._ask_to_confirm()
        elif stop.answer:
            self._answer_sender(stop.answer)

    def _note_held(self):
        now = fields.Datetime.now()
        days = timedelta(days=self.server_id.confirmation_days)
        expires = self.gate == CONFIRMATION
        self.write(
            {
                "held_date": now,
                "held_until": expires and now + days,
                "confirmation_due": False,
            }
        )

    def _answer_sender(self, purpose):
        """Tell the sender once a day why the message is not taken, where the mailbox
        has a template for that."""
        mailbox = self.server_id
        template = {
            "no_new_case": mailbox.no_new_case_template_id,
            "refusal": mailbox.refusal_template_id,
        }[purpose]
        address = self._written_as()
        since = fields.Datetime.now() - timedelta(days=1)
        log = self.env["fetchmail.automatic.mail"].sudo()
        if not template:
            return
        if log._sent_since(mailbox, purpose, address, since):
            self._add_reason(because("told_before"))
            return
        sent = mailbox._send_automatic(purpose, template, address, row=self)
        if sent.state == "sent":
            self._add_reason(because("told"))
        else:
            self._add_reason(because("not_told", why=sent.reason))

    @api.autovacuum
    def _gc_unconfirmed(self):
        """Ignore what was not confirmed in time, and say so."""
        now = fields.Datetime.now()
        rows = self.search(
            [("state", "=", "held"), ("held_until", "<", now)], limit=EXPIRY_BATCH
        )
        for row in rows:
            days = (row.held_until - row.held_date).days
            row._set_ignored(because("not_confirmed", days=days))
            row.confirmation_due = False
        return len(rows), len(rows) == EXPIRY_BATCH

    @api.autovacuum
    def _gc_confirmation_due(self):
        """Ask senders to confirm who could not be asked when their mail came."""
        today = fields.Date.today()
        rows = self.search(
            [
                ("state", "=", "held"),
                ("confirmation_due", "<=", today),
                ("server_id.active", "=", True),
            ],
            order="id",
            limit=EXPIRY_BATCH,
        )
        for row in rows.filtered(lambda row: row.server_id._confirms()):
            row._ask_to_confirm()
        return len(rows), False
