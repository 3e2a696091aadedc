"""Demo data: received messages in all their states, made of mails by the pipeline.

Nothing reaches a server. Messages are stored as a run would store them, and what would
be sent is taken out of Odoo's queue as if it had been.
"""

import re
import time
from contextlib import contextmanager
from datetime import timedelta, timezone
from email.utils import format_datetime

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import file_open

from ..models.mailbox.run_record import RunStart
from ..models.names import MODULE, TICKET_MODEL
from ..models.values import plain_html
from ..tools.errors import ParkMessage, ServerWords
from ..tools.transport import FetchedMessage, RemoteRef
from .demo_steps import EARLIER, EARLIER_TOTAL, STEPS, Answer, Closing, Letter

PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
VALIDITY = "1"  # UIDVALIDITY of the folders that there are not
SETTLED_DATES = ("settled_date", "held_date")
TICKET_DATES = ("last_stage_update", "assigned_date", "closed_date")


class FetchmailDemo(models.AbstractModel):
    _name = "fetchmail.demo"
    _description = "Demo Data of Mailboxes"

    @api.model
    def _make(self):
        """Make the demo data, once."""
        if self._mailbox("support").journal_ids:
            return
        demo = self.with_context(mail_notify_force_send=False)
        now = fields.Datetime.now()
        begin = now - timedelta(days=13)
        with demo._at(begin):
            demo._connect(begin)
        for step in STEPS:
            moment = now - timedelta(hours=step.hours)
            with demo._at(moment):
                demo._carry_out(step, moment)
        with demo._at(now - timedelta(minutes=2)):
            demo._miss_a_message()
        demo._note_states(now)

    @api.model
    def _mailbox(self, name):
        """A mailbox, by the end of its XML id, as a run works on it."""
        mailbox = self.env.ref(f"{MODULE}.demo_mailbox_{name}")
        return mailbox.with_company(mailbox.company_id).with_context(
            fetchmail_cron_running=True, default_fetchmail_server_id=mailbox.id
        )

    # ------------------------------------------------------------------
    # Steps
    # ------------------------------------------------------------------

    def _carry_out(self, step, moment):
        if isinstance(step, Letter):
            self._receive(step, moment)
        elif isinstance(step, Answer):
            self._answer(step, moment)
        elif isinstance(step, Closing):
            self._put_into_stage(step, "done")
        else:
            self._import_earlier_mail(self._mailbox(step.mailbox), moment)

    def _receive(self, letter, moment):
        mailbox = self._mailbox(letter.mailbox)
        start = self._run_start(mailbox, moment)
        raw = self._raw(letter.name, **self._words(letter, moment))
        for _copy in range(1 + letter.again):
            row = self._stored(mailbox, raw, moment)
            if letter.tries:
                row.attempts = letter.tries
                row._failed(UserError(letter.fails))
            else:
                row._process_once()
        mailbox._log_run(start, None)

    def _stored(self, mailbox, raw, moment):
        """The new row of a message, as a run stores it."""
        uid = str(len(mailbox.journal_ids) + 1)
        ref = RemoteRef("INBOX", VALIDITY, uid)
        sent = moment.replace(tzinfo=timezone.utc)
        Message = mailbox.env["fetchmail.message"]
        values = Message._received_values(mailbox, FetchedMessage(ref, raw, sent))
        return Message._store(mailbox, [values])

    def _answer(self, answer, moment):
        """An agent takes the ticket on, and writes."""
        ticket = self._ticket(answer.about)
        if not ticket.user_id:
            ticket.user_id = self.env.ref(answer.agent)
            self._put_into_stage(answer, "in_progress")
        ticket.with_user(self.env.ref(answer.agent)).message_post(
            body=plain_html(answer.text),
            date=moment,
            message_type="comment",
            subtype_xmlid="mail.mt_note" if answer.is_note else "mail.mt_comment",
        )

    def _put_into_stage(self, step, name):
        ticket = self._ticket(step.about).with_user(self.env.ref(step.agent))
        ticket.stage_id = self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")

    def _miss_a_message(self):
        """A message that the mail server lists and does not hand out."""
        mailbox = self._mailbox("orders")
        words = ServerWords("NO [SERVERBUG] Internal error")
        sentence = mailbox._unread_sentence(ParkMessage("message_unreadable", words))
        key = RemoteRef("INBOX", VALIDITY, "77").key
        Message = mailbox.env["fetchmail.message"]
        Message._store(mailbox, [Message._unreadable_values(mailbox, key, sentence)])

    def _import_earlier_mail(self, mailbox, moment):
        """Some of the mail that was in a mailbox is filed, and some still waits."""
        numbers = range(1, EARLIER_TOTAL + 1)
        refs = [RemoteRef("INBOX", VALIDITY, str(number)) for number in numbers]
        mailbox._start([ref.key for ref in refs])
        start = self._run_start(mailbox, moment)
        for number, (writer, subject, text) in enumerate(EARLIER):
            sent = moment - timedelta(days=20 + 17 * number)
            words = {"writer": writer, "subject": subject, "text": text}
            words |= {"date": _header_date(sent), "number": str(number)}
            row = self._stored(mailbox, self._raw("earlier_mail", **words), sent)
            row._process_once()
        mailbox._log_run(start, None)

    # ------------------------------------------------------------------
    # Mails
    # ------------------------------------------------------------------

    def _raw(self, name, **words):
        """The bytes of a mail of `demo/mails`, with `words` for what is in braces."""
        with file_open(f"{MODULE}/demo/mails/{name}.eml", "rb") as file:
            text = file.read().decode()
        filled = PLACEHOLDER.sub(lambda found: words[found[1]], text)
        return "\r\n".join(filled.splitlines()).encode() + b"\r\n"

    def _words(self, letter, moment):
        """Placeholder -> text, for a letter."""
        words = {
            "date": _header_date(moment),
            "agent_address": self.env.ref("base.user_demo").email,
        }
        ticket = letter.about and self._ticket(letter.about)
        answer = ticket and self._last_answer(ticket)
        if answer:
            references = f"{ticket._mailbox_token()} {answer.message_id}"
            words |= {
                "answer": answer.message_id,
                "answer_subject": ticket._mailbox_subject(),
                "answer_date": f"{answer.date:%a, %d %b %Y at %H:%M}",
                "references": references,
            }
        return words

    def _ticket(self, name):
        """The ticket that the letter `name` opened."""
        with file_open(f"{MODULE}/demo/mails/{name}.eml", "rb") as file:
            message_id = re.search(rb"^Message-ID: (\S+)", file.read(), re.M)[1]
        rows = self.env["fetchmail.message"]
        named = [("message_id", "=", message_id.decode()), ("state", "=", "done")]
        return rows.search(named, limit=1).ticket_id

    def _last_answer(self, ticket):
        """The last history entry of an agent that the customer has got."""
        comment = self.env.ref("mail.mt_comment")
        entries = ticket.message_ids.filtered(
            lambda entry: (
                entry.message_type == "comment" and entry.subtype_id == comment
            )
        )
        return entries.sorted("id")[-1:]

    # ------------------------------------------------------------------
    # Time
    # ------------------------------------------------------------------

    @contextmanager
    def _at(self, moment):
        """What is made in here was made at `moment`, and what it sends was sent."""
        before = {model: self._last_id(model) for model in self._dated()}
        last_mail_id = self._last_id("mail.mail")
        yield
        self.env.cr.flush()  # with what Odoo posts only then, such as new stages
        self._send_queue(last_mail_id)
        for model, last_id in before.items():
            made = self.env[model].sudo().with_context(tracking_disable=True)
            made = made.search([("id", ">", last_id)], order="id")
            for record in made:
                record.write(self._dated()[model](record, moment))
        self.env.cr.flush()

    def _dated(self):
        """Model -> function of a record and a moment that returns the values which date
        the record back."""
        return {
            "mail.message": lambda _entry, moment: _created(moment, "date"),
            "fetchmail.automatic.mail": lambda _mail, moment: {"date": moment},
            "fetchmail.mailbox.change": lambda _one, moment: {"date": moment},
            "fetchmail.message": _row_dates,
            TICKET_MODEL: _ticket_dates,
        }

    def _last_id(self, model):
        return self.env[model].sudo().search([], order="id desc", limit=1).id or 0

    def _send_queue(self, last_id):
        """Take the mails after `last_id` out of Odoo's queue, as if they were sent."""
        mails = self.env["mail.mail"].sudo().search([("id", ">", last_id)])
        sent = self.env["mail.notification"].sudo()
        sent = sent.search([("mail_mail_id", "in", mails.ids)])
        sent.notification_status = "sent"
        mails.unlink()

    def _run_start(self, mailbox, moment):
        """The `RunStart` of a run at `moment`."""
        last = mailbox._run_start().last_row_id
        return RunStart(moment, time.monotonic() - 1.2, last)


def _created(moment, *names):
    """Values that date a record back; Odoo takes the first only while it installs."""
    return {"create_date": moment, **dict.fromkeys(names, moment)}


def _row_dates(row, moment):
    given = [name for name in SETTLED_DATES if row[name]]
    values = _created(moment, *given)
    if row.held_until:
        values["held_until"] = moment + (row.held_until - row.held_date)
    if row.state != "received" and row.remote_state == "present":
        values["remote_state"] = "removed"
    return values


def _ticket_dates(ticket, moment):
    return _created(moment, *(name for name in TICKET_DATES if ticket[name]))


def _header_date(moment):
    return format_datetime(moment.replace(tzinfo=timezone.utc))
