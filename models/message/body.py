"""The body of a history entry, and what colleagues are told beside it."""

import re
from datetime import datetime

from markupsafe import Markup

from odoo import models
from odoo.tools import format_date

from ...tools.mail import (
    ACCEPTED,
    COMPRESSED,
    DECLINED,
    ENCRYPTED,
    SIGNED,
    TENTATIVE,
)
from ...tools.quotes import fold_text
from ...tools.text import text_to_html, unescape
from ..facts import Fact

BODY_STEPS = (
    "_fold_plain_text",
    "_drop_left_out_pictures",
    "_only_agent_answer",
    "_say_calendar_answer",
)
# What only colleagues read: limits, reasons and links of ours. The entry itself is
# shown in the portal and quoted below answers (law 12).
NOTES = ("_protection_notes", "_oversize_note", "_left_out_notes")
PROTECTIONS = {ENCRYPTED: "encrypted", SIGNED: "signed", COMPRESSED: "compressed"}
# How stock's parser keeps a text/plain part (`append_content_to_html`).
_PRE = re.compile(r"<pre>([^<]*)</pre>")


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _body_steps(self):
        """Names of the methods that prepare the body of a history entry, in their order
        (list). Each takes the HTML (`Markup`), the `ParsedMail` and the `Batch`, and
        returns HTML. Extension point: other add-ons insert theirs.
        """
        return list(BODY_STEPS)

    def _history_body(self, body, mail, batch):
        """The HTML of the history entry, from what stock's parser made of the mail."""
        for name in self._body_steps():
            body = getattr(self, name)(body, mail, batch)
        return body

    def _fold_plain_text(self, body, mail, batch):
        """A text becomes what people read (`text_to_html`), with its quotations folded;
        those of HTML are marked before."""
        if mail.inbound.body_html is not None:
            return body
        show_all = batch.filing.shows_quotes
        return Markup(_PRE.sub(lambda pre: _fold_pre(pre, show_all), body))

    def _notes_for_colleagues(self, mail):
        """What the text of the history entry cannot tell (list of `Fact`)."""
        return [fact for name in NOTES for fact in getattr(self, name)(mail)]

    def _oversize_note(self, mail):
        """There is only the beginning of a message over the size limit, or of one that
        the server cuts short."""
        if self.raw_state != "head":
            return []
        values = {
            "size": f"{self.size / 1048576:.1f}",
            "limit": self.server_id.max_message_mib,
            "left_out": list(mail.left_out),
            "is_cut": self.size <= self.server_id._size_limit(),
            "stated": self.size,
            "sent": len(self._raw_bytes()),
        }
        return [Fact("oversize", values)]

    def _only_agent_answer(self, body, mail, batch):
        """An agent's answer is what is new in it: what it quotes may be internal."""
        answer = batch.filing.agent_answer
        if not answer:
            return body
        return Markup(text_to_html(answer.new_text))

    def _say_calendar_answer(self, body, mail, batch):
        """The entry begins with what a calendar program answered."""
        answer = mail.inbound.calendar_answer
        if not answer:
            return body
        return self._message_note(self._calendar_sentence(answer)) + body

    def _message_note(self, sentence):
        template = "helpdesk_mgmt_mailbox.message_note"
        return self.env["ir.qweb"]._render(template, {"note": sentence})

    def _protection_notes(self, mail):
        """Why the text of the message is not all there is, and who signed it."""
        inbound = mail.inbound
        codes = [PROTECTIONS[inbound.protection]] if inbound.protection else []
        if inbound.is_cut:
            codes.append("cut")
        signed = (self.signature or "").splitlines()
        return [*map(Fact, codes), *(Fact("words", {"words": one}) for one in signed)]

    def _calendar_sentence(self, answer):
        """Who accepted what: "Anna Berg accepted: Visit, 4 March 2024 10:00 UTC"."""
        named = {
            "who": answer.attendee.name
            or answer.attendee.email
            or self.env._("Somebody"),
            "what": ", ".join(
                filter(
                    None,
                    (answer.summary or self.env._("an invitation"), self._when(answer)),
                )
            ),
        }
        if answer.answer == ACCEPTED:
            return self.env._("%(who)s accepted: %(what)s", **named)
        if answer.answer == DECLINED:
            return self.env._("%(who)s declined: %(what)s", **named)
        if answer.answer == TENTATIVE:
            return self.env._("%(who)s may come: %(what)s", **named)
        return self.env._("%(who)s passed this on to somebody: %(what)s", **named)

    def _when(self, answer):
        """When an event begins, as people write it; '' where that is not told."""
        start = answer.start
        if start is None:
            return ""
        if not isinstance(start, datetime):
            return format_date(self.env, start, date_format="d MMMM y")
        zone = "UTC" if start.tzinfo else answer.zone
        day = format_date(self.env, start.date(), date_format="d MMMM y")
        return " ".join(filter(None, (day, f"{start:%H:%M}", zone)))


def _fold_pre(pre, show_all):
    """A text as stock's parser keeps it: as people read it, its quotations folded."""
    return fold_text(unescape(pre[1]), show_all)
