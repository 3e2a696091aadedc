"""What rules of the mailbox set on a new case, and the case tells their names."""

from odoo import Command, api, fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    mailbox_rule_names = fields.Char(
        string="By Rule",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="The rules of the mailbox that the first message met, in their order.",
    )

    @api.model
    def _mailbox_new_values(self, row, letter, thread, desk):
        values = super()._mailbox_new_values(row, letter, thread, desk)
        outcome = row._rule_outcome(letter, thread, desk)
        if not outcome.names:
            return values
        values |= self._mailbox_rule_values(row, outcome, values, desk)
        values["mailbox_rule_names"] = ", ".join(outcome.names)
        if outcome.tag_ids:
            links = [Command.link(tag) for tag in sorted(outcome.tag_ids)]
            values["tag_ids"] = [*values.get("tag_ids", ()), *links]
        return values

    @api.model
    def _mailbox_rule_values(self, row, outcome, values, desk):
        """The fields that rules set, fitted to each other and to existing mail."""
        chosen = dict(outcome.values)
        team = self.env["helpdesk.ticket.team"].browse(chosen.get("team_id", ()))
        if team and values.get("user_id") not in team.user_ids.ids:
            # The mailbox's own person is of another team.
            chosen.setdefault("user_id", False)
        if row.is_import:
            chosen.pop("stage_id", None)
            stages = team._get_applicable_stages() if team else team.browse()
            closed = stages.filtered("closed")[:1] if stages else stages
            if closed and desk.closed_stage_id not in stages.ids:
                chosen["stage_id"] = closed.id
        return chosen
