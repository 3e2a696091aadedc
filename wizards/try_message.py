"""Try a message: what the pipeline would make of an .eml file; nothing is saved."""

import base64
import binascii
import logging
import uuid
from dataclasses import dataclass, replace

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime, human_size

from ..models.batch import Decision, ParsedMail
from ..models.groups import ADMINISTRATOR, HELPDESK_MANAGER
from ..models.mailbox.fetching import HEAD_BYTES
from ..models.names import TICKET_MODEL
from ..models.told_reasons import reason_text
from ..models.values import log_failure, naive, shown_address
from ..tools.bounces import failed_recipients
from ..tools.mail import is_mail_file
from ..tools.quotes import visible_reply
from ..tools.transport import FetchedMessage, RemoteRef

_logger = logging.getLogger(__name__)

OUTLOOK_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
OUTCOMES = [
    ("new", "A new ticket"),
    ("joins", "Joins a ticket"),
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
    "authentication",
    "signature",
    "date",
    "kind",
    "rule",
    "reason",
    "hits",
    "gate",
    "case_id",
    "named_case_id",
    "new_values",
    "website_form",
    "found_values",
    "acknowledgement",
    "reply_text",
    "attachments",
    "left_out",
    "recipients",
    "defects",
)


@dataclass(frozen=True)
class Trial:
    """What the pipeline decided on a message, and would do.

    `twin_id`: the row of the same message received before, or False. `values`: those of
    a new ticket, None where there would be none. `unacknowledged`: why there would be
    no acknowledgement, "" where there would be one, None where that is no question.
    `form`: a sentence on the website's form that sent it, or "". `found`: what rules
    find for fields of a new ticket (`FoundValue`).
    """

    mail: ParsedMail
    decision: Decision
    twin_id: int | bool = False
    values: dict | None = None
    unacknowledged: str | None = None
    form: str = ""
    found: tuple = ()


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
    authentication = fields.Char(string="Proof of Sender", readonly=True)
    signature = fields.Text(readonly=True)
    date = fields.Char(string="Sent On", readonly=True)
    kind = fields.Selection(
        lambda self: self.env["fetchmail.message"]._kinds(), readonly=True
    )
    rule = fields.Char(readonly=True)
    reason = fields.Char(readonly=True)
    hits = fields.Text(
        string="All Signs",
        readonly=True,
        help="Every rule that matches; the first decides.",
    )
    gate = fields.Selection(
        lambda self: self.env["fetchmail.message"]._gates(),
        string="Stopped By",
        readonly=True,
    )
    case_id = fields.Many2one(TICKET_MODEL, string="Ticket", readonly=True)
    named_case_id = fields.Many2one(
        TICKET_MODEL, string="Refers to Ticket", readonly=True
    )
    new_values = fields.Text(string="New Ticket", readonly=True)
    website_form = fields.Char(readonly=True)
    found_values = fields.Text(
        string="Values from the Mail",
        readonly=True,
        help="What rules find in the message, and the field that each goes into.",
    )
    acknowledgement = fields.Char(readonly=True)
    reply_text = fields.Text(string="Message Text", readonly=True)
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
        if not user.has_group(HELPDESK_MANAGER) and not user.has_group(ADMINISTRATOR):
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
        if not is_mail_file(raw):
            return {
                "note": self.env._(
                    "This file is not an email message. Choose one that you saved as "
                    ".eml in your mail program."
                )
            }
        return self._in_vain(mailbox, raw)

    def _in_vain(self, mailbox, raw):
        """Run the pipeline on `raw` in a transaction of its own that is rolled back.

        Of its own, so that what waits for a commit (mail, bus) goes with it. As the
        superuser, as fetching does; reasons are in the reader's language.
        """
        context = {
            "lang": self.env.lang,
            "tz": self.env.context.get("tz") or self.env.user.tz,
        }
        with self.env.registry.cursor() as cr:
            try:
                env = api.Environment(cr, SUPERUSER_ID, context)
                return self._shown(env, env[mailbox._name].browse(mailbox.id), raw)
            finally:
                cr.rollback()

    def _shown(self, env, mailbox, raw):
        """Field values for the window: what would become of `raw` in `mailbox`."""
        Message = env["fetchmail.message"]
        try:
            with env.cr.savepoint():
                fetched = self._as_fetched(mailbox, raw)
                row = Message.create(
                    Message._received_values(mailbox, fetched, len(raw))
                )
                trial = self._decided(row)
                env.flush_all()
        except Exception as error:
            log_failure(
                _logger, "A message that was tried in mailbox %d", error, mailbox.id
            )
            return {"outcome": "failed", "outcome_note": type(error).__name__}
        return {
            **self._message_lines(trial.mail),
            "authentication": mailbox._authentication_text(
                trial.mail.inbound, check=True
            ),
            "signature": row._signature_text(trial.mail.inbound),
            **self._outcome(row, trial),
            "twin_id": trial.twin_id,
        }

    @api.model
    def _decided(self, row):
        """The `Trial` of a row: decided and carried out as in a run, but not filed. A
        message that was received before is treated as if it were new."""
        own_addresses = row.env["fetchmail.server"]._own_addresses()
        mail = row._parse(own_addresses)
        batch = row._look_up([mail], own_addresses)
        decision = row._decide(mail, batch, as_new=True)
        form = row._form_sentence(mail, batch) if mail.form else ""
        trial = Trial(mail, decision, row._twins(batch)[:1].id, form=form)
        if decision.action != "file":
            row._carry_out(decision, mail, batch)
            return trial
        match = decision.match
        row._without_left_out(mail, batch)
        batch.filing = row._filing(mail, match, None, batch)
        Ticket = row.env[TICKET_MODEL]
        values, found = None, ()
        if not match.ticket_id:
            values = Ticket._mailbox_new_values(row, mail, match, batch)
            found = row._rule_outcome(mail, match, batch).found
        unacknowledged = row._acknowledgement_blocked(mail, match, batch)
        return replace(trial, values=values, unacknowledged=unacknowledged, found=found)

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

    def _message_lines(self, mail):
        """What the message is (dict of field values)."""
        inbound, verdict, env = mail.inbound, mail.verdict, self.env
        sent = naive(inbound.date)
        return {
            "subject": inbound.subject,
            "email_from": shown_address(inbound.from_),
            "date": sent and format_datetime(self.env, sent),
            "kind": verdict.kind,
            "rule": verdict.rule,
            "reason": reason_text(env, verdict.reason),
            "hits": "\n".join(reason_text(env, hit.reason) for hit in verdict.hits),
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
        match, stop = trial.decision.match, trial.decision.stop
        named_id = match.named_id if match else False
        values = {
            "named_case_id": named_id or row.named_ticket_id.id,
            "website_form": trial.form,
        }
        if row.state != "received":
            ticket_id = match.ticket_id if match else False
            return values | {
                "outcome": row.state if row.state in SETTLED else "failed",
                "outcome_note": row.reason or row.error,
                "gate": row._shown_gate(stop) if stop else False,
                "case_id": row.ticket_id.id or ticket_id,
            }
        return values | {
            "outcome": "joins" if match.ticket_id else "new",
            "outcome_note": reason_text(row.env, match.reason),
            "reason": row.reason,
            "case_id": match.ticket_id,
            "new_values": self._value_lines(row.env, trial),
            "found_values": "\n".join(
                self._found_line(row, one) for one in trial.found
            ),
            "left_out": "\n".join(
                f"{file.name}: {file._reason_text()}" for file in row.left_out_ids
            ),
            "acknowledgement": self._acknowledgement(trial.unacknowledged),
        }

    def _acknowledgement(self, why_not):
        if why_not is None:
            return False
        return why_not or self.env._("It would be acknowledged.")
