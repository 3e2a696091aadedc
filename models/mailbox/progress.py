"""How far a session has come, and whether there is time for more."""

import time

from .refused_mail import Asked


class Progress:
    """Counts a session's work, and says whether there is time for more.

    `asked` (`Asked`): what was asked for; `removal` (`Removal`): how taking mail off
    went; `listed`: the remote keys of the listing (set), None before; `import_pause`:
    when existing mail goes on, None where it is not kept waiting.
    """

    def __init__(self, mailbox, deadline):
        self._cron, self._deadline = mailbox.env["ir.cron"], deadline
        self.settled = self.remaining = 0
        self.asked = Asked()
        self.removal = mailbox._new_removal(by_person=bool(deadline))
        self.listed = self.session = self.import_pause = None
        self._fresh, self._counted = set(), 0

    def begin(self, fresh):
        """Note the messages that are to be read."""
        self._fresh = {message.ref.key for message in fresh}
        self.remaining = len(fresh)

    @property
    def waiting(self):
        """How many messages were not handed out or not asked for, for whatever reason,
        and are for another run."""
        unread = len(self._fresh - self.asked.handed_out)
        return max(unread - self.remaining, 0)

    def postpone(self, count):
        """Leave `count` messages for another run."""
        self.remaining -= count

    @property
    def uncounted_bytes(self):
        """Bytes that the session has read since `counted_bytes` was called."""
        return self.session.bytes_read - self._counted if self.session else 0

    def counted_bytes(self):
        """The same, and they are counted from now on."""
        count = self.uncounted_bytes
        self._counted += count
        return count

    def has_time(self):
        """Commit; False where the run must end."""
        left = self._cron._commit_progress()
        return left > 0 and not (self._deadline and time.monotonic() > self._deadline)

    def advance(self, rows, count):
        """Note a chunk of `count` messages done; False where the run must end."""
        self.settled += len(rows.filtered(lambda row: row.state != "received"))
        self.remaining = max(self.remaining - count, 0)
        left = self._cron._commit_progress(count, remaining=self.remaining)
        rows.env.invalidate_all()
        if self._deadline and time.monotonic() > self._deadline:
            return False
        return left > 0 and self.remaining > 0
