"""What rules found in a mail goes into the fields of its new ticket; what does not fit
is told to colleagues, and nothing is lost."""

import logging

from markupsafe import Markup

from odoo import models
from odoo.tools import mute_logger

_logger = logging.getLogger(__name__)

# Characters of what was found that a note shows.
SHOWN = 200


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _fill_fields(self, mail, match, batch):
        """Write what rules found into the new ticket, and note what did not fit. After
        it is made: what another add-on refuses must not cost the ticket."""
        if not batch.filing.is_new:
            return
        found = self._rule_outcome(mail, match, batch).found
        fitting = [one for one in found if one.value is not None]
        notes = [self._unfit_value(one) for one in found if one.value is None]
        if fitting and not self._wrote(fitting):
            notes += [self._refused(one) for one in fitting if not self._wrote([one])]
        if notes and not self.is_import:
            self.ticket_id._message_log(body=Markup("<br>").join(notes))

    def _wrote(self, found):
        """Whether the ticket takes these values (`FoundValue`); else it stays as it
        is."""
        ticket = self.ticket_id.with_context(tracking_disable=True)
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                ticket.write({one.field: one.value for one in found})
                ticket.flush_recordset()
        except Exception as error:
            _logger.info(
                "Ticket %d does not take values of a rule: %s",
                ticket.id,
                type(error).__name__,
            )
            ticket.invalidate_recordset()
            return False
        return True

    def _refused(self, one):
        return self.env._(
            "The rule “%(rule)s” found “%(text)s” for the field %(field)s, but the "
            "ticket does not take it.",
            **_named(one),
        )

    def _unfit_value(self, one):
        """A sentence on a `FoundValue` that does not fit its field."""
        field = self.env["helpdesk.ticket"]._mailbox_fillable_fields().get(one.field)
        named = _named(one)
        if field is None:
            return self.env._(
                "The rule “%(rule)s” found “%(text)s” for the field %(field)s, which "
                "is gone, or which rules cannot fill any more.",
                **named,
            )
        if field.type == "integer":
            return self.env._(
                "The rule “%(rule)s” found “%(text)s” for the field %(field)s, which "
                "takes a whole number.",
                **named,
            )
        if field.type in ("float", "monetary"):
            return self.env._(
                "The rule “%(rule)s” found “%(text)s” for the field %(field)s, which "
                "takes a number; this is none, or may be read in two ways.",
                **named,
            )
        if field.type == "date":
            return self.env._(
                "The rule “%(rule)s” found “%(text)s” for the field %(field)s, which "
                "takes a date; this is none, or may be read in two ways.",
                **named,
            )
        if field.type == "datetime":
            return self.env._(
                "The rule “%(rule)s” found “%(text)s” for the field %(field)s, which "
                "takes a day and a time; this is none, or may be read in two ways.",
                **named,
            )
        if field.type == "boolean":
            return self.env._(
                "The rule “%(rule)s” found “%(text)s” for the field %(field)s, which "
                "takes yes or no.",
                **named,
            )
        if field.type == "selection":
            return self.env._(
                "The rule “%(rule)s” found “%(text)s” for the field %(field)s, which "
                "has no such choice.",
                **named,
            )
        if field.type == "many2one":
            return self.env._(
                "The rule “%(rule)s” found “%(text)s” for the field %(field)s, and "
                "there is none of that name, or more than one.",
                **named,
            )
        return self.env._(
            "The rule “%(rule)s” found a text for the field %(field)s that is too long "
            "for it: “%(text)s”",
            **named,
        )


def _named(one):
    """Values of the sentences on a `FoundValue` (dict)."""
    text = one.text if len(one.text) <= SHOWN else f"{one.text[:SHOWN]} …"
    return {"rule": one.rule, "text": text, "field": one.label}
