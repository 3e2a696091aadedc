"""Try a message: what the desk would make of an .eml file; nothing is saved."""

import base64
import binascii
import logging
import uuid

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime, human_size

from ..models.desk import log_failure, naive, shown
from ..models.fetchmail_message import KINDS, MANAGER_GROUP
from ..models.fetchmail_message_desk import CASE_MODEL
from ..models.fetchmail_server_fetching import HEAD_BYTES
from ..tools.bounces import failed_recipients
from ..tools.reply_text import visible_reply
from ..tools.sessions import FetchedMessage, RemoteRef
from .trial import Trial

_logger = logging.getLogger(__name__)

OUTLOOK_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
OUTCOMES = [
    ("new", "A new case"),
    ("joins", "Joins a case"),
    ("held", "Held"),
    ("ignored", "Ignored"),
    ("failed", "Cannot be processed"),
]
SETTLED = ("held", "ignored")
# What is filled in anew for each file.
RESULTS = (
    "note",
    "outcome",
    "outcome_note",
    "twin_id",
    "subject",
    "email_from",
    "date",
    "kind",
    "rule",
    "reason",
    "hits",
    "gate",
    "case_id",
    "named_case_id",
    "new_values",
    "acknowledgement",
    "reply_text",
    "attachments",
    "left_out",
    "recipients",
    "defects",
)


class FetchmailTryMessage(models.TransientModel):
    _name = "fetchmail.try.message"
    _description = "Try a Message"

    server_id = fields.Many2one(
        "fetchmail.server",
        string="Mailbox",
        required=True,
        domain=[("case_mailbox", "=", True)],
        default=lambda self: self._only_mailbox(),
        help="The message is looked at as if it came into this mailbox.",
    )
    file = fields.Binary(
        string="Message",
        attachment=False,
        help="An .eml file: save a message in your mail program, or download one "
        "from Received Messages.",
    )
    filename = fields.Char()
    note = fields.Char(readonly=True)
    outcome = fields.Selection(OUTCOMES, readonly=True)
    outcome_note = fields.Char(readonly=True)
    twin_id = fields.Many2one(
        "fetchmail.message", string="Received Before", readonly=True
    )
    subject = fields.Char(readonly=True)
    email_from = fields.Char(string="From", readonly=True)
    date = fields.Char(string="Sent On", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    rule = fields.Char(readonly=True)
    reason = fields.Char(readonly=True)
    hits = fields.Text(
        string="All Signs",
        readonly=True,
        help="Every rule that matches; the first decides.",
    )
    gate = fields.Char(string="Stopped By", readonly=True)
    case_id = fields.Many2one(CASE_MODEL, readonly=True)
    named_case_id = fields.Many2one(CASE_MODEL, string="Refers to Case", readonly=True)
    new_values = fields.Text(string="New Case", readonly=True)
    acknowledgement = fields.Char(readonly=True)
    reply_text = fields.Text(string="What Is New", readonly=True)
    attachments = fields.Text(readonly=True)
    left_out = fields.Text(readonly=True)
    recipients = fields.Text(string="Failed Recipients", readonly=True)
    defects = fields.Text(readonly=True)

    @api.model
    def _only_mailbox(self):
        """The mailbox, where there is but one."""
        found = self.env["fetchmail.server"].search(
            [("case_mailbox", "=", True)], limit=2
        )
        return found if len(found) == 1 else False

    @api.onchange("server_id", "file")
    def _onchange_file(self):
        """Fill in what would become of the message. The window has no record: not
        even the file is stored."""
        self.update(dict.fromkeys(RESULTS, False))
        self._check_may_try()
        if not self.file:
            if self.filename:
                self.note = self.env._("The file is empty. Choose another one.")
        elif self.server_id:
            self.update(self._tried(self.server_id._origin))

    def _check_may_try(self):
        user = self.env.user
        if not user.has_group(MANAGER_GROUP) and not user.has_group(
            "base.group_system"
        ):
            raise AccessError(self.env._("Only a helpdesk manager can try messages."))

    def _tried(self, mailbox):
        """What is shown of the file, tried in `mailbox` (dict of field values)."""
        mailbox.check_access("read")
        try:
            raw = base64.b64decode(self.file)
        except binascii.Error:
            return {"note": self.env._("The file could not be read. Choose it again.")}
        if raw.startswith(OUTLOOK_FILE):
            return {
                "note": self.env._(
                    "This is a file of Outlook's own format. Save the message as .eml, "
                    "or forward it as an attachment to see its source."
                )
            }
        return self._in_vain(mailbox, raw)

    def _in_vain(self, mailbox, raw):
        """Let the desk look at `raw` in a transaction of its own that is rolled back.

        Of its own, so that what waits for a commit (mail, bus) goes with it. As the
        superuser, as fetching does; reasons are in the reader's language.
        """
        trial = Trial()
        context = {
            "lang": self.env.lang,
            "tz": self.env.context.get("tz") or self.env.user.tz,
            "case_mailbox_trial": trial,
        }
        with self.env.registry.cursor() as cr:
            try:
                env = api.Environment(cr, SUPERUSER_ID, context)
                return self._seen(env, env[mailbox._name].browse(mailbox.id), raw)
            finally:
                cr.rollback()

    def _seen(self, env, mailbox, raw):
        """Put `raw` through the desk of `env`; field values for the window."""
        Journal = env["fetchmail.message"]
        try:
            with env.cr.savepoint():
                row = Journal.create(
                    Journal._received_values(
                        mailbox, self._as_fetched(mailbox, raw), len(raw)
                    )
                )
                row._deliver()
        except Exception as error:
            log_failure(
                _logger, "A message that was tried in mailbox %d", error, mailbox.id
            )
            return {"outcome": "failed", "outcome_note": type(error).__name__}
        trial = row._trial()
        return {
            **self._message_lines(trial.letter),
            **self._outcome(row, trial),
            "twin_id": trial.twin_id,
        }

    @api.model
    def _as_fetched(self, mailbox, raw):
        """`raw` as a session would hand it over: cut where it is over the limit."""
        ref = RemoteRef("", "", f"trial:{uuid.uuid4().hex}")
        complete = len(raw) <= mailbox._size_limit()
        return FetchedMessage(
            ref, raw if complete else raw[:HEAD_BYTES], None, complete
        )

    # ------------------------------------------------------------------
    # What is shown
    # ------------------------------------------------------------------

    def _message_lines(self, letter):
        """What the message is (dict of field values)."""
        inbound, verdict = letter.inbound, letter.verdict
        sent = naive(inbound.date)
        return {
            "subject": inbound.subject,
            "email_from": shown(inbound.from_),
            "date": sent and format_datetime(self.env, sent),
            "kind": verdict.kind,
            "rule": verdict.rule,
            "reason": verdict.reason,
            "hits": "\n".join(f"{hit.rule}: {hit.reason}" for hit in verdict.hits),
            "reply_text": visible_reply(inbound),
            "attachments": "\n".join(
                f"{file.filename or '-'} ({file.content_type}, {human_size(file.size)})"
                for file in inbound.attachments
            ),
            "recipients": "\n".join(
                " ".join(filter(None, (r.address, r.action, r.status)))
                for r in failed_recipients(inbound, verdict)
            ),
            "defects": "\n".join(inbound.defects),
        }

    def _outcome(self, row, trial):
        """What would become of it (dict of field values)."""
        thread, stop = trial.thread, trial.stop
        named_id = thread.named_id if thread else False
        values = {"named_case_id": named_id or row.named_ticket_id.id}
        if row.state != "received":
            case_id = thread.case_id if thread else False
            return values | {
                "outcome": row.state if row.state in SETTLED else "failed",
                "outcome_note": row.reason or row.error,
                "gate": stop.gate if stop else False,
                "case_id": row.ticket_id.id or case_id,
            }
        return values | {
            "outcome": "joins" if thread.case_id else "new",
            "outcome_note": thread.reason,
            "case_id": thread.case_id,
            "new_values": self._value_lines(row.env, trial),
            "left_out": "\n".join(
                f"{file.name}: {file._reason_text()}" for file in row.left_out_ids
            ),
            "acknowledgement": self._acknowledgement(trial.unacknowledged),
        }

    def _acknowledgement(self, why_not):
        if why_not is None:
            return False
        return why_not or self.env._("It would be acknowledged.")

    def _value_lines(self, env, trial):
        """The values of a new case, a line each, as people read them."""
        if trial.values is None:
            return False
        given = {"name": trial.letter.inbound.subject, **trial.values}
        case = env[CASE_MODEL].new(given)
        labels = case.fields_get(list(given), ["string", "selection"])
        lines = []
        for name, label in labels.items():
            value = case[name]
            if isinstance(value, models.BaseModel):
                value = ", ".join(value.sudo().mapped("display_name"))
            value = dict(label.get("selection", ())).get(value, value)
            if given[name] and value:
                lines.append(f"{label['string']}: {value}")
        return "\n".join(lines)
