"""Whom a bounce is about: delivery reports, and the old and odd formats before them."""

import email
import logging
import re

from flufl.bounce import all_failures

from ..classification.classify import BOUNCE, DELAYED, DONE, Classification, classify
from ..mail.address import normalize, parse_addresses
from ..mail.dsn import STATUS, Recipient, parse_report
from ..mail.message import InboundMessage
from .named_recipients import listed_recipients, told_recipients, unreached
from .returned import returned_ids

# Bytes of a mail shown to flufl.bounce: what failed is said at the beginning, and its
# detectors take more than linear time on some texts.
SCANNED_BYTES = 40_000

# Characters of a line shown to it; the longest address has 254 (RFC 5321 4.5.3.1.3).
SCANNED_LINE = 1_000

# Recipients told of one mail.
MAX_RECIPIENTS = 500

# Its detectors write what they see into the log, bodies among it (law 7).
logging.getLogger("flufl.bounce").disabled = True

# Each empty line of a delivery report begins a message for the standard library.
_EMPTY_LINES = re.compile(rb"(\r?\n)(?:[ \t]*\r?\n){2,}")

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"@]{1,253}\Z")


def failed_recipients(
    message: InboundMessage, verdict: Classification | None = None
) -> tuple[Recipient, ...]:
    """The recipients that a bounce or delay notice says were not reached.

    From the delivery report, else from X-Failed-Recipients, else from the text, which
    flufl.bounce reads first; the text is asked only where the mail was judged to be
    such a notice (`verdict`, worked out where it is None). Never raises.
    """
    report = parse_report(message)
    reported = report.recipients if report else ()
    failed = tuple(r for r in reported if r.action not in DONE)
    if any("@" in r.address for r in failed) or (reported and not failed):
        return _each_once(failed)
    if named := _named(message):
        return named
    kind = (verdict or classify(message)).kind
    if kind not in (BOUNCE, DELAYED):
        return failed
    return _scanned(message, kind) or _told(message, kind) or failed


def _each_once(recipients: tuple[Recipient, ...]) -> tuple[Recipient, ...]:
    """The first of those with the same address."""
    found: dict[str, Recipient] = {}
    for recipient in recipients[:MAX_RECIPIENTS]:
        found.setdefault(recipient.address, recipient)
    return tuple(found.values())


def _named(message: InboundMessage) -> tuple[Recipient, ...]:
    """The recipients in the field that Exim and Gmail write."""
    value = ", ".join(message.headers.get_all("X-Failed-Recipients"))
    addresses = dict.fromkeys(a.email for a in parse_addresses(value) if a.email)
    return _recipients(list(addresses), message, "failed")


def _scanned(message: InboundMessage, kind: str) -> tuple[Recipient, ...]:
    """The recipients that flufl.bounce finds."""
    try:
        temporary, permanent = all_failures(_excerpt(message))
    except Exception:  # it raises on headers and parts that it does not expect
        return ()
    action = "failed" if kind == BOUNCE else "delayed"
    found = unreached(message, sorted(_texts(permanent or temporary)))
    # It takes ids of a returned mail for addresses.
    ids = {returned_id.strip("<>").lower() for returned_id in returned_ids(message)}
    found = tuple(address for address in found if address not in ids)
    listed = listed_recipients(message)
    if listed and (set(listed) < set(found) or set(found) < set(listed)):
        found = listed
    return _recipients(found, message, action)


def _told(message: InboundMessage, kind: str) -> tuple[Recipient, ...]:
    """The recipients that the text or the returned mail names."""
    action = "failed" if kind == BOUNCE else "delayed"
    return _recipients(told_recipients(message), message, action)


def _excerpt(message: InboundMessage):
    """The beginning of a mail for the standard library's reader."""
    raw = _EMPTY_LINES.sub(rb"\1\1", message.root.raw[:SCANNED_BYTES])
    lines = raw.splitlines(keepends=True)
    raw = b"".join(line[:SCANNED_LINE] for line in lines)
    return email.message_from_bytes(raw)


def _texts(addresses):
    """Yield what are addresses among bytes, in lower case."""
    for address in addresses:
        text = normalize(address.decode("utf-8", "replace"))
        if _ADDRESS.match(text):
            yield text


def _recipients(addresses, message: InboundMessage, action: str):
    """Recipients with the status that the text names, where it is about one."""
    found = STATUS.search(message.body_text[:SCANNED_BYTES])
    status = found[1] if found and len(addresses) == 1 else ""
    return tuple(
        Recipient(address, "", action, status, "")
        for address in addresses[:MAX_RECIPIENTS]
    )
