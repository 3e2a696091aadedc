"""An address or a domain that stands for senders, in the form in which it is
compared."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.policy import read_pattern

_SHOWN = 80  # characters of what was entered


class FetchmailAddressPattern(models.AbstractModel):
    """What is known by an address or a domain: listed senders, and websites' forms."""

    _name = "fetchmail.address.pattern"
    _description = "Address or Domain"
    _order = "pattern, id"
    _rec_name = "pattern"

    pattern = fields.Char(string="Address or Domain", required=True)

    @api.onchange("pattern")
    def _onchange_pattern(self):
        self.pattern = read_pattern(self.pattern or "") or self.pattern

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._as_compared(vals) for vals in vals_list])

    def write(self, vals):
        done = super().write(self._as_compared(vals))
        # Of the new mailbox or company; Odoo asked of the old one.
        self.check_access("write")
        return done

    @api.model
    def _as_compared(self, vals):
        """`vals` with the pattern as it is compared; else ValidationError."""
        if "pattern" not in vals:
            return vals
        pattern = read_pattern(vals["pattern"] or "")
        if not pattern:
            raise ValidationError(
                self.env._(
                    "“%(given)s” is neither an address, such as anna@example.com, nor "
                    "a domain, such as example.com.",
                    given=(vals["pattern"] or "")[:_SHOWN],
                )
            )
        return {**vals, "pattern": pattern}
