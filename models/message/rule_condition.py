"""Conditions of a mailbox's rules, each a line that reads as a sentence."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.policy import Condition, check_pattern


class FetchmailRuleCondition(models.Model):
    _name = "fetchmail.rule.condition"
    _description = "Condition of a Mailbox Rule"
    _order = "id"

    rule_id = fields.Many2one(
        "fetchmail.rule", required=True, index=True, ondelete="cascade"
    )
    part = fields.Selection(
        [
            ("from", "From"),
            ("to", "To"),
            ("cc", "Cc"),
            ("subject", "Subject"),
            ("body", "Text"),
            ("header", "Header field"),
            ("kind", "Kind"),
            ("size", "Size (KiB)"),
        ],
        string="What",
        default="subject",
        required=True,
    )
    header = fields.Char(
        string="Header Name", help="Name of the header field, such as X-Spam-Flag."
    )
    operator = fields.Selection(
        [
            ("contains", "contains"),
            ("equals", "is"),
            ("pattern", "matches the pattern"),
            ("larger", "is larger than"),
        ],
        string="How",
        default="contains",
        required=True,
        help="Capital and small letters are the same. A pattern is a regular "
        "expression; where one takes too long, a rule that holds or ignores makes the "
        "message wait for a person, and any other rule is left out.",
    )
    value = fields.Char()
    kind = fields.Selection(lambda self: self.env["fetchmail.message"]._kinds())
    sentence = fields.Char(compute="_compute_sentence")

    @api.depends("part", "header", "operator", "value", "kind")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for line in self:
            line.sentence = line._sentence()

    @api.onchange("part")
    def _onchange_part(self):
        if self.part == "size":
            self.operator = "larger"
        elif self.part == "kind":
            self.operator = "equals"
        elif self.operator == "larger":
            self.operator = "contains"

    @api.constrains("part", "header", "operator", "value", "kind")
    def _check_condition(self):
        for line in self:
            problem = line._problem()
            if problem:
                raise ValidationError(problem)

    def write(self, vals):
        done = super().write(vals)
        self.check_access("write")  # of the new rule; Odoo asked of the old one
        return done

    def _problem(self):
        """What is wrong with this line, in a sentence; None where it is sound."""
        if (self.part == "size") != (self.operator == "larger"):
            return self.env._("«Is larger than» goes with the size, and only with it.")
        if self.part == "kind" and self.operator != "equals":
            return self.env._("A kind is compared by «is».")
        if self.part == "header" and not (self.header or "").strip():
            return self.env._("Enter the name of the header field.")
        if not self._wanted():
            return self.env._("Enter what the condition looks for.")
        if self.part == "size" and not _is_size(self.value):
            return self.env._("The size is a whole number of KiB, such as 500.")
        wrong = self.operator == "pattern" and check_pattern(self.value)
        if wrong:
            return self.env._(
                "«%(pattern)s» is no regular expression: %(wrong)s.",
                pattern=self.value,
                wrong=wrong,
            )
        return None

    def _wanted(self):
        """What the part is compared with (str)."""
        return (self.kind if self.part == "kind" else self.value) or ""

    def _pure(self):
        return Condition(
            self.part, self.operator, self._wanted(), (self.header or "").strip()
        )

    def _sentence(self):
        """Such as: Subject contains «invoice»."""
        parts = dict(self._fields["part"]._description_selection(self.env))
        operators = dict(self._fields["operator"]._description_selection(self.env))
        what = self.header if self.part == "header" else parts[self.part]
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        wanted = kinds.get(self.kind) if self.part == "kind" else self.value
        return f"{what} {operators[self.operator]} «{wanted or ''}»"


def _is_size(text):
    return text.strip().isascii() and text.strip().isdecimal() and len(text) < 10
