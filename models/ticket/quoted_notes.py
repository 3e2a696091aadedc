"""What people write to the outside in a window of Odoo quotes no internal note."""

from odoo import models
from odoo.exceptions import UserError

from ...tools.text import html_to_text
from ..names import TICKET_MODEL

# Shorter text of a note ("Ok") stands in other messages by chance; hardly where
# somebody forwards one.
SHORTEST_COPY = 30  # characters
SHORTEST_FORWARD = 6


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _prepare_mail_values(self, res_ids):
        """What the window sends to people outside, now or later, quotes no internal
        note, as Odoo's Forward of one would, and reaches those without a contact
        (Odoo hook)."""
        by_person = self.message_type == "comment" and not self.subtype_is_log
        if self.model == TICKET_MODEL and by_person and self._quotes_inside(res_ids):
            raise UserError(
                self.env._(
                    "This message holds the text of an internal note. Take that out, "
                    "or log it as a note."
                )
            )
        values = super()._prepare_mail_values(res_ids)
        self._mailbox_also_to(values)
        return values

    def _quotes_inside(self, res_ids):
        """Whether the text holds that of an internal entry of these tickets (bool)."""
        text = _words(self.body)
        is_forward = self.composition_comment_option in ("forward", "reply_all")
        shortest = SHORTEST_FORWARD if is_forward else SHORTEST_COPY
        entries = self.env["mail.message"].sudo()
        found = entries.search(
            [
                ("model", "=", TICKET_MODEL),
                ("res_id", "in", list(res_ids)),
                ("message_type", "!=", "user_notification"),
            ]
        )
        inside = (one for one in found if one._mailbox_is_inside())
        return any(
            len(words) >= shortest and words in text
            for words in (_words(one.body) for one in inside)
        )


def _words(html):
    """The text of HTML, however it is set."""
    return " ".join(html_to_text(str(html or "")).split())
