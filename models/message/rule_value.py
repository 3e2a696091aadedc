"""A value that a rule takes from a mail into a field of the ticket."""

from dataclasses import dataclass

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.policy import group_names


@dataclass(frozen=True)
class FoundValue:
    """What a rule found in a mail for a field of the ticket.

    `rule`, `group`, `field`, `label`: names of the rule, of the pattern's group, of the
    field, and the field's label. `text` was found; `value` is as `write` takes it, None
    where the text does not fit, or the field is gone.
    """

    rule: str
    group: str
    field: str
    label: str
    text: str
    value: object


class FetchmailRuleValue(models.Model):
    _name = "fetchmail.rule.value"
    _description = "Value that an Email Rule Takes"
    _order = "id"

    rule_id = fields.Many2one(
        "fetchmail.rule", required=True, index=True, ondelete="cascade"
    )
    group = fields.Char(
        string="Name in the Pattern",
        required=True,
        help="A condition that matches a pattern may give a part of it a name: in "
        r"“Order (?P<order>\d+)” the digits are called order.",
    )
    field_name = fields.Selection(
        lambda self: self.env["helpdesk.ticket"]._mailbox_fillable_choices(),
        string="Goes into the Field",
        required=True,
        help="The field of the new ticket. Who works on it, its team, stage, company "
        "and contact are nothing that the writer of a message decides.",
    )

    @api.constrains("field_name")
    def _check_field(self):
        """Odoo only offers the choices, and takes others by RPC."""
        names = dict(self.env["helpdesk.ticket"]._mailbox_fillable_choices())
        for line in self:
            if line.field_name not in names:
                raise ValidationError(
                    self.env._(
                        "A rule cannot fill the field “%(field)s” of a ticket.",
                        field=line.field_name,
                    )
                )

    def write(self, vals):
        done = super().write(vals)
        self.check_access("write")  # of the new rule; Odoo asked of the old one
        return done

    def _sentence(self):
        """Such as: order → Serial Number."""
        labels = dict(self._fields["field_name"]._description_selection(self.env))
        return f"{self.group} → {labels.get(self.field_name, self.field_name)}"


class FetchmailRule(models.Model):
    _inherit = "fetchmail.rule"

    value_ids = fields.One2many(
        "fetchmail.rule.value", "rule_id", string="Values from the Mail", copy=True
    )

    @api.constrains("value_ids", "condition_ids")
    def _check_values(self):
        for rule in self:
            known = rule._group_names()
            for line in rule.value_ids:
                if line.group.strip() not in known:
                    raise ValidationError(rule._unknown_group_sentence(line, known))
            names = rule.value_ids.mapped("field_name")
            if len(set(names)) < len(names):
                raise ValidationError(
                    self.env._(
                        "Two values of the rule “%(rule)s” go into the same field.",
                        rule=rule.name,
                    )
                )

    def _group_names(self):
        """The names that the patterns of this rule give to parts of a text (list)."""
        patterns = self.condition_ids.filtered(lambda line: line.operator == "pattern")
        return [name for line in patterns for name in group_names(line.value)]

    def _unknown_group_sentence(self, line, known):
        if known:
            return self.env._(
                "No pattern of the rule “%(rule)s” has a part that is called "
                "“%(group)s”, only: %(known)s.",
                rule=self.name,
                group=line.group,
                known=", ".join(known),
            )
        return self.env._(
            "The rule “%(rule)s” takes the value “%(group)s”, but no pattern of it "
            r"names a part, as in “Order (?P<order>\d+)”.",
            rule=self.name,
            group=line.group,
        )

    def _taken_groups(self):
        """Names of groups, each with the name and label of the field that it goes into
        (tuple of triples); a field that is gone has its name for a label."""
        labels = dict(self.env["helpdesk.ticket"]._mailbox_fillable_choices())
        return tuple(
            (
                line.group.strip(),
                line.field_name,
                labels.get(line.field_name, line.field_name),
            )
            for line in self.value_ids
        )

    def _found_values(self, taken, found, company):
        """What the groups `found` (name -> text) are worth to the fields of `taken`
        (tuple of `FoundValue`)."""
        ticket = self.env["helpdesk.ticket"]
        return tuple(
            FoundValue(
                rule=self.name,
                group=group,
                field=name,
                label=label,
                text=found[group],
                value=ticket._mailbox_field_value(name, found[group], company),
            )
            for group, name, label in taken
            if group in found
        )
