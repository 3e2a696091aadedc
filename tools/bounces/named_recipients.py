"""Addresses that a bounce names in its text or in the mail that it returns."""

import re
from collections.abc import Iterable

from ..classification.program_senders import is_mail_system
from ..mail.address import normalize, parse_addresses
from ..mail.dsn import returned_headers
from ..mail.message import InboundMessage

# Characters of the text that are read: who was not reached is said at the beginning.
TEXT_LENGTH = 10_000

# An address within a sentence, of ASCII: Chinese has no blanks beside it. One in
# brackets may have any letters (RFC 6532).
_BARE = (
    r"[a-z0-9!#$%&*+/?^_{|}~.-]{1,64}(?<!\.)@(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.)"
    r"{1,10}[a-z0-9-]{2,63}"
)
ADDRESS = (
    rf"(?:{_BARE}|(?<=<)[^\s<>@()\[\],;:\"]{{1,64}}@[^\s<>@()\[\],;:\"]{{1,253}}(?=>))"
)
_ANYWHERE = re.compile(ADDRESS, re.IGNORECASE)
# What may stand before an address that a line is about: a bullet, a label, the reply of
# a server (RFC 5321 section 4.2), the command that it answers.
_BULLET = r"(?:(?:[-*•·]|\d{1,3}[.)]){1,3}[ \t]{1,4})?(?:>>>[ \t]{0,4})?"
# Labels of those who did not fail.
_OTHERS_LABEL = (
    r"(?:x-|from|sender|reply|return|cc\b|mail from|message-?id|references|in-reply"
    r"|report|contact|postmaster|subject|host|help|von\b|absender|de\b|expediteur"
    r"|remitente|mittente|van\b|отправитель|发件人|寄件|差出人|보낸"
    r"|original (?:from|sender|address|recipient)|support|admin"
    r"|for (?:help|further)|please|if you|see\b|visit)"
)
_LABEL = rf"(?:(?!{_OTHERS_LABEL})[^\W\d][^\n:=@<>]{{0,40}}[:=：][ \t]{{0,24}})?"
_REPLY = r"(?:[245]\d{2}[ -](?:#?[245]\.\d{1,3}\.\d{1,3}[ \t]{1,2})?)?"
_AT_LINE_START = re.compile(
    rf"^[ \t>]{{0,24}}{_BULLET}{_LABEL}{_REPLY}[<\"'(\[]{{0,2}}"
    rf"(?:[a-z]{{3,12}} from |mailto:|smtp:)?({ADDRESS}"
    rf"(?:[>\"')\]]{{0,2}}[,;][ \t\n]{{0,4}}[<\"'(\[]{{0,2}}{ADDRESS}){{0,50}})",
    re.IGNORECASE | re.MULTILINE,
)
# Exim names below an address the one that it was made from.
_GENERATED = re.compile(
    rf"@[^\n]{{1,200}}\n[ \t]{{1,24}}\(?generated (?:from|by) ({ADDRESS})",
    re.IGNORECASE,
)
# Whom a mail reached: on the line that says so, or alone on those below it.
_REACHED = re.compile(
    rf"\b(?:(?:was|were|been|is) (?:also |successfully ){{0,2}}"
    rf"(?:delivered|relayed)(?: successfully)?(?: to| for)|successfully (?:delivered"
    rf"|relayed) to|deliver\w{{0,4}} to [^\n@:<]{{0,40}} (?:was|were) successful"
    rf"|(?:zugestellt|ausgeliefert) an\b|(?:remis|distribué) à\b"
    rf"|entregad[oa] a\b|consegnato a\b)[^\n@:<]{{0,40}}:?[ \t]{{0,8}}\n{{0,2}}"
    rf"((?:[ \t<*-]{{0,24}}{ADDRESS}[>,;. \t]{{0,8}}(?:\n|\Z|(?=\S))){{1,50}})",
    re.IGNORECASE,
)
# What says before such words, in the same sentence, that it did not.
_DENIED = re.compile(
    r"\b(?:not|never|nicht|pas|jamais|non|não|no|nunca|impossible|could|konnte)\b"
    r"[^.:;]{0,80}\Z",
    re.IGNORECASE,
)
# What stands before the returned mail, or its first fields; "** Message blocked **" is
# a headline of Gmail; Exchange begins its report with the subject.
_RETURNED = re.compile(
    r"^[ \t>|]{0,8}(?:(?!\*\*[ \t])[-=*_]{2,80}[ \t]{0,8}"
    r"(?![^\n]{0,60}(?:transcript|session|error"
    r"|reason|detail|address|blocked|rejected|too large))(?:[^\n]{0,60})(?:copy"
    r"|origin|return|header|message|follow"
    r"|unsent)[^\n]{0,80}$|(?:received|return-path|message-id|from"
    r"|x-[a-z-]{1,40}|mime-version)[ \t]{0,2}:[^\n]{0,200}\n(?=[ \t]|[\w-]{1,40}:)"
    r"|(?:your )?original message[^\n]{0,40}:?$)",
    re.IGNORECASE | re.MULTILINE,
)
# The field of a delivery report (RFC 3464 section 2.3.2) that stands in the text.
_FINAL = re.compile(
    rf"^[ \t>|]{{0,8}}Final-Recipient:[ \t]{{0,8}}(?:[\w-]{{1,12}};[ \t]{{0,8}})?<?"
    rf"({ADDRESS})",
    re.IGNORECASE | re.MULTILINE,
)
# A server's reply (RFC 5321 section 4.2) that says whom it refuses.
_REFUSED = re.compile(
    rf"^[^\n@]{{0,200}}(?<![\d.])5\d\d[ -][^\n@]{{0,80}}<({ADDRESS})>",
    re.IGNORECASE | re.MULTILINE,
)
_TO = re.compile(
    r"^[ \t>|]{0,8}to[ \t]{0,2}:([^\n]{1,400})$", re.IGNORECASE | re.MULTILINE
)


def told_recipients(message: InboundMessage) -> tuple[str, ...]:
    """Addresses, in lower case, that were not reached by the words of a bounce.

    Those of fields of a report in the text, else those that begin a line, else the only
    one that the text names, else the only one that the returned mail was sent to, else
    those in replies of servers that stand below.
    """
    told, rest = _halves(message)
    known = _reached_or_party(message)
    reported = _FINAL.findall(message.body_text[:TEXT_LENGTH])
    if begun := _but(known, reported) or _begun(known, told):
        return begun
    named = _but(known, _ANYWHERE.findall(told))
    if len(named) == 1:
        return named
    sent_to = _but(known, _returned_recipients(message, rest))
    if len(sent_to) == 1:
        return sent_to
    return named[:1] or _but(known, _REFUSED.findall(rest))


def listed_recipients(message: InboundMessage) -> tuple[str, ...]:
    """Addresses, in lower case, that lines of the text are about, but for those of a
    To field: the mail may have gone to a list."""
    told = _TO.sub("", _halves(message)[0])
    return _begun(_reached_or_party(message), told)


def _halves(message: InboundMessage) -> tuple[str, str]:
    """What the mail server says, and the mail that it returns within its text."""
    text = message.body_text[:TEXT_LENGTH]
    returned = _RETURNED.search(text)
    place = returned.start() if returned else len(text)
    return text[:place], text[place:]


def _begun(known: set[str], told: str) -> tuple[str, ...]:
    """Those but the `known` that a line is about; what they were made from only where
    it is all."""
    sources = _but(known, _GENERATED.findall(told))
    lists = _AT_LINE_START.findall(told)
    begun = _but(known, (a for each in lists for a in _ANYWHERE.findall(each)))
    return tuple(email for email in begun if email not in sources) or begun


def unreached(message: InboundMessage, addresses: Iterable[str]) -> tuple[str, ...]:
    """Those that are neither the bounce's own sender nor whom it was sent to, nor whom
    it says the mail reached, each once, in lower case."""
    return _but(_reached_or_party(message), addresses)


def _reached_or_party(message: InboundMessage) -> set[str]:
    """Addresses, in lower case, that are never a bounce's failed recipient."""
    parties = {message.from_.email, message.return_path or ""}
    parties.update(address.email for address in message.to)
    return parties | _reached(message)


def _but(known: set[str], addresses: Iterable[str]) -> tuple[str, ...]:
    """Those that are neither `known` nor a mail system's, each once, in lower case."""
    found = dict.fromkeys(normalize(a).rstrip(".") for a in addresses)
    return tuple(
        email
        for email in found
        if email not in known
        and "." in email.rpartition("@")[2]
        and not any(is_mail_system(a) for a in parse_addresses(email))
    )


def _reached(message: InboundMessage) -> set[str]:
    """Addresses, in lower case, at which the mail arrived by the words of a bounce."""
    text = message.body_text[:TEXT_LENGTH]
    lists = (
        found[1]
        for found in _REACHED.finditer(text)
        if not _DENIED.search(text, max(0, found.start() - 100), found.start())
    )
    return {normalize(a).rstrip(".") for each in lists for a in _ANYWHERE.findall(each)}


def _returned_recipients(message: InboundMessage, rest: str) -> list[str]:
    """Whom the returned mail was sent to, by its headers: of a part, or in the text."""
    for part in message.root.walk(into_messages=False):
        if headers := returned_headers(part):
            return [a.email for a in parse_addresses(headers.get("To"))[:20]]
    named = _TO.search(rest)
    return [a.email for a in parse_addresses(named[1])[:20]] if named else []
