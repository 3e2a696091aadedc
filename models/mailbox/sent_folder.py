"""The Sent folder: answers that agents write in a mail program join their ticket."""

from dataclasses import replace
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.service.model import retrying

from ...tools.mail import parse
from ...tools.matching import named_ids, read_tokens
from ...tools.transport import FolderPosition, RemoteMessage, SentFolder
from ..groups import ADMINISTRATOR
from .refused_mail import Asked

# Odoo's mark on what it sent itself (`mail.mail`): "model-id" pairs.
OWN_MARK = "X-Odoo-Objects"


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    sent_folder = fields.Char(
        groups=ADMINISTRATOR,
        help="Answers that agents write in Outlook, Gmail or another mail program are "
        "copied from this folder of the mailbox into the ticket that they answer. The "
        "folder is only read. From the time you enter it. Gmail: [Gmail]/Sent Mail; "
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

    def _note_sent_error(self, error):
        """Note the `MailboxError` that reading the folder ended with, or None."""
        now = fields.Datetime.now()
        self._status()._note(
            **self._sent_values(
                sent_error=error and self._sent_error_sentence(error),
                sent_said=error and error.as_json(now),
            )
        )

    def _read_sent_folder(self):
        """File what was sent since the last look into the tickets that it answers."""
        settings = replace(self._session_settings(), folder=self.sent_folder)
        self._check_budget()
        with SentFolder.open(settings) as folder, self._counting(folder):
            position = FolderPosition.parse(self._sent_status().sent_position)
            self._ask_again_in_sent(folder)
            end = folder.end()
            if not position or position.validity != end.validity:
                self._status()._note(**self._sent_values(sent_position=str(end)))
                return
            for reached, heads in folder.heads_after(position):
                self._take_sent(folder, heads, reached)
            refusals = self._refusals()
            gone = {key for key in refusals if self._is_of_sent_folder(key)}
            self._note_refusals(refusals, without=gone)

    def _take_sent(self, folder, heads, reached):
        """Store the messages of tickets among `heads`, note how far it was read.

        What is not handed out is asked for again from there; raises `RetryLater`.
        """
        refs = self._of_tickets(heads)
        keys = [ref.key for ref in refs]
        known = self._rows_by_key(keys)
        asked = self._fetch_sent(folder, [ref for ref in refs if ref.key not in known])
        left = set(asked.refused) - set(self._rows_by_key(keys))
        if left:
            raise asked.refused[min(left)]
        self._status()._note(**self._sent_values(sent_position=str(reached)))

    def _fetch_sent(self, folder, refs):
        """Store and process the messages of `refs`; returns what came of it (`Asked`).

        What is refused over and over is parked.
        """
        asked, wanted = Asked(), [RemoteMessage(ref, 0) for ref in refs]
        for chunk in self._chunks(self._without_lost(wanted), asked):
            self._note_fetching(chunk)
            some = [message.ref for message in chunk]
            taken = asked.taking([ref.key for ref in some], folder.fetch(some))
            retrying(partial(self._keep_sent, list(taken)), self.env)._process()
        self._judge_refused(asked, None)
        return asked

    def _ask_again_in_sent(self, folder):
        """What a person has asked for again is behind the position."""
        rows = self.env["fetchmail.message"]._asked_again(self)
        rows = rows.filtered(lambda row: self._is_of_sent_folder(row.remote_key))
        if rows:
            listed = {message.ref.key for message in folder.list_messages()}
            rows.filtered(lambda row: row.remote_key not in listed)._park_gone()
            self._fetch_sent(folder, rows._remote_refs())

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
