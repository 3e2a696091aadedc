"""The default values of a team's alias count for tickets of its mailboxes, too."""

import logging
from ast import literal_eval

from odoo import Command, api, models

from ..names import MODULE

_logger = logging.getLogger(__name__)

# What the mail, its mailbox and the rules say of a ticket.
SAID_BY_MAIL = frozenset(
    """
    number name description partner_id partner_name partner_email email_cc team_id
    company_id channel_id active duplicate_id access_token assigned_date closed_date
    last_stage_update
    """.split()
)
SAID_PREFIXES = ("access_", "create_", "message_", "rating_", "write_")
PLAIN = frozenset(
    "char text html integer float monetary date datetime boolean selection".split()
)


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def _mailbox_with_team_defaults(self, values, row, batch):
        """Values of a new ticket with the default values of its team's alias, where
        neither mailbox nor rules say anything (dict)."""
        key = values.get("team_id"), values.get("company_id")
        if key not in batch.memo.team_defaults:
            batch.memo.team_defaults[key] = self._mailbox_team_defaults(*key)
        defaults = dict(batch.memo.team_defaults[key])
        if row._is_filed_closed():
            defaults.pop("stage_id", None)
        tags = [*defaults.get("tag_ids", ()), *values.get("tag_ids", ())]
        if tags:
            values = {**values, "tag_ids": tags}
        said = {
            name: value
            for name, value in values.items()
            if value or name not in defaults
        }
        return {**defaults, **said}

    @api.model
    def _mailbox_team_defaults(self, team_id, company_id):
        """The default values of a team's alias that a ticket of it can have (dict)."""
        team = self.env["helpdesk.ticket.team"].sudo().browse(team_id or ())
        company = team.company_id or self.env["res.company"].browse(company_id or ())
        try:
            # As Odoo's gateway reads them; it has checked that it can.
            given = dict(literal_eval(team.alias_id.alias_defaults or "{}"))
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            given = {}
        fitting = {}
        for name, value in given.items():
            found = self._mailbox_fitting_default(name, value, company)
            if found is not None:
                fitting[name] = found
            elif name not in SAID_BY_MAIL:
                _logger.info("Alias of team %d: %r cannot be a default", team.id, name)
        return fitting

    @api.model
    def _mailbox_fitting_default(self, name, value, company):
        """A default value as `create` takes it; None where the field does not take it,
        or has none by an alias."""
        field = self._fields.get(name)
        if field is None or not self._mailbox_has_default(name, field):
            return None
        if field.type == "many2many":
            ids = _linked_ids(value)
            records = self._mailbox_usable(field, ids, company)
            return None if ids is None else [Command.link(one.id) for one in records]
        if field.type == "many2one":
            ids = [value] if isinstance(value, int) else None
            return self._mailbox_usable(field, ids, company).id or None
        try:
            field.convert_to_cache(value, self.new())
        except (ValueError, TypeError, AttributeError):
            return None
        return value

    @api.model
    def _mailbox_has_default(self, name, field):
        """Whether an alias may give a default for `field` (bool)."""
        return (
            (field.type in PLAIN or field.type in ("many2one", "many2many"))
            and field.store
            and not (field.readonly or field.related)
            and field._module != MODULE
            and name not in SAID_BY_MAIL
            and not name.startswith(SAID_PREFIXES)
        )

    @api.model
    def _mailbox_usable(self, field, ids, company):
        """Those records with `ids` (list or None) that are there, and of `company`
        where they are of one."""
        model = self.env[field.comodel_name].sudo()
        records = model.browse(ids or ()).exists()
        name = "company_ids" if "company_ids" in model._fields else "company_id"
        if not company or name not in model._fields:
            return records
        return records.filtered(lambda one: not one[name] or company in one[name])


def _linked_ids(value):
    """The ids that commands of a many2many link, or that are listed; None where it
    says something else."""
    ids = []
    for one in value if isinstance(value, (list, tuple)) else (None,):
        if isinstance(one, int):
            ids.append(one)
            continue
        code, *rest = one if isinstance(one, (list, tuple)) and one else (None,)
        if code == Command.LINK and rest:
            ids.append(rest[0])
        elif (
            code == Command.SET
            and len(rest) == 2
            and isinstance(rest[1], (list, tuple))
        ):
            ids += rest[1]
        else:
            return None
    return ids if all(isinstance(one, int) for one in ids) else None
