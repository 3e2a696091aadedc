"""The windows in which a person corrects where messages are."""

from odoo import Command, api, fields, models
from odoo.tools.misc import clean_context

from ..models.values import author_name

# Entries that the window offers, and characters of each.
MOST_OFFERED = 200
FIRST_WORDS = 100


class FetchmailTicketMove(models.TransientModel):
    _name = "fetchmail.ticket.move"
    _description = "Move Messages of a Ticket"

    source_id = fields.Many2one("helpdesk.ticket", required=True, readonly=True)
    company_id = fields.Many2one(related="source_id.company_id")
    line_ids = fields.One2many("fetchmail.ticket.move.line", "move_id", "Messages")
    mode = fields.Selection(
        [("move", "Move to another ticket"), ("split", "Split into a new ticket")],
        default="move",
        required=True,
        string="Do",
    )
    target_id = fields.Many2one(
        "helpdesk.ticket",
        string="To Ticket",
        domain="[('id', '!=', source_id), ('company_id', '=', company_id)]",
    )
    title = fields.Char(
        compute="_compute_title",
        store=True,
        readonly=False,
        help="The title of the new ticket.",
    )

    @api.model
    def default_get(self, fields):
        """Offer the ticket's messages, with those checked that the window was opened
        for (Odoo hook)."""
        values = super().default_get(fields)
        source = self.env["helpdesk.ticket"].browse(values.get("source_id") or ())
        if source and "line_ids" in fields:
            chosen = self.env.context.get("default_message_ids") or []
            values["line_ids"] = [
                Command.create({"entry_id": entry.id, "is_chosen": entry.id in chosen})
                for entry in self._offered(source, chosen)
            ]
        return values

    @api.model
    def _offered(self, source, chosen):
        """The newest history entries of a ticket that can be moved, and the chosen."""
        entries = self.env["mail.message"]
        domain, order = source._movable_domain(source.ids), "date desc, id desc"
        newest = entries.search(domain, order=order, limit=MOST_OFFERED)
        asked = entries.search([*domain, ("id", "in", chosen)], order=order)
        return newest | asked

    def _chosen_entries(self):
        return self.line_ids.filtered("is_chosen").entry_id

    @api.depends("line_ids.is_chosen", "mode")
    def _compute_title(self):
        for move in self:
            subjects = move._chosen_entries().sorted("date").mapped("subject")
            title = next(filter(None, subjects), move.source_id.name)
            move.title = move.title or title

    def action_confirm(self):
        """Move the messages, and open the ticket that they are in now."""
        self.ensure_one()
        # A ticket has `message_ids`, too: the wizard's defaults are not for a ticket.
        self = self.with_env(self.env(context=clean_context(self.env.context)))
        source, entries = self.source_id, self._chosen_entries()
        if self.mode == "split":
            target = source._split_entries(entries, self.title)
        else:
            target = self.target_id
            source._move_entries(entries, target)
        return target.get_formview_action()


class FetchmailTicketMoveLine(models.TransientModel):
    _name = "fetchmail.ticket.move.line"
    _description = "Message That Can Be Moved"

    move_id = fields.Many2one("fetchmail.ticket.move", ondelete="cascade")
    entry_id = fields.Many2one("mail.message", required=True)
    is_chosen = fields.Boolean("Chosen")
    date = fields.Datetime(related="entry_id.date")
    author = fields.Char(compute="_compute_author")
    first_words = fields.Char("Text", compute="_compute_first_words")

    @api.depends("entry_id")
    def _compute_author(self):
        for line in self:
            line.author = author_name(line.entry_id)

    @api.depends("entry_id")
    def _compute_first_words(self):
        for line in self:
            words = line.entry_id.preview or line.entry_id.subject or ""
            is_long = len(words) > FIRST_WORDS
            line.first_words = f"{words[:FIRST_WORDS].rstrip()} …" if is_long else words


class FetchmailTicketMerge(models.TransientModel):
    _name = "fetchmail.ticket.merge"
    _description = "Merge Tickets"

    ticket_ids = fields.Many2many(
        "helpdesk.ticket",
        string="Tickets",
        required=True,
        readonly=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    target_id = fields.Many2one(
        "helpdesk.ticket",
        string="Merge Into",
        required=True,
        domain="[('duplicate_id', '=', False)]",
    )

    def action_confirm(self):
        """Merge the tickets, and open the one that is left."""
        self.ensure_one()
        self.ticket_ids._merge_into(self.target_id)
        return self.target_id.get_formview_action()
