"""Who wrote last in a ticket, and so who waits for whom."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..groups import HELPDESK_OWN
from ..values import author_name
from .answering import CONVERSATION

# Written from a mail program: what lies in the Sent folder.
SPOKEN = (*CONVERSATION, "email_outgoing")
# Kinds of mail in which nobody says anything.
UNSPOKEN = ("auto_reply", "bounce", "delayed", "receipt", "feedback_report")
QUESTION, REPLY, ANSWER = "question", "reply", "answer"
US, CUSTOMER = "us", "customer"
LAST_MESSAGE = ("last_message_kind", "last_message_date", "last_message_author")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    # Stored, and written with each message: lists, groups and counts read no history.
    # They are worked out once for the tickets that are there before the add-on is.
    last_message_kind = fields.Selection(
        [
            (QUESTION, "Customer wrote"),
            (REPLY, "Customer replied"),
            (ANSWER, "Agent replied"),
        ],
        string="Last Message Is",
        compute="_compute_last_message",
        store=True,
        copy=False,
        groups=HELPDESK_OWN,
    )
    last_message_date = fields.Datetime(
        string="Last Message",
        compute="_compute_last_message",
        store=True,
        copy=False,
        groups=HELPDESK_OWN,
        help="When the customer or an agent last wrote to the other. Internal notes "
        "and automatic email do not count.",
    )
    last_message_author = fields.Char(
        string="Last Message By",
        compute="_compute_last_message",
        store=True,
        copy=False,
        groups=HELPDESK_OWN,
    )
    waiting_for = fields.Selection(
        [(US, "Waiting for us"), (CUSTOMER, "Waiting for the customer")],
        compute="_compute_waiting_for",
        store=True,
        index="btree_not_null",
        copy=False,
        groups=HELPDESK_OWN,
        help="Whose turn it is in an open ticket: ours, until an agent answers the "
        "customer's last message.",
    )

    @api.depends("last_message_kind", "stage_id.closed")
    def _compute_waiting_for(self):
        for ticket in self:
            side = CUSTOMER if ticket.last_message_kind == ANSWER else US
            ticket.waiting_for = not ticket.stage_id.closed and side

    def _compute_last_message(self):
        """From the history; `message_post` keeps it up to date."""
        counts, entries = self._mailbox_last_entries()
        by_ticket = {entry.res_id: entry for entry in entries}
        for ticket in self:
            entry = by_ticket.get(ticket.id)
            if entry:
                is_first = counts[ticket.id] == 1
                ticket.update(ticket._mailbox_last_values(entry, is_first))
            else:
                ticket.update(dict.fromkeys(LAST_MESSAGE, False))

    def _mailbox_last_entries(self):
        """How many messages each ticket has (ticket id -> int), and the last of each
        (`mail.message`)."""
        domain = self._mailbox_spoken_domain()
        entries = self.env["mail.message"].sudo()
        found = entries._read_group(domain, ["res_id"], ["__count", "date:max"])
        dates = {date for _res_id, _count, date in found}
        last = {(res_id, date) for res_id, _count, date in found}
        newest = entries.search_fetch(
            domain & Domain("date", "in", list(dates)),
            ["res_id", "date", "author_id", "email_from", "message_type"],
            order="id",
        )
        newest = newest.filtered(lambda entry: (entry.res_id, entry.date) in last)
        return {res_id: count for res_id, count, _date in found}, newest

    def _mailbox_spoken_domain(self):
        """Which entries of these tickets are words of customers and agents to each
        other (`Domain`)."""
        automatic = self.env["fetchmail.message"].sudo()
        automatic = automatic.search(
            [("ticket_id", "in", self.ids), ("kind", "in", UNSPOKEN)]
        )
        return (
            Domain("model", "=", self._name)
            & Domain("res_id", "in", self.ids)
            & Domain("id", "not in", automatic.mail_message_id.ids)
            & Domain("message_type", "in", SPOKEN)
            & Domain("is_internal", "=", False)
            & Domain("subtype_id", "!=", False)
            & Domain("subtype_id.internal", "=", False)
        )

    def _mailbox_last_values(self, entry, is_first):
        """Values of this ticket whose last message is `entry` (dict)."""
        kind = ANSWER
        if self._mailbox_is_by_customer(entry):
            kind = QUESTION if is_first else REPLY
        return {
            "last_message_kind": kind,
            "last_message_date": entry.date,
            "last_message_author": author_name(entry) or False,
        }

    def _mailbox_is_by_customer(self, entry):
        """Whether an entry asks something of us (bool): also what a colleague writes
        who is the contact."""
        author = entry.author_id.sudo()
        return self._mailbox_is_from_outside(entry) or bool(
            author & self.sudo()._mailbox_asker()
        )

    def _mailbox_note_last(self, entry):
        """Remember a new history entry as the last message, where it is one. Mail may
        come in another order than it was written in."""
        filing = self._mailbox_filing(entry.message_id)
        ticket = self.sudo()
        before = ticket.last_message_date
        if (
            entry.message_type not in SPOKEN
            or entry._mailbox_is_inside()
            or (filing and filing.row.kind in UNSPOKEN)
            or (before and entry.date < before)
        ):
            return
        ticket.update(self._mailbox_last_values(entry, is_first=not before))


class HelpdeskTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    todo_ticket_count_waiting = fields.Integer(
        string="Tickets waiting for us",
        compute="_compute_todo_ticket_count_waiting",
        groups=HELPDESK_OWN,
    )

    @api.depends("ticket_ids.waiting_for")
    def _compute_todo_ticket_count_waiting(self):
        counts = dict(
            self.env["helpdesk.ticket"]._read_group(
                [("team_id", "in", self.ids), ("waiting_for", "=", US)],
                ["team_id"],
                ["__count"],
            )
        )
        for team in self:
            team.todo_ticket_count_waiting = counts.get(team, 0)
