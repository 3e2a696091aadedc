"""Merges that another add-on makes, such as OCA's helpdesk_mgmt_merge: it moves the
entries of a ticket to another one and archives the ticket, without a word of where they
are. Answers are to follow them as they follow a merge of ours."""

from odoo import api, models

from .inside import INSIDE
from .moves import QUIET

# The wizard of OCA's helpdesk_mgmt_merge.
OTHER_MERGE = "helpdesk.ticket.merge"
OWN_MERGE = "fetchmail.ticket.merge"


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _moved_by_others(self, vals):
        """Where `vals` put entries of other tickets: that ticket, and the entries by
        the id of the ticket that they were in; our own moves say so themselves."""
        Ticket = self.env["helpdesk.ticket"].sudo()
        target = Ticket.browse(vals.get("res_id") or ())
        is_ticket = vals.get("model", Ticket._name) == Ticket._name
        if not target or not is_ticket or "moved_from_ticket_id" in vals:
            return Ticket, {}
        moved = self.sudo().filtered_domain(
            [*Ticket._movable_domain_of_any(), ("res_id", "not in", (0, target.id))]
        )
        return target, moved.grouped("res_id")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _note_merged_elsewhere(self):
        """These tickets were archived: one whose entries are all in one other ticket
        was merged into that."""
        for ticket in self.sudo().filtered(lambda each: not each.is_merged):
            ticket._mark_merged_elsewhere()

    def _mark_merged_elsewhere(self):
        Entry = self.env["mail.message"].sudo()
        moved = Entry.search([("moved_from_ticket_id", "=", self.id)])
        targets = {(entry.model, entry.res_id) for entry in moved}
        if len(targets) != 1 or Entry.search_count(self._movable_domain(self.ids), 1):
            return
        ((model, target_id),) = targets
        target = self.browse(target_id).exists() if model == self._name else self
        if target and target != self:
            values = {"duplicate_id": target.id, "is_merged": True}
            self.with_context(**QUIET).write(values)
            target.message_subscribe(self._told_of_answers(target).ids)
            target._log_not_told(self)

    def _register_hook(self):
        """What the other add-on says of a merge is for colleagues (Odoo hook)."""
        super()._register_hook()
        wizard = self.env.registry.get(OTHER_MERGE)
        said = getattr(wizard, "_add_message", None)
        if said and not hasattr(said, "for_colleagues"):
            wizard._add_message = _for_colleagues(said)


class IrActionsActions(models.Model):
    _inherit = "ir.actions.actions"

    @api.model
    def get_bindings(self, model_name):
        """Where another add-on merges tickets, one merge is offered: to administrators
        theirs, to others ours, as Odoo lets only administrators move entries in their
        own name (Odoo hook)."""
        bindings = super().get_bindings(model_name)
        if model_name != "helpdesk.ticket" or OTHER_MERGE not in self.env:
            return bindings
        hidden = OWN_MERGE if self.env.is_system() else OTHER_MERGE
        return {
            kind: [one for one in actions if self._merging_model(one) != hidden]
            for kind, actions in bindings.items()
        }

    def _merging_model(self, bound):
        """The model of the window that a bound action opens (str), if it opens one."""
        actions = self.env["ir.actions.act_window"].sudo().browse(bound["id"])
        return actions.exists().res_model


def _for_colleagues(add_message):
    """OCA's `_add_message(wizard, way, ticket_numbers, ticket)`, which posts an open
    comment: here that would be an answer to the customer."""

    def add_inside(wizard, way, ticket_numbers, ticket):
        ticket = ticket.with_context(**{INSIDE: True})
        return add_message(wizard, way, ticket_numbers, ticket)

    add_inside.for_colleagues = True
    return add_inside
