"""What is said of received messages: stored as codes, read in the reader's language."""

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.reasons import read_reasons, stored_code, stored_reasons
from ..told_reasons import codes_saying, stored_lines, stored_text

# Field -> how the reasons in the field of the same name with "_codes" are shown.
SAID = {
    "reason": stored_text,
    "thread_reason": stored_text,
    "held_reason": stored_text,
    "rule_trouble": stored_text,
    "error": stored_text,
    "hits": stored_lines,
}


def said(name, field, **options):
    """A field that says what `name`_codes holds. What is written to it is kept as it
    is, in the language that it is in."""
    return field(
        compute="_compute_said",
        inverse=lambda rows: rows._inverse_said(name),
        search=lambda rows, operator, value: rows._search_said(name, operator, value),
        **options,
    )


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    reason_codes = fields.Text(readonly=True)
    reason = said(
        "reason",
        fields.Char,
        help="Why the message is of this kind, or was held or ignored.",
    )
    thread_reason_codes = fields.Text(readonly=True)
    thread_reason = said(
        "thread_reason",
        fields.Char,
        string="Filed Because",
        help="Why it went to this ticket.",
    )
    held_reason_codes = fields.Text(readonly=True)
    held_reason = said(
        "held_reason",
        fields.Char,
        string="Was Held Because",
        help="Why the message was held, until a person or its sender decided.",
    )

    rule_trouble_codes = fields.Text(readonly=True)
    rule_trouble = said(
        "rule_trouble",
        fields.Char,
        string="Rules Left Out",
        help="Rules that could not be tried with this message, and why.",
    )

    error_codes = fields.Text(readonly=True)
    error = said("error", fields.Text)

    hits_codes = fields.Text(readonly=True)
    hits = said(
        "hits",
        fields.Text,
        string="All Signs",
        help="What each rule saw that matched, one a line. The first one decides.",
    )

    @api.depends(*(f"{name}_codes" for name in SAID))
    @api.depends_context("lang", "tz")
    def _compute_said(self):
        for row in self:
            for name, shown in SAID.items():
                row[name] = shown(self.env, row[f"{name}_codes"]) or False

    def _inverse_said(self, name):
        for row in self:
            row[f"{name}_codes"] = row[name]

    def _search_said(self, name, operator, value):
        """By the words of sentences in the reader's language, and by their values."""
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        column = f"{name}_codes"
        found = Domain(column, operator, value)
        if operator != "ilike" or not value:
            return found
        codes = map(stored_code, codes_saying(self.env, value))
        return found | Domain.OR(Domain(column, "like", code) for code in codes)

    def _add_reason(self, reason):
        """Say one thing more (`Reason`) of why these rows are where they are."""
        for row in self:
            known = read_reasons(row.reason_codes)
            row.reason_codes = stored_reasons(*known, reason)
