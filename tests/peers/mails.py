"""Mails of customers, for every kind of test."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP

ADDRESS = "support@acme.example"
CUSTOMER = "anna@customer.example"
DATE = "Mon, 04 Mar 2024 10:00:00 +0000"
QUESTION = "Where is my order?"
_serial = itertools.count(1)


def message(
    body: str = QUESTION,
    *,
    html: str | None = None,
    files: Iterable[tuple[str, bytes]] = (),
    inline: tuple[str, bytes, str] | None = None,
    message_id: str | None = "",
    **headers: str | None,
) -> EmailMessage:
    """A mail from `CUSTOMER` to `ADDRESS`, sent at `DATE`.

    `headers`: with `_` for `-`, None to leave one out. `files`: (name, bytes) pairs.
    `inline`: (content id without brackets, PNG bytes, file name), shown by `html`.
    `message_id`: None for none; else, if empty, one of its own.
    """
    built = EmailMessage(SMTP)
    given = {
        "From": f"Anna Berg <{CUSTOMER}>",
        "To": ADDRESS,
        "Subject": QUESTION,
        "Date": DATE,
        "Message-ID": f"<{next(_serial)}@customer.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    if message_id != "":
        given["Message-ID"] = message_id
    for name, value in given.items():
        if value is not None:
            built[name] = value
    built.set_content(body)
    if html:
        built.add_alternative(html, subtype="html")
    if inline:
        cid, content, filename = inline
        html_part = built.get_payload()[1]
        html_part.add_related(
            content, "image", "png", cid=f"<{cid}>", filename=filename
        )
    for filename, content in files:
        built.add_attachment(content, "application", "octet-stream", filename=filename)
    return built


def mail(*args, **kwargs) -> bytes:
    """The bytes of a `message`, with CRLF lines."""
    return message(*args, **kwargs).as_bytes()
