"""Values that a new ticket would have, as people read them in Try a Message."""

from odoo import models
from odoo.tools import format_date, format_datetime

from ..models.names import TICKET_MODEL

# Characters that are shown of a text that a rule found.
MOST_SHOWN = 200


class FetchmailTryMessage(models.TransientModel):
    _inherit = "fetchmail.try.message"

    def _value_lines(self, env, trial):
        """The values of a new ticket, a line each, as people read them: in the end,
        with what rules take from the mail."""
        if trial.values is None:
            return False
        taken = {one.field: one for one in trial.found if one.value is not None}
        given = {"name": trial.mail.inbound.subject, **trial.values}
        given |= {name: one.value for name, one in taken.items()}
        ticket = env[TICKET_MODEL].new(given)
        labels = ticket.fields_get(list(given), ["string", "selection"])
        lines = []
        for name, label in labels.items():
            if name in taken:
                shown = self._shown_value(env, taken[name])[:MOST_SHOWN]
                lines.append(f"{label['string']}: {shown}")
                continue
            value = ticket[name]
            if isinstance(value, models.BaseModel):
                value = ", ".join(value.sudo().mapped("display_name"))
            value = dict(label.get("selection", ())).get(value, value)
            if given[name] and value:
                lines.append(f"{label['string']}: {value}")
        return "\n".join(lines)

    def _found_line(self, row, found):
        """What a rule found (`FoundValue`), and where it goes, as people read it."""
        if found.value is None:
            return row._unfit_value(found)
        return self.env._(
            "By the rule “%(rule)s”, %(group)s “%(text)s” goes into %(field)s: "
            "%(value)s",
            rule=found.rule,
            group=found.group,
            text=found.text[:MOST_SHOWN],
            field=found.label,
            value=self._shown_value(row.env, found)[:MOST_SHOWN],
        )

    def _shown_value(self, env, found):
        """The value of a field as people read it (str)."""
        ticket = env[TICKET_MODEL].new({found.field: found.value})
        field, value = ticket._fields[found.field], ticket[found.field]
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "datetime":
            return format_datetime(self.env, value)
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type in ("integer", "float", "monetary"):
            return str(value)  # nought is one, too
        shown = field.convert_to_display_name(value, ticket)
        if field.type == "selection":
            shown = dict(field._description_selection(self.env)).get(value)
        return str(shown or "")
