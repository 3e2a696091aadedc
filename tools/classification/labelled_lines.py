"""Who filled in a form, from the labelled lines of its text ("E-Mail: ann@...")."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..mail.addr_spec import read_addr_spec
from ..mail.address import Address, normalize
from ..text.header_text import one_line
from .wording import fold

# Lines at the beginning of a text and at its end, and characters of each, that are
# looked at: forms name who wrote above or below what that person wrote.
MAX_LINES = 200
MAX_LENGTH = 300

# Lines without a label that may stand around a form's own: "New message:" above, "This
# e-mail was sent from ..." below.
MAX_AROUND = 3

# A label, perhaps with a hint in brackets, and what ends it: a colon, a bar or a tab of
# a table; of a cell the value stands on the next line.
_LINE = re.compile(
    r"[ \t*|>\u2022-]{0,6}([^\W\d_][^:|\t@<>*=]{0,40}?)[ \t]{0,4}\*{0,2}[ \t]{0,4}"
    r"(:[ \t*]{0,6}|[|\t=]{1,3}[ \t]{0,4}|\Z)(.{0,300})\Z"
)
_HINT = re.compile(r"\([^()]{0,30}\)")
_EMAIL = re.compile(
    r"(?:(?:your|my|ihre?|deine?|votre|su|tu|uw|je|kunden?|customer|client|contact"
    r"|kontakt|sender|absender|visitor|user|reply|from|the)[ -]{0,2})?"
    r"(?:e-?mail|mail|e-?mail-?adres(?:se)?|mail-?adresse|e-?mail address|email id"
    r"|mail address|reply-?to|adresse (?:de |du )?(?:e-?mail|courriel|messagerie|mail)"
    r"|adresse electronique|courriel|mel|correo|correo-?e|correo electronico"
    r"|direccion de (?:correo|e-?mail)(?: electronico)?)"
    r"(?: (?:address|adresse|des kunden|du client|del cliente|van de klant|of (?:the )?"
    r"(?:customer|sender)))?"
)
# These are labels of quoted mail, too, so those above come first.
_SENDER = re.compile(
    r"from|sender|submitted by|von|absender|gesendet von|de|expediteur|envoye par"
    r"|remitente|enviado por|van|afzender|verzonden door"
)
_NAME = re.compile(
    r"(?:(?:your|my|ihr|dein|votre|su|tu|uw|je|full|customer|contact|kunden|sender)"
    r"[ -]{0,2})?(?:name|nom|nombre|naam)"
    r"|vor-? ?und (?:nach|zu)name|ansprechpartner|nom et prenom|prenom et nom"
    r"|nom complet|nombre (?:y apellidos?|completo)|volledige naam|voor- en achternaam"
)
_FIRST = re.compile(r"first ?name|given name|vorname|prenom|nombre|voornaam")
_LAST = re.compile(
    r"last ?name|surname|family name|nachname|familienname|nom(?: de famille)?"
    r"|apellidos?|achternaam"
)
_LONGEST_NAME = 100
# Labels that also stand alone, as a cell of a table whose next one is the value.
_CELLS = (_EMAIL, _SENDER, _NAME, _FIRST, _LAST)

# Behind these labels stand the visitor's own words.
_MESSAGE = re.compile(
    r"(?:(?:your|ihre?|deine?|votre|su|tu|uw|je)[ -]{0,2})?(?:message|nachricht"
    r"|mitteilung|anliegen|anfrage|kommentar|bemerkung(?:en)?|beschreibung|frage|text"
    r"|comments?|enquiry|inquiry|question|request|description|details|commentaires?"
    r"|demande|mensaje|comentarios?|consulta|pregunta|bericht|opmerking(?:en)?|vraag)"
    r"(?: (?:body|text))?"
)

# An address as people have it (RFC 5321 section 4.5.3.1), and what links put before it.
_ADDRESS = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
)
# What stands right before an address only where a part of it is missing.
_JOINED = ("@", ",", ";", ")", '"', "\\")
_LINK = re.compile(r"[(<\[]?mailto:\Z")

# Stands for the lines that are not looked at.
_GAP = "\u2026"


@dataclass(frozen=True, slots=True)
class _Line:
    """A labelled line: its folded label, what stands behind it or on the next line, and
    whether it is in a block of lines where forms have their own."""

    label: str
    value: str
    is_own: bool


def labelled_senders(
    text: str, is_wanted: Callable[[Address], bool] = lambda _address: True
) -> tuple[Address, ...]:
    """The addresses and names that the labelled lines of a form's text give, of those
    addresses that `is_wanted`. More than one: nobody can tell who filled it in.

    Visitors may write such lines, too. A form has its own in a block at the beginning
    or the end: an address there comes first, and is the only one where no other stands
    in such a block or behind the same label. Never raises; linear time.
    """
    lines = _labelled(text)
    found = [
        (line, address)
        for labels in (_EMAIL, _SENDER)
        for line, address in _addresses(lines, labels)
        if is_wanted(address)
    ]
    found.sort(key=lambda one: not one[0].is_own)
    people: dict[str, Address] = {}
    for _line, address in found:
        people.setdefault(address.email, address)
    name = _name([line for line in lines if line.is_own]) or _name(lines)
    emails = _the_form_s_own(found) or people
    names = [name, *[""] * len(people)]  # the lines say of one person what the name is
    return tuple(
        Address((people[email].name or name)[:_LONGEST_NAME], email)
        for email, name in zip(emails, names, strict=False)
    )


def _the_form_s_own(found: list[tuple[_Line, Address]]) -> set[str]:
    """The one address of those `found` that is the form's own; none where there may be
    several."""
    own = {address.email for line, address in found if line.is_own}
    labels = {line.label for line, address in found if address.email in own}
    alike = {address.email for line, address in found if line.label in labels}
    return own if len(alike) == 1 else set()


def _labelled(text: str) -> list[_Line]:
    """The labelled lines of a text. Forms have theirs in the first block, at the
    beginning, or in the last one, at the end."""
    lines = _looked_at(text)
    blocks: list[list[tuple[int, str, str]]] = [[]]
    is_value = False
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        label, value, is_value_next = _pair(line, following)
        if label:
            blocks[-1].append((place + is_value_next, label, value))
        if _MESSAGE.fullmatch(label) or not (label or is_value):
            blocks.append([])
        is_value = is_value_next
    blocks = [block for block in blocks if block]
    own = [block for block in blocks[:1] if block[0][0] <= MAX_AROUND]
    own += [
        block for block in blocks[-1:] if block[-1][0] + MAX_AROUND + 1 >= len(lines)
    ]
    return [
        _Line(label, value, any(block is each for each in own))
        for block in blocks
        for _place, label, value in block
    ]


def _looked_at(text: str) -> list[str]:
    """The lines of a text that are not empty; of a long one the first and the last."""
    length = MAX_LINES * 500
    if len(text) > 2 * length:
        text = f"{text[:length]}\n{_GAP}\n{text[-length:]}"
    lines = [line.strip()[:MAX_LENGTH] for line in text.split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > 2 * MAX_LINES:
        lines = [*lines[:MAX_LINES], _GAP, *lines[-MAX_LINES:]]
    return lines


def _pair(line: str, following: str) -> tuple[str, str, bool]:
    """The folded label of a line, '' without one, what it labels, and whether that
    stands on the line `following`."""
    found = _LINE.match(line)
    if not found:
        return "", "", False
    label = _HINT.sub(" ", fold(found[1])).strip(" .*")
    if not found[2] and not any(labels.fullmatch(label) for labels in _CELLS):
        return "", "", False
    value = found[3].strip(" \t*|")
    return label, value or following.strip(" \t*|"), not value


def _addresses(
    lines: list[_Line], labels: re.Pattern
) -> Iterator[tuple[_Line, Address]]:
    """Lines whose label is one of `labels`, with the address that each names."""
    for line in lines:
        if "@" in line.value and labels.fullmatch(line.label):
            address = _first_address(line.value)
            if address:
                yield line, address


def _first_address(value: str) -> Address | None:
    """The one address that a value names, perhaps twice, as in a link; None where it
    may be the end of another one ("a@b@c.example", "a,b@c.example")."""
    found = list(_ADDRESS.finditer(value))
    if len({normalize(each[0]) for each in found}) != 1:
        return None
    is_end = any(value[: each.start()].endswith(_JOINED) for each in found)
    if is_end or value.count("@") > len(found):
        return None
    name = _LINK.sub("", value[: found[0].start()]).strip(" \t\"'<>()[],;:")
    return Address(one_line(name), read_addr_spec(found[0][0]))


def _name(lines: list[_Line]) -> str:
    """The name of who filled the form in; '' without one."""
    first, last = _value(lines, _FIRST), _value(lines, _LAST)
    if first and last and first != last:
        return f"{first} {last}"
    return _value(lines, _NAME) or first or last


def _value(lines: list[_Line], labels: re.Pattern) -> str:
    """What stands behind the first label that is one of `labels`; '' for nothing."""
    values = (line.value for line in lines if labels.fullmatch(line.label))
    return next((value for value in values if "@" not in value), "")
