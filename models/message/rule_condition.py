"""Conditions of a mailbox's rules, each a line that reads as a sentence."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.policy import (
    MAX_PATTERN_DEPTH,
    MAX_PATTERN_LENGTH,
    MAX_REPEATS,
    TOO_DEEP,
    TOO_LONG,
    TOO_MANY_REPEATS,
    Condition,
    check_pattern,
    pattern_excess,
)


class FetchmailRuleCondition(models.Model):
    _name = "fetchmail.rule.condition"
    _description = "Condition of an Email Rule"
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

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_nul(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_nul(vals)
        done = super().write(vals)
        self.check_access("write")  # of the new rule; Odoo asked of the old one
        return done

    def _problem(self):
        """What is wrong with this line, in a sentence; None where it is sound."""
        if (self.part == "size") != (self.operator == "larger"):
            return self.env._("“Is larger than” goes with the size, and only with it.")
        if self.part == "kind" and self.operator != "equals":
            return self.env._("A kind is compared by “is”.")
        if self.part == "header" and not (self.header or "").strip():
            return self.env._("Enter the name of the header field.")
        if not self._wanted():
            return self.env._("Enter what the condition looks for.")
        if self.part == "size" and not _is_size(self.value):
            return self.env._("The size is a whole number of KiB, such as 500.")
        return self._pattern_problem() if self.operator == "pattern" else None

    def _pattern_problem(self):
        """What is wrong with the pattern, in a sentence; None where it is sound."""
        excess = pattern_excess(self.value)
        if excess == TOO_LONG:
            return self.env._(
                "A pattern has %(most)s characters at most.", most=MAX_PATTERN_LENGTH
            )
        if excess == TOO_DEEP:
            return self.env._(
                "A pattern has groups nested %(most)s deep at most.",
                most=MAX_PATTERN_DEPTH,
            )
        if excess == TOO_MANY_REPEATS:
            return self.env._(
                "Counted repeats of a pattern, such as {1,50}, may come to %(most)s in "
                "all, those inside each other multiplied.",
                most=MAX_REPEATS,
            )
        wrong = check_pattern(self.value)
        if wrong:
            return self.env._(
                "“%(pattern)s” is no regular expression: %(wrong)s.",
                pattern=self.value,
                wrong=wrong,
            )
        return None

    def _refuse_nul(self, vals):
        """Raise ValidationError for a character that the database cannot keep."""
        if any("\0" in (vals.get(name) or "") for name in ("value", "header")):
            raise ValidationError(
                self.env._("A condition cannot hold the character NUL.")
            )

    def _wanted(self):
        """What the part is compared with (str)."""
        return (self.kind if self.part == "kind" else self.value) or ""

    def _pure(self):
        return Condition(
            self.part, self.operator, self._wanted(), (self.header or "").strip()
        )

    def _sentence(self):
        """Such as: Subject contains “invoice”."""
        parts = dict(self._fields["part"]._description_selection(self.env))
        operators = dict(self._fields["operator"]._description_selection(self.env))
        what = self.header if self.part == "header" else parts[self.part]
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        wanted = kinds.get(self.kind) if self.part == "kind" else self.value
        return f"{what} {operators[self.operator]} “{wanted or ''}”"


def _is_size(text):
    return text.strip().isascii() and text.strip().isdecimal() and len(text) < 10
