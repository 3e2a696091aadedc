"""Fields of tickets that a rule may fill with what it finds in a mail."""

from zoneinfo import ZoneInfo

from odoo import api, models
from odoo.fields import Domain

from ...tools.policy import choose, read_value
from ..names import MODULE
from ..values import naive

# Type of a field -> how a text is read for it (`read_value`); others by name.
READ_AS = {
    "char": "char",
    "text": "text",
    "integer": "integer",
    "float": "float",
    "monetary": "float",
    "date": "date",
    "datetime": "datetime",
    "boolean": "boolean",
}
BY_NAME = ("selection", "many2one")
# Characters of the name of a record; a longer text names none.
MAX_NAME = 200
# Who may read or write a ticket, where it is, since when, and what is sent for it, is
# nothing that the writer of a mail decides.
WITHHELD = frozenset(
    """
    number user_id team_id stage_id company_id partner_id partner_name partner_email
    email_cc active duplicate_id color sequence kanban_state access_token
    assigned_date closed_date last_stage_update
    """.split()
)
WITHHELD_MODELS = (
    "base.",
    "bus.",
    "fetchmail.",
    "helpdesk.ticket.stage",
    "helpdesk.ticket.team",
    "ir.",
    "mail.",
    "res.",
)
# Lists of Odoo's own that give nobody a right.
OPEN_MODELS = frozenset(
    ("res.country", "res.country.group", "res.country.state", "res.currency")
)
WITHHELD_PREFIXES = ("access_", "activity_", "create_", "message_", "rating_", "write_")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def _mailbox_fillable_fields(self):
        """The fields that rules may fill, by name (dict), those of other add-ons and
        of administrators among them."""
        return {
            name: field
            for name, field in self._fields.items()
            if self._mailbox_is_fillable(name, field)
        }

    @api.model
    def _mailbox_is_fillable(self, name, field):
        """Whether `field` holds a plain value that people write (bool)."""
        return (
            (field.type in READ_AS or field.type in BY_NAME)
            and field.store
            and not (field.readonly or field.related or field.groups)
            and field._module != MODULE
            and name not in WITHHELD
            and not name.startswith(WITHHELD_PREFIXES)
            and self._mailbox_is_open_model(field.comodel_name or "")
        )

    @api.model
    def _mailbox_is_open_model(self, model):
        """Whether the writer of a mail may choose among the records of `model`; "" is
        none."""
        if model in OPEN_MODELS:
            return True
        return model != self._name and not model.startswith(WITHHELD_MODELS)

    @api.model
    def _mailbox_fillable_choices(self):
        """The fields that rules may fill, with their labels in the user's language
        (list of pairs), in the order of the labels."""
        names = list(self._mailbox_fillable_fields())
        labels = self.fields_get(names, ["string"])
        return sorted(
            ((name, label["string"]) for name, label in labels.items()),
            key=lambda choice: (choice[1].casefold(), choice[0]),
        )

    @api.model
    def _mailbox_field_value(self, name, text, company):
        """What `text` is worth to the field `name`, as `write` takes it; None where it
        does not fit. Records are those of `company`, where that is given."""
        field = self._mailbox_fillable_fields().get(name)
        if field is None:
            return None
        if field.type == "selection":
            return choose(text, self._mailbox_selection(field))
        if field.type == "many2one":
            return self._mailbox_record_named(field.comodel_name, text, company)
        value = read_value(READ_AS[field.type], text)
        if field.type == "datetime":
            return value and naive(self._mailbox_in_zone(value, company))
        # Odoo would cut it.
        longest = field.size if field.type == "char" else None
        return None if longest and value and len(value) > longest else value

    @api.model
    def _mailbox_selection(self, field):
        """Key of each choice -> its names in all languages that are installed."""
        names = {}
        for code, _language in self.env["res.lang"].get_installed():
            env = self.with_context(lang=code).env
            for key, name in field._description_selection(env):
                names.setdefault(key, []).append(name)
        return names

    @api.model
    def _mailbox_in_zone(self, moment, company):
        """A time that a mail tells, in the zone of `company` where it tells none."""
        if moment.tzinfo:
            return moment
        zone = (company or self.env.company).sudo().partner_id.tz or "UTC"
        return moment.replace(tzinfo=ZoneInfo(zone))

    @api.model
    def _mailbox_record_named(self, model, text, company):
        """The id of the one record of `model` that is called `text`, in any language
        that is installed, or None."""
        domain = Domain.TRUE
        if company and "company_id" in self.env[model]._fields:
            domain = Domain("company_id", "in", (False, company.id))
        name = " ".join(text.split())
        if len(name) > MAX_NAME:
            return None
        codes = [code for code, _name in self.env["res.lang"].get_installed()]
        for operator, wanted in (("=", name), ("=ilike", _literal(name))):
            found = set()
            for code in codes:
                records = self.env[model].with_context(lang=code)
                named = records.name_search(wanted, domain, operator, limit=2)
                found.update(record_id for record_id, _label in named)
            if len(found) == 1:
                return found.pop()
        return None


def _literal(text):
    """A text in which nothing stands for other characters to `=ilike`."""
    for special in "\\%_":
        text = text.replace(special, f"\\{special}")
    return text
