"""Whether the history of a ticket shows what `visible_reply` says of a mail.

Each mail goes through stock's parser (`_message_parse_extract_payload`), this add-on's
folding, and the cleaning of `mail.message.body`. What Odoo's web client then leaves in
sight is compared with the reply, letter by letter but for white space, characters
without width, and the ">" that a plain text has before what it quotes.
"""

import json
import sys
from types import SimpleNamespace

import lxml.html
import odoo.modules.module
import odoo.tools
from markupsafe import Markup

odoo.tools.config.parse_config([])
odoo.modules.module.initialize_sys_path()

# What has to be found first is.
# ruff: noqa: E402, I001
from odoo.addons.helpdesk_mgmt_mailbox.models.message.body import FetchmailMessage
from odoo.addons.helpdesk_mgmt_mailbox.tools.mail import gateway_message, parse
from odoo.addons.helpdesk_mgmt_mailbox.tools.quotes import (
    history_passage,
    visible_reply,
)
from odoo.addons.helpdesk_mgmt_mailbox.tools.quotes.reply_text import words_only
from odoo.addons.mail.models.mail_thread import MailThread

# As the field `mail.message.body` is declared, and its defaults.
CLEANING = {"sanitize_attributes": True, "sanitize_style": True}


class Gateway:
    """What stock's parser needs of its model."""

    _Attachment = MailThread._Attachment
    _message_parse_extract_payload = MailThread._message_parse_extract_payload
    _message_parse_extract_payload_postprocess = (
        MailThread._message_parse_extract_payload_postprocess
    )


def history_body(raw: bytes) -> str:
    """The HTML of the history entry that a mail makes."""
    mail = SimpleNamespace(inbound=parse(raw))
    batch = SimpleNamespace(filing=SimpleNamespace(shows_quotes=False))
    inbound = mail.inbound
    passage = history_passage(inbound.contents)
    email = gateway_message(inbound.shown, inbound.from_, inbound.defects, passage)
    parsed = Gateway()._message_parse_extract_payload(email, {})
    body = FetchmailMessage._fold_plain_text(None, Markup(parsed["body"]), mail, batch)
    return odoo.tools.html_sanitize(body, **CLEANING)


def in_sight(html: str) -> str:
    """The text that Odoo's web client shows before a click."""
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    for element in tree.xpath("//*[@data-o-mail-quote]"):
        element.drop_tree()
    for comment in tree.xpath("//comment()"):
        comment.drop_tree()
    return tree.text_content()


def difference(raw: bytes) -> str:
    """What the history shows and the reply says where these differ, or ''."""
    shown = words_only(in_sight(history_body(raw)))
    said = words_only(visible_reply(parse(raw)))
    if shown == said:
        return ""
    pairs = enumerate(zip(shown, said, strict=False))
    place = next(
        (at for at, (one, two) in pairs if one != two),
        min(len(shown), len(said)),
    )
    start = max(0, place - 20)
    return f"history {shown[start : place + 40]!r}, reply {said[start : place + 40]!r}"


def main() -> int:
    """Read paths from stdin, one a line; print the mails that differ."""
    wrong, count = [], 0
    for path in map(str.strip, sys.stdin):
        with open(path, "rb") as file:
            found = difference(file.read())
        count += 1
        if found:
            wrong.append(path)
            print(f"{path}: {found}")
    print(json.dumps({"mails": count, "wrong": len(wrong)}))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
