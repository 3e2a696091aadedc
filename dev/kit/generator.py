"""Mails for measuring: like a helpdesk's, the same for the same seed."""

import base64
import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

REPLIES = 0.25  # share of mails that answer an earlier one
ATTACHMENTS = 0.20  # share of mails with a file
FILE_BYTES = 20_000
BODY_BYTES = 8_000  # text and HTML together; with files 14 KB a mail on average
START = datetime(2026, 1, 5, 8, tzinfo=timezone.utc)
WORDS = (
    "order machine invoice water pump grinder steam handle delivery repair spare part "
    "number customer please thank since yesterday morning does not heat leaks broken "
    "account password address receipt warranty return parcel week valve pressure filter"
).split()


def mails(count: int, seed: int = 1) -> Iterator[bytes]:
    """`count` mails; a reply comes from the sender of the mail that it answers."""
    chance = random.Random(seed)
    sent: list[tuple[int, str]] = []
    for number in range(count):
        parent = chance.choice(sent) if sent and chance.random() < REPLIES else None
        sender = parent[0] if parent else number
        message_id = f"<{number}.{seed}.{chance.getrandbits(64):x}@mail.example.com>"
        yield _mail(chance, number, sender, message_id, parent)
        sent.append((sender, message_id))


def _mail(chance, number, sender, message_id, parent) -> bytes:
    subject = " ".join(chance.choices(WORDS, k=6))
    head = _trace(chance, number) + [
        f"Message-ID: {message_id}",
        f"Date: {format_datetime(START + timedelta(minutes=7 * number))}",
        f'From: "Customer {sender}" <customer{sender}@example.com>',
        "To: Support <support@acme.example>",
        f"Subject: {'Re: ' if parent else ''}{subject}",
        "MIME-Version: 1.0",
    ]
    if parent:
        head += [f"In-Reply-To: {parent[1]}", f"References: {parent[1]}"]
    file = chance.randbytes(FILE_BYTES) if chance.random() < ATTACHMENTS else None
    return "\r\n".join([*head, *_body(chance, file)]).encode("ascii")


def _trace(chance, number) -> list[str]:
    """The fields that relays leave on a real mail's way."""
    hops = [
        f"Received: from relay{hop}.example.com (relay{hop} [192.0.2.{hop}])"
        f"\r\n by mx{hop}.example.net with ESMTPS id {chance.getrandbits(40):x};"
        f"\r\n {format_datetime(START + timedelta(minutes=7 * number))}"
        for hop in (1, 2, 3)
    ]
    signature = base64.b64encode(chance.randbytes(180)).decode()
    return [
        "Return-Path: <customer@example.com>",
        "Delivered-To: support@acme.example",
        *hops,
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=k1;"
        f"\r\n b={signature}",
        "X-Mailer: Example Mail 7.1",
    ]


def _body(chance, file) -> list[str]:
    text = _text(chance, BODY_BYTES // 3)
    html = "".join(f"<p>{line}</p>\r\n" for line in _text(chance, BODY_BYTES // 2))
    alternative = [
        'Content-Type: multipart/alternative; boundary="alt"',
        "",
        "--alt",
        "Content-Type: text/plain; charset=utf-8",
        "",
        *text,
        "--alt",
        "Content-Type: text/html; charset=utf-8",
        "",
        f"<html><body>{html}</body></html>",
        "--alt--",
    ]
    if file is None:
        return [*alternative, ""]
    encoded = base64.encodebytes(file).decode().replace("\n", "\r\n")
    return [
        'Content-Type: multipart/mixed; boundary="mix"',
        "",
        "--mix",
        *alternative,
        "--mix",
        'Content-Type: application/pdf; name="scan.pdf"',
        'Content-Disposition: attachment; filename="scan.pdf"',
        "Content-Transfer-Encoding: base64",
        "",
        encoded + "--mix--",
        "",
    ]


def _text(chance, size: int) -> list[str]:
    """Lines of words, about `size` bytes in all."""
    lines, length = [], 0
    while length < size:
        line = " ".join(chance.choices(WORDS, k=11))
        lines.append(line)
        length += len(line) + 2
    return lines
