"""What a message quotes is folded in the history: one click shows the whole mail."""

import re

from markupsafe import Markup

from odoo import api, models

from ..tools.entities import unescape
from ..tools.forwarded import find_forwarded
from ..tools.quotes.fold import fold_quotes, fold_text

# How stock's parser keeps a text/plain part (`append_content_to_html`).
_PRE = re.compile(r"<pre>([^<]*)</pre>")
SHOW_ALL = "case_mailbox_show_quotes"


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    def _file(self, letter, thread, desk):
        """A forwarded mail that makes a case is what it is about: all is shown."""
        if not thread.case_id and find_forwarded(letter.inbound):
            self = self.with_context(**{SHOW_ALL: True})
        return super()._file(letter, thread, desk)

    @api.model
    def _email_message(self, inbound, date):
        """HTML is marked before stock's parser takes off the classes of elements."""
        email = super()._email_message(inbound, date)
        show_all = bool(self.env.context.get(SHOW_ALL))
        for part in _shown_html(email):
            html = part.get_content()
            folded = fold_quotes(html, show_all)
            if folded != html:
                _replace_content(part, folded)
        return email

    def _correct(self, msg_dict, letter, desk):
        if letter.inbound.body_html is None:
            show_all = bool(self.env.context.get(SHOW_ALL))
            body = _PRE.sub(lambda pre: _fold_pre(pre, show_all), msg_dict["body"])
            msg_dict["body"] = Markup(body)
        return super()._correct(msg_dict, letter, desk)


def _shown_html(email):
    """The HTML parts of a message that are no files; not those of messages inside."""
    waiting = [email]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart":
            waiting.extend(p for p in part.get_payload() if not isinstance(p, str))
        elif part.get_content_type() == "text/html":
            if not part.is_attachment() and not part.get_filename():
                yield part


def _replace_content(part, html):
    for name in ("Content-Type", "Content-Transfer-Encoding"):
        del part[name]
    part["Content-Type"] = "text/html; charset=utf-8"
    part.set_payload(html.encode().decode("ascii", "surrogateescape"))


def _fold_pre(pre, show_all):
    """A text as stock's parser keeps it, with its quotations folded. The editor shows
    the line ends of mail (CRLF) twice."""
    return fold_text(unescape(pre[1]), show_all) or pre[0].replace("\r\n", "\n")
