"""Whether a mail may be answered by a machine at all (RFC 3834 section 2)."""

import re

from ..mail.message import InboundMessage

# [MS-OXCMAIL] 2.1.3.2.14: what the sender does not want to get.
_SUPPRESSED = frozenset(("all", "oof", "autoreply"))
_BULK = frozenset(("list", "bulk", "junk"))
_COMMENT = re.compile(r"\([^()]*\)")


def no_answer_reason(message: InboundMessage) -> str | None:
    """The field that asks for no automatic answer, as "Name: value"; None without."""
    automatic = message.headers.get("Auto-Submitted").strip()
    keyword = _COMMENT.sub(" ", automatic).partition(";")[0].strip().lower()
    if keyword not in ("", "no"):
        return f"Auto-Submitted: {automatic}"
    suppress = message.headers.get("X-Auto-Response-Suppress")
    if _SUPPRESSED & {word.strip() for word in suppress.lower().split(",")}:
        return f"X-Auto-Response-Suppress: {suppress}"
    precedence = message.headers.get("Precedence").strip()
    if precedence.lower() in _BULK:
        return f"Precedence: {precedence}"
    if message.return_path == "":
        return "Return-Path: <>"
    for name, _value in message.headers.fields:
        if name.lower().startswith("list-"):
            return f"{name}:"
    return None
