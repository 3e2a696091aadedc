"""What automatic mail repeats of words that a stranger chose."""

from contextlib import contextmanager

from ...tools.policy import harmless

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
# Model -> fields that Odoo works out of those.
COMPUTED = {
    "helpdesk.ticket": ("display_name", "answer_subject"),
    "fetchmail.message": ("display_name",),
    "res.partner": ("display_name",),
}


@contextmanager
def harmless_words(ticket, row):
    """While it lasts, the words of a stranger read as an automatic mail may repeat
    them, whatever its template shows: those of a ticket and its contact, or None, and
    of a received message, or none. Only in the cache; nothing is stored."""
    records = [row]
    if ticket:
        ticket = ticket.sudo()
        first = ticket.received_message_ids.sorted("id")[:1]
        records += [ticket, ticket.partner_id, first]
    records = [record.sudo() for record in records if record]
    for record in records:
        record.flush_recordset()
        _forget(record, COMPUTED)
        record._update_cache(_harmless_values(record))
    try:
        yield
    finally:
        for record in records:
            _forget(record, COMPUTED)
            _forget(record, WORDS)


def _harmless_values(record):
    """Field values of a record as an automatic mail may repeat them (dict)."""
    values = {}
    for name, longest in WORDS[record._name].items():
        text = record[name] or ""
        if longest == 0:
            values[name] = False
        elif text:
            values[name] = harmless(text, *filter(None, [longest]))
    return values


def _forget(record, names):
    record.invalidate_recordset(list(names[record._name]), flush=False)
