"""Who changed which setting of a mailbox, when, from what to what.

`mail.thread` cannot be inherited (see activity.py), so changes have rows of their own.
They keep names of fields and values, which are told in their reader's language.
"""

from textwrap import shorten

from odoo import api, fields, models
from odoo.tools import format_date, format_datetime

from ..groups import ADMINISTRATOR

MOST_SHOWN = 100  # characters of a value
# What people change without changing how the mailbox works, and what only follows.
NO_SETTINGS = frozenset(
    """
    activity_ids color priority server_type is_ssl object_id oauth_code case_mailbox
    """.split()
)
KEEPS_OTHERS = ("serialized", "json", "properties")
# Readonly on the form, and changed by buttons.
BY_BUTTON = frozenset({"state"})
CONNECTION = {"done": "connected", "draft": "not_connected"}


class FetchmailMailboxChange(models.Model):
    _name = "fetchmail.mailbox.change"
    _description = "Change of a Mailbox"
    _order = "id desc"

    server_id = fields.Many2one(
        "fetchmail.server",
        string="Mailbox",
        required=True,
        index=True,
        ondelete="cascade",
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", string="By", ondelete="set null")
    field = fields.Char(help="Empty for the creation of the mailbox.")
    before_after = fields.Json(
        groups=ADMINISTRATOR,
        help="The value before and after; nothing where it is not kept.",
    )
    setting = fields.Char(compute="_compute_shown")
    shown_before = fields.Char(string="Before", compute="_compute_shown")
    shown_after = fields.Char(string="After", compute="_compute_shown")

    @api.depends("field", "before_after")
    @api.depends_context("lang", "tz", "uid")
    def _compute_shown(self):
        Mailbox = self.env["fetchmail.server"]
        for change in self:
            field = Mailbox._fields.get(change.field)
            change.setting = change._setting_label(field)
            change.shown_before = change.shown_after = False
            if not field:
                continue
            values = change.sudo().before_after
            if not values or not Mailbox._has_field_access(field, "read"):
                change.shown_after = self.env._("Changed")
                continue
            change.shown_before, change.shown_after = (
                change._shown_value(field, value) for value in values
            )

    def _setting_label(self, field):
        if not self.field:
            return self.env._("Mailbox created")
        if self.field == "state":
            field = self.server_id._fields["connection_status"]
        return field._description_string(self.env) if field else self.field

    def _shown_value(self, field, value):
        """A stored value as people read it (str)."""
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type in ("integer", "float"):
            return str(value)
        if not value:
            return self.env._("None")
        if field.type == "selection":
            return self._shown_choice(field, value)
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "datetime":
            return format_datetime(self.env, value)
        text = ", ".join(value) if isinstance(value, list) else str(value)
        return shorten(text, MOST_SHOWN, placeholder="…")

    def _shown_choice(self, field, value):
        if field.name == "state":
            field, value = self.server_id._fields["connection_state"], CONNECTION[value]
        return dict(field._description_selection(self.env)).get(value, value)

    @api.autovacuum
    def _forget_old_changes(self):
        return self.env["fetchmail.server"]._forget_log(self, "date")


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    change_ids = fields.One2many(
        "fetchmail.mailbox.change", "server_id", string="Changes", readonly=True
    )

    def _log_created(self):
        """Note who made these mailboxes."""
        changes = self.env["fetchmail.mailbox.change"].sudo()
        changes.create([self._change_values(mailbox) for mailbox in self])

    def _settings_now(self, names):
        """Mailbox -> field -> value in JSON, of the settings among `names`."""
        settings = [field for field in map(self._fields.get, names) if _is_set(field)]
        return {
            mailbox: {
                field.name: _stored(field, mailbox.sudo()[field.name])
                for field in settings
            }
            for mailbox in self
        }

    def _log_changes(self, before):
        """Note what differs from `before` (of `_settings_now`)."""
        rows = []
        for mailbox, values in before.items():
            now = mailbox._settings_now(values)[mailbox]
            for name, value in values.items():
                if value != now[name]:
                    both = [value, now[name]]
                    rows.append(self._change_values(mailbox, name, both))
                elif self._fields[name].type == "one2many":
                    # They are the same ones, and something in them is another.
                    rows.append(self._change_values(mailbox, name))
        self.env["fetchmail.mailbox.change"].sudo().create(rows)

    @api.model
    def _change_values(self, mailbox, name=False, before_after=None):
        is_told = name and _is_told(self._fields[name])
        return {
            "server_id": mailbox.id,
            "user_id": self.env.uid,
            "field": name,
            "before_after": is_told and before_after,
        }


def _is_set(field):
    """Whether a field (or None) is a setting that people change: not where an add-on
    keeps what is entered, as OCA's mail_environment does, secrets among it."""
    return bool(field) and (
        field.name in BY_BUTTON
        or not (
            field.readonly
            or getattr(field, "sparse", None)  # of base_sparse_field
            or field.type in KEEPS_OTHERS
            or field.name in NO_SETTINGS
        )
    )


def _is_told(field):
    """Whether values of a field are kept: not those of secrets, which nobody may
    export either, nor of a certificate, which says nothing to people."""
    return field.exportable and field.name != "certificate_authority"


def _stored(field, value):
    """A value in JSON; of records, their names."""
    if isinstance(value, models.BaseModel):
        return value.mapped("display_name")
    if field.type in ("date", "datetime"):
        return field.to_string(value) if value else False
    return value
