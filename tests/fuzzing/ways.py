"""Everything in `tools` that takes a mail, with what must hold of its answer."""

from dataclasses import asdict
from datetime import datetime, timezone

from kit.mail_files import split_mbox

from tools.bounces.failed_recipients import failed_recipients
from tools.bounces.returned import returned_ids
from tools.classification.classify import KINDS, classify
from tools.mail.disposition import parse_disposition
from tools.mail.dsn import parse_report
from tools.mail.email_message import email_message, gateway_message
from tools.mail.fingerprint import fingerprint
from tools.mail.head_message import head_message
from tools.mail.message import parse
from tools.matching.references import named_ids, read_tokens
from tools.policy.attachment_limits import Limits, decorations, part_at, prune, sift
from tools.policy.no_answer import no_answer_reason
from tools.quotes.reply_text import visible_reply
from tools.smime import read_signatures

_FIELDS = ("From", "To", "Cc", "Subject", "Date", "References", "Content-Type")
_KEY = b"k" * 32
_NOW = datetime(2026, 11, 3, tzinfo=timezone.utc)
_LIMITS = Limits(files=3, file_bytes=10_000, total_bytes=20_000, denied=("exe", "a/b"))


def read_all(raw: bytes) -> None:
    """Send `raw` through every way. Raises what any of them raises, AssertionError
    for an answer that a database or a screen cannot take."""
    for way in WAYS:
        way(raw)


def whole(raw):
    """The value, and that its texts can be stored."""
    message = parse(raw)
    for text in (message.subject, message.body_text, message.body_html or ""):
        assert "\0" not in text
        text.encode("utf-8")
    repr(message).encode("utf-8")
    assert message.size == len(raw)
    for file in message.attachments:
        assert file.filename and file.size >= 0
        assert "\n" not in file.filename and "/" in file.content_type
    if message.calendar_answer:
        repr(asdict(message.calendar_answer)).encode("utf-8")


def judged(raw):
    """Kind, recipients that failed, and what it is about."""
    message = parse(raw)
    assert classify(message, frozenset({"help@desk.example"})).kind in KINDS
    for recipient in failed_recipients(message):
        repr(recipient).encode("utf-8")
    parse_report(message), parse_disposition(message), no_answer_reason(message)
    assert read_tokens(named_ids(message) + returned_ids(message), _KEY) == ()


def replied(raw):
    """What is new in it."""
    visible_reply(parse(raw)).encode("utf-8")


def sifted(raw):
    """Files that are left out, and the rest."""
    message = parse(raw)
    left_out = sift(message, _LIMITS, decorations(message))
    assert all(part_at(message.shown, one.index) is not None for one in left_out)
    shown = prune(message.shown, {one.index for one in left_out})
    gateway_message(shown, message.from_).as_bytes()


def for_the_gateway(raw):
    """All that Odoo's gateway asks of the message."""
    message = parse(raw)
    _ask(gateway_message(message.shown, message.from_, message.defects))


def for_a_reader(raw):
    """The same of the message as it came."""
    _ask(email_message(raw)).as_string().encode("utf-8")


def _ask(mail):
    for name in _FIELDS:
        "".join(mail.get_all(name, [])).encode("utf-8")
    for part in mail.walk():
        (part.get_filename() or "").encode("utf-8")
        part.is_attachment(), part.get_content_charset()
        if part.get_content_maintype() == "text" and not part.get_param("charset"):
            part.set_charset("utf-8")
        content = part.get_content()
        assert isinstance(content, str | bytes) or content.as_bytes() is not None
        if isinstance(content, str):
            content.encode("utf-8")
    return mail


def signed(raw):
    """Whose signatures it has."""
    for signature in read_signatures(parse(raw), _NOW):
        repr(asdict(signature)).encode("utf-8")


def in_parts(raw):
    """Its beginning alone, its fingerprint, and as a file of many."""
    head = head_message(raw[: len(raw) // 2])
    assert parse(head.raw).size == len(head.raw)
    assert len(fingerprint(raw)) == 64
    assert len(split_mbox(raw)) >= 1


WAYS = (whole, judged, replied, sifted, signed, for_the_gateway, for_a_reader)
WAYS += (in_parts,)
