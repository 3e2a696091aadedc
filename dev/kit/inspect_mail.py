"""./dev/inspect PATH...: what the add-on would make of mails, without Odoo."""

import argparse
import json
import sys
from collections.abc import Iterator
from email.utils import parseaddr

from tools.bounces.failed_recipients import failed_recipients
from tools.classification.classify import classify
from tools.mail.message import InboundMessage, parse
from tools.quotes.reply_text import visible_reply, visible_text
from tools.text.header_text import decode_words, one_line

from .mail_files import read_messages


def main() -> int:
    """Print one JSON line a message; 1 where a path cannot be read."""
    parser = argparse.ArgumentParser(prog="./dev/inspect", description=__doc__)
    parser.add_argument("--own", action="append", default=[], metavar="ADDRESS")
    parser.add_argument("--text", action="store_true", help="files are plain bodies")
    parser.add_argument("paths", nargs="+", metavar="PATH")
    options = parser.parse_args()
    own = frozenset(address.strip().lower() for address in options.own)
    ended = 0
    for path in options.paths:
        try:
            for row in text_rows(path) if options.text else mail_rows(path, own):
                print(json.dumps(row, ensure_ascii=False))
        except OSError as error:
            print(f"{path}: {error.strerror}", file=sys.stderr)
            ended = 1
    return ended


def text_rows(path: str) -> Iterator[dict]:
    """The visible reply of a file that is a plain-text body."""
    with open(path, encoding="utf-8", errors="replace") as file:
        yield {"path": path, "reply_text": visible_text(file.read())}


def mail_rows(path: str, own: frozenset[str]) -> Iterator[dict]:
    """A row for each mail in a file or folder."""
    for name, raw in read_messages(path):
        yield {"path": name, **mail_row(parse(raw), own)}


def sender_text(message: InboundMessage) -> str:
    """The sender's address; the whole field where that had to be mended to read it, and
    all fields where they name nobody."""
    written = one_line(decode_words(", ".join(message.headers.get_all("From"))))
    sender = message.from_
    if not sender.email:
        return written
    mended = parseaddr(written)[1].lower() != sender.email
    return written if mended and sender.email in written.lower() else sender.email


def mail_row(message: InboundMessage, own: frozenset[str]) -> dict:
    """What is read from one mail, in values that JSON has."""
    verdict = classify(message, own)
    return {
        "kind": verdict.kind,
        "rule": verdict.rule,
        "reason": str(verdict.reason),
        "subject": message.subject,
        "from": sender_text(message),
        "to": [address.email for address in message.to],
        "message_id": message.message_id,
        "in_reply_to": list(message.in_reply_to),
        "references": list(message.references),
        "reply_text": visible_reply(message),
        "failed_recipients": [
            {"address": r.address, "action": r.action, "status": r.status}
            for r in failed_recipients(message, verdict)
        ],
        "attachments": [
            {"name": a.filename, "content_type": a.content_type, "size": a.size}
            for a in message.attachments
        ],
        "defects": list(message.defects),
    }


if __name__ == "__main__":
    sys.exit(main())
