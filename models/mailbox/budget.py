"""Keeping below what a provider allows an account: bytes a day, and connections."""

from contextlib import contextmanager

from odoo import fields, models
from odoo.tools import formatLang

from ...tools.errors import RetryLater
from ...tools.policy import EXISTING_SHARE, Allowance, Usage, connection_slots
from ...tools.providers import provider_of
from .run_lock import connection_slot

MEGABYTE = 1_000_000  # as providers count


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _connection_slot(self, cr):
        """A connection of this account, as long as the context lasts; yields whether
        there is one (bool)."""
        # The mailbox may have been deleted before its run begins.
        host, login = self.exists()._account()
        limit = provider_of(host).connections
        slots = connection_slots(limit) if limit else None
        return connection_slot(cr, f"{host} {login}", slots)

    def _allowance(self):
        """What the account may still read (`Allowance`); None without a limit."""
        limit = self._bytes_a_day()
        return Allowance(limit, self._account_usage()) if limit else None

    def _bytes_a_day(self):
        provider = provider_of(self.server or "")
        by_pop3 = (self.protocol or "").startswith("pop3")
        return provider.pop3_bytes_a_day if by_pop3 else provider.bytes_a_day

    def _account_usage(self):
        """What all mailboxes of the account have read (`Usage`), as committed."""
        statuses = self._mailboxes_of_account().status_ids
        statuses.invalidate_recordset(["read_hours"])
        return Usage.together(map(Usage.parse, statuses.mapped("read_hours")))

    def _check_budget(self, cost=0):
        """Raise `RetryLater` where `cost` more bytes, or any, would be too many."""
        allowance, now = self._allowance(), fields.Datetime.now()
        if allowance and not allowance.has_room(cost, now):
            pause = allowance.opens_at(cost, now) - now
            raise RetryLater("budget_spent", pause=pause)

    def _is_postponed(self, chunk, progress):
        """Whether `chunk` is left for another run; raises `RetryLater` where there is
        no room even for new mail.

        Existing mail leaves room for new mail, and waits until enough of the last 24
        hours is over.
        """
        cost = self._cost(chunk) + progress.uncounted_bytes
        if chunk[0].ref.key not in self._existing_keys():
            self._check_budget(cost)
            return False
        progress.import_pause = progress.import_pause or self._import_pause(cost)
        if progress.import_pause:
            progress.postpone(len(chunk))
        return bool(progress.import_pause)

    def _import_pause(self, cost):
        """When there is room for `cost` bytes of existing mail; None for now."""
        allowance, now = self._allowance(), fields.Datetime.now()
        if not allowance or allowance.has_room(cost, now, EXISTING_SHARE):
            return None
        return allowance.opens_at(cost, now, EXISTING_SHARE)

    def _read_values(self, count):
        """Values of the status row that note `count` more bytes as read (dict)."""
        if not count:
            return {}
        usage = Usage.parse(self._status().read_hours)
        return {"read_hours": usage.reading(count, fields.Datetime.now()).as_json()}

    def _note_read(self, progress):
        """Note what the session has read since the last time, and when existing mail
        goes on."""
        values = self._read_values(progress.counted_bytes())
        if progress.import_pause != (self.import_pause or None):
            values["import_pause"] = progress.import_pause or False
        if values:
            self._status()._note(**values)

    def _count_read(self, session):
        """Note what a `session` has read that a person has opened."""
        self._status().write(self._read_values(session.bytes_read))

    @contextmanager
    def _counting(self, session):
        """Note what `session` has read meanwhile, also where it fails."""
        before = session.bytes_read
        try:
            yield
        finally:
            count = session.bytes_read - before
            self.env.cr.rollback()
            self._status()._note(**self._read_values(count))

    def _sentences_of_budget(self):
        """Our own limit, below the provider's."""
        limit = self._bytes_a_day() or 0
        read = limit and self._account_usage().total(fields.Datetime.now())
        return {
            "budget_spent": self.env._(
                "%(read)s MB were read from this account in the last 24 hours. "
                "%(provider)s locks a mailbox at %(limit)s MB a day, so fetching "
                "pauses to stay below that.",
                read=formatLang(self.env, read / MEGABYTE, digits=0),
                provider=provider_of(self.server or "").name,
                limit=formatLang(self.env, limit / MEGABYTE, digits=0),
            )
        }
