"""The account at a mail server that mailboxes read, and the pause it is to have."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

LOGIN_FIELDS = ("server", "user", "email_address")


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _account(self):
        """Which account it is, at which host (pair of str); several mailboxes may read
        folders of one."""
        return _account_of(*(self[name] for name in LOGIN_FIELDS))

    def _check_address_is_free(self, address):
        """Raises ValidationError where a mailbox other than these has this address.

        The database refuses it as well, and Odoo then logs the whole query: with the
        password in it.
        """
        others = [
            ("case_mailbox", "=", True),
            ("email_address", "=", address),
            ("id", "not in", self.ids),
        ]
        mailboxes = self.sudo().with_context(active_test=False)
        if address and mailboxes.search_count(others, limit=1):
            index = [("name", "=", f"{self._table}_email_address_unique")]
            raise ValidationError(
                self.env["ir.model.constraint"].sudo().search(index).message
            )

    def _is_other_account(self, vals):
        """Whether `vals` make it another account."""
        after = _account_of(*(vals.get(n, self[n]) for n in LOGIN_FIELDS))
        return after != self._account()

    def _mailboxes_of_account(self):
        """All mailboxes of this one's account, this one and archived ones included."""
        mailboxes = self.sudo().with_context(active_test=False)
        candidates = mailboxes.search([("case_mailbox", "=", True)])
        return candidates.filtered(lambda each: each._account() == self._account())

    @api.model
    def _asked_pauses(self):
        """Account -> until when its server asked to be left alone (datetime, UTC): the
        latest end over its mailboxes, of those to come."""
        rows = (
            self.env["fetchmail.mailbox.status"]
            .sudo()
            .search([("pause_until", ">", fields.Datetime.now())], order="pause_until")
        )
        return {row.server_id._account(): row.pause_until for row in rows}

    def _left_alone_until(self):
        """Until when nothing may be asked of the account (datetime, UTC), whichever of
        its mailboxes was told so; None for now."""
        return self._asked_pauses().get(self.sudo()._account())

    def _check_not_left_alone(self):
        """Raise UserError where the mail server has asked to be left alone."""
        end = self._left_alone_until()
        if not end:
            return
        is_fetched = self.active and self.state == "done"
        then = (
            self.env._("Fetching then resumes automatically.")
            if is_fetched
            else self.env._("Try again then.")
        )
        sentence = f"{self._pause_sentence(end)} {then}"
        raise UserError(sentence)

    def _pause_sentence(self, end):
        host, time = self.sudo().server, self._time_text(end)
        if self._is_today(end):
            return self.env._(
                "%(host)s asked to be left alone until %(time)s, and is not asked "
                "again before.",
                host=host,
                time=time,
            )
        return self.env._(
            "%(host)s asked to be left alone until %(date)s, %(time)s, and is not "
            "asked again before.",
            host=host,
            date=self._date_text(end),
            time=time,
        )


def _account_of(server, user, email_address):
    """Host and login (pair of str), as they are compared."""
    login = user or email_address or ""
    return (server or "").strip().casefold(), login.casefold()
