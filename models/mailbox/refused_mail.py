"""Messages that the server lists but does not hand out: asked for again, each alone,
and parked once it is clear that it is not the mailbox that fails."""

from odoo import models

from ...tools.errors import ParkMessage, RetryLater
from ...tools.policy import Refusal, judge
from ...tools.transport import RemoteRef
from .remote import is_new


class Asked:
    """What a session was asked for, and what came of it, by remote key.

    `handed_out`: keys (set). `refused`: key -> why (`RetryLater`: messages_refused for
    good, any other code for now).
    """

    def __init__(self):
        self.handed_out = set()
        self.refused = {}

    def taking(self, keys, messages):
        """Yield the `messages` (`FetchedMessage`s) that were asked for by `keys`, and
        note which of them are refused."""
        try:
            for fetched in messages:
                self.handed_out.add(fetched.ref.key)
                yield fetched
        except ParkMessage as error:
            if error.code != "message_gone":
                self._refuse(error.keys, error)
                self.refused |= error.passing
        except RetryLater as error:
            if error.code != "messages_refused":
                raise
            self._refuse(set(keys) - self.handed_out, error)

    def refuse(self, whys):
        """Note refusals of commands that were about one message each (`RemoteRef` ->
        `RetryLater`)."""
        for ref, why in whys.items():
            if why.code == "command_refused":
                self._refuse([ref.key], why)
            else:
                self.refused[ref.key] = why

    def _refuse(self, keys, error):
        why = RetryLater("messages_refused", error.detail or error.code)
        self.refused |= dict.fromkeys(keys, why)

    @property
    def is_refused_all(self):
        """Whether messages were refused, and none was handed out so far."""
        return bool(self.refused) and not self.handed_out


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _refusals(self):
        """What stands against messages of this mailbox: remote key -> `Refusal`.

        Of those that a person has asked for again, so much that one more is enough.
        """
        noted = self._status().refused_keys or {}
        found = {key: Refusal.parse(value) for key, value in noted.items()}
        asked_again = {
            row.remote_key: Refusal(row.error or "", beside_others=True)
            for row in self.env["fetchmail.message"]._asked_again(self)
        }
        return asked_again | {key: each for key, each in found.items() if each}

    def _judge_refused(self, asked, listed):
        """Park what is refused over and over; raises `RetryLater` where it is the
        mailbox that fails.

        `asked`: an `Asked`; `listed`: the keys of the listing, None without one.
        """
        judged = judge(self._refusals(), asked.refused, bool(asked.handed_out))
        for key, refusal in judged.proven.items():
            error = ParkMessage("message_unreadable", refusal.words)
            self._park_unread([key], self._unread_sentence(error))
        gone = set()
        if listed is not None:
            gone = {
                key
                for key in set(judged.waiting) - listed
                if not self._is_of_sent_folder(key)
            }
        self._note_refusals(judged.waiting, without=asked.handed_out | gone)
        if judged.trouble:
            raise judged.trouble

    def _note_refusals(self, refusals, without):
        """Note what stands against messages, `without` those of some keys (set)."""
        keys = sorted(set(refusals) - without)
        rows = self._rows_by_key(keys)
        left = [key for key in keys if is_new(RemoteRef.parse(key), rows)]
        values = {key: refusals[key].as_json() for key in left}
        status = self._status()
        if values != (status.refused_keys or {}):
            status._note(refused_keys=values or False, refused_count=len(values))

    def _is_of_folder(self, key):
        """Whether the message of that remote key is of the folder that is fetched."""
        ref = RemoteRef.parse(key)
        folder = self.imap_folder or "INBOX"
        inbox = "INBOX" if folder.upper() == "INBOX" else folder
        return not ref.validity or ref.folder == inbox

    def _is_of_sent_folder(self, key):
        """Whether it is of the Sent folder that is read."""
        sent = self.sent_folder
        return RemoteRef.parse(key).folder == sent and not self._is_of_folder(key)
