"""What automatic mail repeats of words that a stranger chose."""

import re
from contextlib import contextmanager

from markupsafe import Markup

from odoo import models

from ...tools.policy import greeted_name, harmless

LONGEST_NAME = 40  # characters
# Model -> fields with a stranger's words, and the most characters of them that are
# repeated; a text of many lines is not repeated at all.
WORDS = {
    "helpdesk.ticket": {
        "name": None,
        "partner_name": LONGEST_NAME,
        "first_sender_name": LONGEST_NAME,
        "description": 0,
    },
    "fetchmail.message": {"subject": None, "email_from": LONGEST_NAME},
    "res.partner": {"name": LONGEST_NAME, "complete_name": LONGEST_NAME},
}
# Model -> fields by which people are greeted: a name, or nothing.
GREETED = {
    "helpdesk.ticket": ("partner_name",),
    "res.partner": ("name", "complete_name"),
}
# Key of the context: the mail is to somebody without a name.
NAMELESS = "mailbox_nameless"
_BEFORE_COMMA = re.compile(r"(?<=\w)[ \t]+(?=,)")
RARELY_SHOWN = ("description", "email_from")
# Model -> fields that Odoo works out of those.
COMPUTED = {
    "helpdesk.ticket": ("display_name", "answer_subject"),
    "fetchmail.message": ("display_name",),
    "res.partner": ("display_name",),
}


def strangers_words(ticket, row):
    """What automatic mail may not repeat as it stands: (record, values to repeat in
    place of its own), of a ticket and its contact, or None, and of a received message,
    or none. Of what came by a website's form, nothing, until an agent has answered:
    anybody may have it sent to any address."""
    records = [row]
    if ticket:
        ticket = ticket.sudo()
        records += [ticket, ticket.partner_id, ticket._mailbox_first_row()]
    records = [one.sudo() for one in records if one]
    is_form = any(_is_form(one) for one in records)
    if is_form and not (ticket and ticket._mailbox_is_answered()):
        return [(one, _form_values(one)) for one in records]
    words = [(one, _harmless_values(one)) for one in records]
    return [(record, values) for record, values in words if values]


def _is_form(record):
    """Whether it is a received message of a website's form (bool)."""
    return record._name == "fetchmail.message" and record.is_form


def _form_values(record):
    """Field values of a record (dict) with the mailbox's name in place of a subject,
    and the person's address in place of a name."""
    if record._name == "res.partner":
        return dict.fromkeys(WORDS[record._name], record.email or "")
    if record._name == "fetchmail.message":
        subject, sender = record.server_id.name, record.sender_address
        return {"subject": subject, "email_from": sender}
    return {
        "name": record.mailbox_id.name,
        "partner_name": record.partner_email or "",
        "first_sender_name": "",
        "description": "",
    }


def _harmless_values(record):
    """Field values of a record that differ from its own (dict)."""
    values = {}
    greeted = GREETED.get(record._name, ())
    for name, longest in WORDS[record._name].items():
        text = record[name] or ""
        found = _repeated(text, longest, name in greeted)
        if found != text:
            values[name] = found
    return values


def _repeated(text, longest, is_name):
    """What is repeated of a `text` of at most `longest` characters (None: a line)."""
    if longest == 0:
        return ""
    repeat = greeted_name if is_name else harmless
    return repeat(text, *filter(None, [longest]))


def unfit_name(ticket):
    """What replaces a name by which even a proven sender is not greeted, in the form
    of `strangers_words`: an address, and what has links or tags."""
    ticket = ticket.sudo() if ticket else None
    if not ticket or not ticket.partner_name or greeted_name(ticket.partner_name):
        return []
    return [(ticket, {"partner_name": ""})]


def is_nameless(words):
    """Whether these values (`strangers_words`) leave a ticket's person no name."""
    return any(values.get("partner_name") == "" for _record, values in words)


def are_shown(words, template):
    """Whether it matters to what `template` says if these values (`strangers_words`)
    are repeated; few templates show what is always left out."""
    template = template.sudo()
    shown = f"{template.subject} {template.body_html}"
    names = {name for _record, values in words for name in values}
    return any(name not in RARELY_SHOWN or name in shown for name in names)


@contextmanager
def repeating_only(words):
    """While it lasts, records have other values, whatever a template shows of them:
    (record, values). Only in the cache; nothing is stored."""
    for record, values in words:
        record.flush_recordset()
        record.invalidate_recordset(COMPUTED[record._name], flush=False)
        record._update_cache(values)
    try:
        yield
    finally:
        for record, values in words:
            names = [*values, *COMPUTED[record._name]]
            record.invalidate_recordset(names, flush=False)


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def _render_field(self, field, res_ids, *args, **kwargs):
        """Who has no name is greeted "Hello," by templates that leave a space before
        the comma (Odoo hook)."""
        rendered = super()._render_field(field, res_ids, *args, **kwargs)
        if field != "body_html" or not self.env.context.get(NAMELESS):
            return rendered
        return {
            res_id: Markup(_BEFORE_COMMA.sub("", body))
            for res_id, body in rendered.items()
        }
