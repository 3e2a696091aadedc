"""The breaker: automatic mail pauses where it gets too much, and resumes by itself."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...tools.policy import (
    ADDRESS,
    DAY,
    MAILBOX,
    TICKET,
    hourly_limits,
    reader_address,
    trip,
)
from ..groups import HELPDESK_OWN
from .limit_sentences import Pause, limit_sentence

LIMIT_FIELDS = frozenset(
    {"automatic_per_address", "automatic_per_case", "automatic_per_mailbox"}
)


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    automatic_per_address = fields.Integer(
        string="Per Address",
        default=10,
        help="At most this many automatic mails go to one address in an hour, and four "
        "times as many in a day. Notifications of agents count for each ticket apart. "
        "0: no limit. Replies that a person writes are never held back.",
    )
    automatic_per_case = fields.Integer(
        string="Per Ticket",
        default=60,
        help="At most this many automatic mails and notifications go out for one "
        "ticket in an hour, and four times as many in a day. 0: no limit.",
    )
    automatic_per_mailbox = fields.Integer(
        string="Per Mailbox",
        default=1000,
        help="At most this many automatic mails and notifications go out for the "
        "whole mailbox in an hour, and four times as many in a day. 0: no limit.",
    )
    automatic_pause = fields.Char(
        string="Automatic Mail Paused", compute="_compute_automatic_pause"
    )

    def _compute_automatic_pause(self):
        pauses = self.env["fetchmail.automatic.mail"]._pauses("server_id", self.ids)
        for mailbox in self:
            mailbox.automatic_pause = pauses.get(mailbox.id, False)

    @api.constrains(*sorted(LIMIT_FIELDS))
    def _check_automatic_limits(self):
        for mailbox in self:
            if any(mailbox[name] < 0 for name in LIMIT_FIELDS):
                raise ValidationError(
                    self.env._("A limit of automatic mail is a number, or 0 for none.")
                )

    def _breaker_blocked(self, purpose, address, ticket):
        """(why automatic mail is paused, its `Pause`), or ("", None)."""
        now = fields.Datetime.now()
        domains = self._breaker_domains(purpose, address, ticket)
        log = self.env["fetchmail.automatic.mail"].sudo()

        def newest(scope, count, since):
            sent = Domain("state", "=", "sent") & Domain("date", ">", since)
            found = log.search_fetch(
                domains[scope] & sent,
                ["date"],
                order="date desc",
                offset=count - 1,
                limit=1,
            )
            return found.date or None

        limits = hourly_limits(
            self.automatic_per_address,
            self.automatic_per_case,
            self.automatic_per_mailbox,
        )
        reached = trip((x for x in limits if x.scope in domains), newest, now)
        if not reached:
            return "", None
        hours = 24 if reached.limit.window == DAY else 1
        pause = Pause(reached.limit.scope, reached.limit.count, hours, reached.until)
        return limit_sentence(self.env, pause, address, ticket), pause

    def _breaker_domains(self, purpose, address, ticket):
        """Scope -> which mails of the log count for it (dict of `Domain`)."""
        to_address = Domain("reader_address", "=", reader_address(address))
        domains = {MAILBOX: Domain("server_id", "=", self.id)}
        if ticket:
            domains[TICKET] = Domain("ticket_id", "=", ticket.id)
        if purpose != "notification":
            domains[ADDRESS] = to_address & Domain("purpose", "!=", "notification")
        elif ticket:
            domains[ADDRESS] = (
                to_address & domains[TICKET] & Domain("purpose", "=", "notification")
            )
        return domains


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    automatic_pause = fields.Char(
        string="Automatic Mail Paused",
        compute="_compute_automatic_pause",
        groups=HELPDESK_OWN,
    )

    def _compute_automatic_pause(self):
        # Agents may not read the log, and need to see that it is paused.
        log = self.env["fetchmail.automatic.mail"].sudo()
        pauses = log._pauses("ticket_id", self.ids)
        for ticket in self:
            ticket.automatic_pause = pauses.get(ticket.id, False)
