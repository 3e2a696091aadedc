"""The desk: stored messages are read, judged and filed, each in a bounded way."""

import base64
import logging
import traceback
from dataclasses import dataclass
from datetime import timezone

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

from ..tools.classification import Classification, classify
from ..tools.email_message import build_message
from ..tools.errors import printable
from ..tools.head_message import head_message
from ..tools.message import InboundMessage, parse
from ..tools.retry import MESSAGES
from ..tools.threading import named_ids, references_newest_first

_logger = logging.getLogger(__name__)

CASE_MODEL = "helpdesk.ticket"
DUE_BATCH = 50
IGNORED_KINDS = frozenset(
    {
        "notification",
        "auto_reply",
        "bounce",
        "delayed",
        "receipt",
        "feedback_report",
    }
)
# No assignment mail, stage mail, log entry or notification (law 5).
SILENT = {
    "case_mailbox_silent": True,
    "tracking_disable": True,
    "mail_auto_subscribe_no_notify": True,
}


@dataclass(frozen=True)
class Letter:
    """A stored message as the desk sees it."""

    inbound: InboundMessage
    verdict: Classification
    left_out: tuple[str, ...] = ()


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    @api.model
    def _process_due(self, mailbox):
        """Process waiting rows of `mailbox` whose time has come; number settled."""
        now = fields.Datetime.now()
        due = self.search(
            Domain("server_id", "=", mailbox.id)
            & Domain("state", "=", "received")
            & (Domain("next_attempt", "=", False) | Domain("next_attempt", "<=", now)),
            order="id",
        )
        settled = 0
        for ids in split_every(DUE_BATCH, due.ids):
            rows = self.browse(ids)
            rows._process()
            settled += len(rows.filtered(lambda row: row.state != "received"))
            self.env.invalidate_all()
        return settled

    def _process(self):
        """Process waiting rows in one transaction; if that fails, one by one.

        Commits, so that a message that cannot be processed takes no other with it.
        """
        waiting = self.filtered(lambda row: row.state == "received")
        try:
            waiting._deliver()
            self.env["ir.cron"]._commit_progress()
        except Exception as error:
            self.env.cr.rollback()
            self.env.invalidate_all()
            _logger.info(
                "A batch of %d messages failed (%s); one by one now.",
                len(waiting),
                type(error).__name__,
            )
            waiting._process_alone()

    def _process_alone(self):
        for row in self:
            try:
                row._deliver()
                self.env["ir.cron"]._commit_progress()
            except Exception as error:
                self.env.cr.rollback()
                self.env.invalidate_all()
                _log_failure("Received message %d", error, row.id)
                row._failed(error)
                self.env["ir.cron"]._commit_progress()

    def _process_once(self):
        """Process rows within the caller's transaction, as a person's button does."""
        for row in self:
            try:
                with self.env.cr.savepoint():
                    row._deliver()
            except OperationalError:
                raise
            except Exception as error:
                _log_failure("Received message %d", error, row.id)
                row._failed(error)

    def _failed(self, error):
        """Note a failure: try again after a pause, or park the row for a person."""
        self.ensure_one()
        now = fields.Datetime.now()
        attempts = self.attempts + 1
        next_attempt = MESSAGES.next_attempt(attempts, now)
        values = {
            "attempts": attempts,
            "next_attempt": next_attempt,
            "error": f"{type(error).__name__}: {_first_line(error)}",
        }
        if not next_attempt:
            values |= {"state": "parked", "settled_date": now}
        self.write(values)
        if not next_attempt:
            self.server_id._tell_of_parked(self)

    def _deliver(self):
        """Read, judge and file these rows, in their order, in this transaction."""
        letters = {row: row._read() for row in self}
        names = [n for letter in letters.values() for n in named_ids(letter.inbound)]
        known = self.env[CASE_MODEL]._mailbox_known_ids(names)
        for row, letter in letters.items():
            row._settle(letter, known)
        self.env.flush_all()

    def _read(self):
        """The `Letter` in this row's bytes; writes what it says on the row."""
        raw = base64.b64decode(self.with_context(bin_size=False).raw or b"")
        left_out = ()
        if self.raw_state == "head":
            head = head_message(raw)
            raw, left_out = head.raw, head.left_out
        inbound = parse(raw)
        verdict = classify(inbound, self.server_id._own_addresses())
        self.write(
            {
                "kind": verdict.kind,
                "rule": verdict.rule,
                "reason": verdict.reason,
                "subject": inbound.subject,
                "email_from": _shown(inbound.from_),
                "email_to": ", ".join(address.email for address in inbound.to),
                "message_id": inbound.message_id,
                "in_reply_to": next(iter(references_newest_first(inbound)), False),
                "date": _naive(inbound.date),
                "received_date": self.received_date or _naive(inbound.received_date),
            }
        )
        return Letter(inbound, verdict, left_out)

    def _settle(self, letter, known):
        """Decide on one letter: a copy, ignored, or into a case."""
        twin = self._twin()
        if twin and not self.is_released:
            self._set_ignored(
                self.env._("The same message was received before."),
                duplicate_of_id=twin.id,
                ticket_id=twin.ticket_id.id,
            )
        elif letter.verdict.kind in IGNORED_KINDS and not self.is_released:
            self._set_ignored(letter.verdict.reason)
        else:
            self._file(letter, known)

    def _set_ignored(self, reason, **values):
        self.write(
            {
                "state": "ignored",
                "reason": reason,
                "settled_date": fields.Datetime.now(),
                "error": False,
                **values,
            }
        )

    def _twin(self):
        """An earlier row of this mailbox with the same message, if any."""
        if not self.fingerprint:
            return self.browse()
        return self.search(
            [
                ("server_id", "=", self.server_id.id),
                ("fingerprint", "=", self.fingerprint),
                ("id", "<", self.id),
            ],
            limit=1,
            order="id",
        )

    def _file(self, letter, known):
        """Put the letter into its case, through the gateway's own stations."""
        Case = self.env[CASE_MODEL]
        thread = self._find_thread(letter.inbound, known)
        gateway = self._gateway(letter)
        email = build_message(letter.inbound.root)
        msg_dict = gateway.message_parse(email)
        self._correct(msg_dict, letter)
        values = Case._mailbox_new_values(self, letter.inbound, thread)
        route = (CASE_MODEL, thread.case_id, values, self._gateway_user(msg_dict), None)
        msg_dict.update(gateway._message_parse_post_process(email, msg_dict, [route]))
        case_id = gateway._message_route_process(email, msg_dict, [route])
        known.setdefault(msg_dict["message_id"], []).append(case_id)
        self.write(
            {
                "state": "done",
                "ticket_id": case_id,
                "named_ticket_id": thread.named_id,
                "thread_reason": thread.reason,
                "settled_date": fields.Datetime.now(),
                "error": False,
            }
        )

    def _find_thread(self, inbound, known):
        """The case of what this message answers, else of what answers it.

        The latter is for messages that come after their answer: existing mail is
        processed after new mail, and mail overtakes other mail on its way.
        """
        Case = self.env[CASE_MODEL]
        thread = Case._mailbox_find(inbound, self.server_id, known)
        if thread.case_id or not inbound.message_id:
            return thread
        answers = self.search(
            [
                ("server_id", "=", self.server_id.id),
                ("in_reply_to", "=", inbound.message_id),
                ("state", "=", "done"),
            ],
            order="id",
        )
        return Case._mailbox_find_by_answers(inbound, answers) or thread

    def _gateway(self, letter):
        """`mail.thread` with the context in which this letter is filed."""
        silent = self.is_import or letter.verdict.kind != "human"
        return self.env["mail.thread"].with_context(
            received_message_id=self.id,
            case_date=self._case_date(letter.inbound),
            **(SILENT if silent else {}),
        )

    def _gateway_user(self, msg_dict):
        """The user a case is created as: the sender's own, else the superuser."""
        finder = self.env["mail.thread"]
        return finder._mail_find_user_for_gateway(msg_dict["email_from"]).id or (
            self.env.ref("base.user_root").id
        )

    def _case_date(self, inbound):
        """When the message was sent (naive UTC), as far as that can be believed."""
        now = fields.Datetime.now()
        sent = _naive(inbound.date) or self.received_date or now
        return min(sent, now)

    def _correct(self, msg_dict, letter):
        """Mend what stock's parser guesses where the message says nothing sound."""
        msg_dict["date"] = fields.Datetime.to_string(self._case_date(letter.inbound))
        msg_dict["message_id"] = letter.inbound.message_id or (
            f"<no-message-id.{self.digest[:32]}@{self.server_id._own_domain()}>"
        )
        msg_dict["subject"] = letter.inbound.subject
        if self.raw_state == "head":
            msg_dict["body"] = self._oversize_note(letter) + msg_dict["body"]

    def _oversize_note(self, letter):
        return self.env["ir.qweb"]._render(
            "helpdesk_mgmt_mailbox.oversize_note",
            {
                "size": f"{self.size / 1048576:.1f}",
                "limit": self.server_id.max_message_mib,
                "left_out": letter.left_out,
            },
        )


def _shown(address):
    """An `Address` as people read it."""
    if address.name and address.email:
        return f"{address.name} <{address.email}>"
    return address.email or address.name


def _naive(moment):
    """An aware datetime as Odoo keeps it: naive, in UTC."""
    return moment and moment.astimezone(timezone.utc).replace(tzinfo=None)


def _first_line(error):
    """An error's own words; the rest may quote the message's content."""
    lines = str(error).strip().splitlines()
    return printable(lines[0]) if lines else ""


def _log_failure(what, error, argument):
    """Log where it failed; the error's text may quote a body, so not that."""
    _logger.warning(
        what + " could not be processed: %s\n%s",
        argument,
        type(error).__name__,
        "".join(traceback.format_tb(error.__traceback__)),
    )
