"""Mail that came and left while this database did not look, as after it was restored
from a backup: whatever it had made of that mail is gone."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...tools.transport import RemoteRef
from ..groups import HELPDESK_MANAGER
from .activity import NOT_SEEN

# A mailbox that is looked into all the time is also read by people: what they delete
# meanwhile is theirs to know.
SHORTEST_ABSENCE = timedelta(minutes=15)
INTERVALS = 3
# Numbers of messages that are looked for; where more are missing, it is known enough.
MOST_NUMBERS = 20_000
NOTHING_UNSEEN = {"unseen_count": 0, "unseen_since": False, "unseen_until": False}


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    unseen_text = fields.Text(
        compute="_compute_unseen_text",
        help="What came and left without this database, and how to get it back.",
    )

    @api.depends("status_ids.unseen_count", "after_processing", "processed_folder")
    @api.depends_context("lang", "tz")
    def _compute_unseen_text(self):
        for mailbox in self:
            count = mailbox._status().unseen_count
            mailbox.unseen_text = mailbox._unseen_sentence() if count else False

    def _note_arrivals(self, upcoming, listed):
        """Note how far the folder has come, and what came and left meanwhile.

        IMAP gives each message the next number (RFC 9051, 2.3.1.1). `upcoming`: the
        `RemoteRef` of the next one, None where it is not known. `listed`: the
        `RemoteMessage`s that are there.
        """
        status = self._status()
        if not upcoming or upcoming.key == status.next_key:
            return
        values, now = {"next_key": upcoming.key}, fields.Datetime.now()
        if status.next_key and self._was_absent(now):
            before = RemoteRef.parse(status.next_key)
            count = self._count_unseen(before, upcoming, listed)
            if count:
                values |= {
                    "unseen_count": status.unseen_count + count,
                    "unseen_since": status.unseen_since or status.success_date,
                    "unseen_until": now,
                }
        status._note(**values)
        if "unseen_count" in values:
            self._tell(NOT_SEEN, FetchmailServer._unseen_sentence, renewed=True)

    def _was_absent(self, now):
        """Whether this database has not looked into the mailbox for long."""
        last = self._status().success_date
        absence = max(SHORTEST_ABSENCE, INTERVALS * self._interval())
        return bool(last) and now - last > absence

    def _interval(self):
        return timedelta(minutes=self.interval_minutes)

    def _count_unseen(self, before, upcoming, listed):
        """How many messages had a number from `before` up to `upcoming`, are not
        `listed` and have no row; 0 where the folder is numbered anew."""
        if (before.folder, before.validity) != (upcoming.folder, upcoming.validity):
            return 0
        present = {message.ref.key for message in listed}
        last = min(int(upcoming.uid), int(before.uid) + MOST_NUMBERS)
        numbers = range(int(before.uid), last)
        refs = (RemoteRef(upcoming.folder, upcoming.validity, str(n)) for n in numbers)
        missing = [ref.key for ref in refs if ref.key not in present]
        return len(missing) - len(self._rows_by_key(missing))

    def _unseen_sentence(self):
        """What is missing, why that may be, and how to get it back."""
        status = self._status()
        return " ".join((self._said_unseen(status), self._way_back()))

    def _said_unseen(self, status):
        return self.env._(
            "Messages that came between %(since)s and %(until)s and left the mailbox "
            "without this database: %(count)s. It did not look into the mailbox "
            "meanwhile, or it was restored from a backup of that time and has lost "
            "their tickets; else a person or another program has taken them.",
            since=self._full_moment(status.unseen_since),
            until=self._full_moment(status.unseen_until),
            count=status.unseen_count,
        )

    def _way_back(self):
        folder = self.sudo().imap_folder or "INBOX"
        if self.after_processing == "move":
            return self.env._(
                "Messages that were processed are in the folder “%(processed)s”: move "
                "those of that time back to “%(folder)s” with a mail program, and they "
                "are fetched again. What this database knows is not filed twice.",
                processed=self.processed_folder,
                folder=folder,
            )
        return self.env._(
            "Messages that were processed are deleted: ask the mail administrator for "
            "a backup. What is put back into “%(folder)s” is fetched again; what this "
            "database knows is not filed twice.",
            folder=folder,
        )

    def _full_moment(self, moment):
        """Day and time of a moment (naive, UTC) where the user is."""
        return f"{self._date_text(moment)} {self._time_text(moment)}"

    def action_forget_unseen(self):
        """A person knows: show it no more."""
        self.ensure_one()
        if not self.env.user.has_group(HELPDESK_MANAGER):
            raise AccessError(self.env._("Only a helpdesk manager can hide this."))
        self.check_access("read")
        mailbox = self.sudo()
        mailbox._status().write(NOTHING_UNSEEN)
        mailbox._untell(NOT_SEEN)
