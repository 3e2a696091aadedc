"""Fields of tickets that a rule may fill with what it finds in a mail."""

from odoo import api, models
from odoo.fields import Domain

from ...tools.policy import choose, read_value
from ..names import MODULE

# Type of a field -> how a text is read for it (`read_value`); others by name.
READ_AS = {
    "char": "char",
    "text": "text",
    "integer": "integer",
    "float": "float",
    "monetary": "float",
    "date": "date",
}
BY_NAME = ("selection", "many2one")
# Characters of the name of a record.
MAX_NAME = 200
# Who may read or write a ticket, where it is, and what is sent for it, is nothing that
# the writer of a mail decides.
WITHHELD = frozenset(
    """
    number user_id team_id stage_id company_id partner_id partner_name partner_email
    email_cc active duplicate_id color sequence kanban_state access_token
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
            and not f"{field.comodel_name or ''}".startswith(WITHHELD_MODELS)
            and field.comodel_name != self._name
        )

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
    def _mailbox_record_named(self, model, text, company):
        """The id of the one record of `model` that is called `text`, or None."""
        records = self.env[model]
        domain = Domain.TRUE
        if company and "company_id" in records._fields:
            domain = Domain("company_id", "in", (False, company.id))
        name = " ".join(text.split())[:MAX_NAME]
        for operator, wanted in (("=", name), ("=ilike", _literal(name))):
            found = records.name_search(wanted, domain, operator, limit=2)
            if len(found) == 1:
                return found[0][0]
        return None


def _literal(text):
    """A text in which nothing stands for other characters to `=ilike`."""
    for special in "\\%_":
        text = text.replace(special, f"\\{special}")
    return text
