"""The desk: stored messages are read, judged and filed, each in a bounded way."""

import base64
import logging

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import retrying
from odoo.tools import split_every

from ..tools.errors import printable
from ..tools.head_message import head_message
from ..tools.message import parse
from ..tools.retry import MESSAGES
from ..tools.threading import named_ids, references_newest_first
from .desk import Desk, Letter, log_failure, naive, shown

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


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    @api.model
    def _due(self, mailbox):
        """Waiting rows of `mailbox` whose time has come (`Domain`)."""
        now = fields.Datetime.now()
        return (
            Domain("server_id", "=", mailbox.id)
            & Domain("state", "=", "received")
            & (Domain("next_attempt", "=", False) | Domain("next_attempt", "<=", now))
        )

    @api.model
    def _process_due(self, mailbox):
        """Process waiting rows of `mailbox` that were never tried; number settled."""
        due = self.search(
            self._due(mailbox) & Domain("attempts", "=", 0),
            order="id",
        )
        settled = 0
        for ids in split_every(DUE_BATCH, due.ids):
            rows = self.browse(ids)
            rows._process()
            settled += len(rows.filtered(lambda row: row.state != "received"))
            self.env.invalidate_all()
        return settled

    @api.model
    def _process_met(self, mailbox, has_time):
        """Process due rows of `mailbox` that were tried before, each alone.

        Each may have ended a worker, so those with the fewest tries come first.
        `has_time` says whether there is time for another one, after the first. Returns
        the rows tried and the number of rows left.
        """
        met = self._due(mailbox) & Domain("attempts", ">", 0)
        ids = self.search(met, order="attempts, id").ids
        for number, row_id in enumerate(ids):
            if number and not has_time():
                return self.browse(ids[:number]).exists(), len(ids) - number
            row = self.browse(row_id)
            if retrying(row._begin_attempt, self.env):
                row._process_alone()
        return self.browse(ids).exists(), 0

    def _begin_attempt(self):
        """Count a try before it is made, as it may end the worker; whether to make it.

        After the last one the row is parked, unread.
        """
        self.ensure_one()
        if self.exists().state != "received":
            return False
        attempts, now = self.attempts + 1, fields.Datetime.now()
        if attempts > MESSAGES.max_attempts:
            self._park(
                self.env._(
                    "Odoo was ended while it processed this message, at the last of "
                    "%(count)s tries. Look for the time or memory limit in the "
                    "server's log; then replay the message.",
                    count=self.attempts,
                )
            )
            return False
        values = {
            "attempts": attempts,
            "next_attempt": MESSAGES.next_attempt(attempts, now),
        }
        if not self.error:
            values["error"] = self.env._(
                "Odoo was ended while this message was processed; it is tried again."
            )
        self.write(values)
        return True

    def _process(self):
        """Process waiting rows in one transaction; if that fails, one by one.

        Commits, so that a message that cannot be processed takes no other with it.
        """
        waiting = self.filtered(lambda row: row.state == "received")
        untried = waiting.filtered(lambda row: not row.attempts)
        if untried:
            untried.attempts = 1
            self.env["ir.cron"]._commit_progress()
        try:
            # Again where a person has changed the same meanwhile.
            retrying(waiting._deliver, self.env)
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
                retrying(row._deliver, self.env)
            except Exception as error:
                self.env.cr.rollback()
                self.env.invalidate_all()
                log_failure(_logger, "Received message %d", error, row.id)
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
                log_failure(_logger, "Received message %d", error, row.id)
                row.attempts += 1
                row._failed(error)

    def _failed(self, error):
        """Note that the try that was counted has failed: try again after a pause, or
        park the row for a person."""
        self.ensure_one()
        self._note_headers()
        sentence = f"{type(error).__name__}: {_first_line(error)}"
        next_attempt = MESSAGES.next_attempt(self.attempts, fields.Datetime.now())
        if next_attempt:
            self.write({"next_attempt": next_attempt, "error": sentence})
        else:
            self._park(sentence)

    def _park(self, sentence):
        """Put the row aside for a person, who is told."""
        self.write(
            {
                "state": "parked",
                "settled_date": fields.Datetime.now(),
                "next_attempt": False,
                "error": sentence,
            }
        )
        self.server_id._tell_of_parked(self)

    def _note_headers(self):
        """A message that fails shows who wrote it, all the same, and about what."""
        try:
            with self.env.cr.savepoint():
                self._read(self.env["fetchmail.server"]._own_addresses())
        except Exception as error:
            log_failure(_logger, "The headers of received message %d", error, self.id)

    def _deliver(self):
        """Read, judge and file these rows, in their order, in this transaction."""
        own = self.env["fetchmail.server"]._own_addresses()
        letters = {row: row._read(own) for row in self}
        desk = self._desk(letters.values(), own)
        for row, letter in letters.items():
            row._settle(letter, desk)
        self._post_collected(desk)
        self.env.flush_all()

    def _desk(self, letters, own):
        """What the letters refer to, looked up for all of them at once."""
        Case = self.env[CASE_MODEL]
        names = {name for letter in letters for name in named_ids(letter.inbound)}
        senders = {
            address.email
            for letter in letters
            for address in (letter.inbound.from_, *letter.inbound.reply_to)
        }
        self.env["res.partner"]._note_strangers(senders - {""})
        desk = Desk(
            own_addresses=own,
            not_aliases=self._not_aliases(letters),
            alias_domain=self.env["mail.alias.domain"].sudo().search([], limit=1).id,
            closed_stage_id=Case._mailbox_closed_stage_id(self.server_id[:1]),
            known=Case._mailbox_known_ids(names),
        )
        for row in self.search(
            [
                ("server_id", "in", self.server_id.ids),
                ("fingerprint", "in", self.mapped("fingerprint")),
            ],
            order="id",
        ):
            desk.first_rows.setdefault((row.server_id.id, row.fingerprint), row)
        for row in self.search(
            [
                ("server_id", "in", self.server_id.ids),
                ("in_reply_to", "in", self.filtered("message_id").mapped("message_id")),
                ("state", "=", "done"),
            ],
            order="id",
        ):
            desk.note_answer(row)
        return desk

    def _read(self, own_addresses):
        """The `Letter` in this row's bytes; writes what it says on the row."""
        raw = base64.b64decode(self.with_context(bin_size=False).raw or b"")
        left_out = ()
        if self.raw_state == "head":
            head = head_message(raw)
            raw, left_out = head.raw, head.left_out
        inbound = parse(raw)
        verdict = self._judge(inbound, own_addresses)
        self.write(
            {
                **self._verdict_values(verdict),
                "subject": inbound.subject,
                "email_from": shown(inbound.from_),
                "email_to": ", ".join(address.email for address in inbound.to),
                "message_id": inbound.message_id,
                "in_reply_to": next(iter(references_newest_first(inbound)), False),
                "defects": "\n".join(inbound.defects) or False,
                "date": naive(inbound.date),
                "received_date": self.received_date or naive(inbound.received_date),
                "next_attempt": False,
            }
        )
        return Letter(inbound, verdict, left_out)

    def _settle(self, letter, desk):
        """Decide on one letter: a copy, ignored, or into a case."""
        twin = desk.first_rows.get((self.server_id.id, self.fingerprint), self)
        if twin != self and not self.is_released:
            self._set_ignored(
                self.env._("The same message was received before."),
                duplicate_of_id=twin.id,
                ticket_id=twin.ticket_id.id,
            )
        elif self._is_ignored_kind(letter) and not self.is_released:
            self._settle_ignored_kind(letter, desk)
        else:
            self._settle_mail(letter, desk)

    def _is_ignored_kind(self, letter):
        """Whether mail of this kind makes no case in this mailbox (M6)."""
        return letter.verdict.kind in IGNORED_KINDS

    def _settle_ignored_kind(self, letter, desk):
        """Put a machine's mail aside."""
        self._set_ignored(letter.verdict.reason)

    def _settle_mail(self, letter, desk):
        """File the letter, unless a gate stops it."""
        thread = self._find_thread(letter.inbound, desk)
        stop = self._stopped_by(letter, thread, desk)
        if stop:
            self._set_stopped(stop, thread)
        else:
            self._file(letter, thread, desk)

    def _set_stopped(self, stop, thread):
        if stop.state == "held":
            self.write(
                {
                    "state": "held",
                    "reason": stop.reason,
                    "named_ticket_id": thread.case_id or thread.named_id,
                    "error": False,
                }
            )
        else:
            self._set_ignored(stop.reason, named_ticket_id=thread.named_id)

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


def _first_line(error):
    """An error's own words; the rest may quote the message's content."""
    lines = str(error).strip().splitlines()
    return printable(lines[0]) if lines else ""
