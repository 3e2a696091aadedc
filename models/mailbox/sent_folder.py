"""The Sent folder: answers that agents write in a mail program join their ticket."""

from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.service.model import retrying

from ...tools.errors import RetryLater
from ...tools.mail import parse
from ...tools.matching import named_ids, read_tokens
from ...tools.transport import FolderPosition, RemoteMessage, RemoteRef, SentFolder
from ..groups import ADMINISTRATOR
from .remote import is_new

# Odoo's mark on what it sent itself (`mail.mail`): "model-id" pairs.
OWN_MARK = "X-Odoo-Objects"


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    sent_folder = fields.Char(
        groups=ADMINISTRATOR,
        help="Replies that agents write in Outlook, Gmail or another mail program are "
        "copied from this folder of the mailbox into the ticket that they answer. The "
        "folder is only read, from the time you enter it on. Gmail: [Gmail]/Sent Mail; "
        "Microsoft: Sent Items; others mostly: Sent. IMAP only.",
    )

    def _sent_status(self):
        """What was noted of the Sent folder that is read now; nothing of another."""
        return self._status().filtered(
            lambda status: status.sent_folder == self.sent_folder
        )

    def _sent_values(self, **values):
        """`values` of the status row, without what was noted of another folder."""
        folder = self.sent_folder
        if not self._sent_status():
            return {"sent_folder": folder, "sent_position": False, **values}
        return values

    def _forget_sent_position(self, vals):
        """A folder is read from the time it is entered, also if it was before."""
        for mailbox in self.sudo() if "sent_folder" in vals else ():
            if mailbox.sent_folder != vals["sent_folder"]:
                mailbox._status().sent_folder = False

    @api.constrains("sent_folder", "protocol")
    def _check_sent_folder(self):
        for mailbox in self.sudo().filtered("sent_folder"):
            if mailbox.protocol not in ("imap", "imaps"):
                raise ValidationError(
                    self.env._("POP3 has no folders: leave the Sent Folder empty.")
                )

    def _note_sent_error(self, error, asked):
        """Note the `MailboxError` that reading the folder ended with, or None; `asked`:
        what came of it (`Asked`)."""
        now = fields.Datetime.now()
        suspects = self._suspicions()
        if error:
            suspects = self._suspected(error.keys, bool(asked.handed_out))
        else:
            suspects = {
                k: s for k, s in suspects.items() if not self._is_of_sent_folder(k)
            }
        self._status()._note(
            **self._suspect_values(suspects),
            **self._sent_values(
                sent_error=error and self._sent_error_sentence(error),
                sent_said=error and error.as_json(now),
            ),
        )

    def _read_sent_folder(self, asked):
        """File what was sent since the last look into the tickets that it answers.

        What was not handed out stays noted, so that the next look goes on behind it.
        """
        settings = replace(
            self._session_settings(), folder=self.sent_folder, lists_sizes=False
        )
        self._check_budget()
        with SentFolder.open(settings) as folder, self._counting(folder):
            position = FolderPosition.parse(self._sent_status().sent_position)
            end = folder.end()
            if not position or position.validity != end.validity:
                position = end
                self._status()._note(**self._sent_values(sent_position=str(end)))
            doubtful = self._doubtful_in_sent()
            for reached, heads in folder.heads_after(position, doubtful):
                self._take_sent(folder, heads, asked)
                if asked.is_refused_all:
                    break
                position = reached
            self._ask_again_in_sent(folder, doubtful, asked)
            self._judge_refused(asked, None)
            self._status()._note(**self._sent_values(sent_position=str(position)))

    def _take_sent(self, folder, heads, asked):
        """Store the messages of tickets among `heads`."""
        asked.refuse(heads.refused)
        refs = self._of_tickets(heads.messages)
        if heads.refused:  # beside others
            others = {head.ref for head in heads.messages}.difference(refs)
            asked.handed_out |= {ref.key for ref in others}
        known = self._rows_by_key([ref.key for ref in refs])
        self._fetch_sent(folder, [ref for ref in refs if ref.key not in known], asked)

    def _fetch_sent(self, folder, refs, asked):
        """Store and process the messages of `refs`."""
        for chunk in self._chunks([RemoteMessage(ref, 0) for ref in refs], asked):
            self._note_fetching(chunk)
            some = [message.ref for message in chunk]
            with self._giving_up(chunk, asked):
                taken = asked.taking([ref.key for ref in some], folder.fetch(some))
                rows = retrying(partial(self._keep_sent, list(taken)), self.env)
            rows._process()

    @contextmanager
    def _giving_up(self, chunk, asked):
        """Park a message over which connections break again and again."""
        try:
            yield
        except RetryLater as error:
            self._give_up(chunk, error, asked)
            raise

    def _doubtful_in_sent(self):
        """What is asked for alone (`RemoteRef`s): what was not handed out, or broke the
        connection or the worker, and what a person has asked for again."""
        keys = filter(self._is_of_sent_folder, self._suspects())
        return [RemoteRef.parse(key) for key in keys]

    def _ask_again_in_sent(self, folder, doubtful, asked):
        """Ask for what is `doubtful` and not parked, each alone, those with the fewest
        failures first.

        First for its header: what is of no ticket is not fetched.
        """
        failures = self._suspects()
        known = self._rows_by_key([ref.key for ref in doubtful])
        wanted = [ref for ref in doubtful if is_new(ref, known)]
        wanted.sort(key=lambda ref: failures[ref.key])
        wanted = self._without_lost([RemoteMessage(ref, 0) for ref in wanted])
        rows = self.env["fetchmail.message"]._asked_again(self)
        waiting = set(rows.mapped("remote_key"))
        for message in wanted:
            ref = message.ref
            with self._giving_up([message], asked):
                heads = folder.heads([ref])
            asked.refuse(heads.refused)
            if heads.messages and (
                ref.key in waiting or self._of_tickets(heads.messages)
            ):
                self._fetch_sent(folder, [ref], asked)
        self._forget_in_sent(wanted, asked)

    def _forget_in_sent(self, messages, asked):
        """Of those asked for again, some are gone, or of no ticket."""
        gone = {message.ref.key for message in messages}
        gone -= asked.handed_out.union(asked.refused)
        rows = self.env["fetchmail.message"]._asked_again(self)
        rows.filtered(lambda row: row.remote_key in gone)._park_gone()
        self._note_refusals(self._refusals(), without=gone)

    def _keep_sent(self, messages):
        """Insert the rows of `messages` (`FetchedMessage`s); returns them."""
        Message = self.env["fetchmail.message"]
        vals_list = [
            {
                **Message._received_values(self, message),
                "remote_state": "kept",
                "is_sent": True,
            }
            for message in messages
        ]
        return Message._store(self, vals_list)

    def _of_tickets(self, heads):
        """Refs of the messages that name a ticket, but for those that Odoo sent."""
        Ticket = self.env["helpdesk.ticket"]
        sent = {head.ref: parse(head.raw) for head in heads}
        names = {ref: named_ids(message) for ref, message in sent.items()}
        own_ids = {message.message_id for message in sent.values()} - {None}
        known = Ticket._mailbox_known_ids(
            own_ids.union(*(ids for ids in names.values())) if names else own_ids
        )
        key = Ticket._mailbox_token_key()
        return [
            ref
            for ref, message in sent.items()
            if message.message_id not in known
            and OWN_MARK not in message.headers
            and (
                any(name in known for name in names[ref])
                or read_tokens(names[ref], key)
            )
        ]
