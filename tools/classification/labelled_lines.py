"""Who filled in a form, from the labelled lines of its text ("E-Mail: ann@...")."""

import re
from collections.abc import Iterator

from ..mail.address import Address, normalize
from ..text.header_text import one_line
from .wording import fold

# Lines of a text, and characters of one, that are looked at; forms name who wrote at
# the beginning.
MAX_LINES = 200
MAX_LENGTH = 300

# A label, perhaps with a hint in brackets, and what ends it: a colon, a bar or a tab of
# a table; of a cell the value stands on the next line.
_LINE = re.compile(
    r"[ \t*|>\u2022-]{0,6}([^\W\d_][^:|\t@<>*=]{0,40}?)[ \t]{0,4}\*{0,2}[ \t]{0,4}"
    r"(?::[ \t*]{0,6}|[|\t=]{1,3}[ \t]{0,4}|\Z)(.{0,300})\Z"
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

# An address as people have it (RFC 5321 section 4.5.3.1), and what links put before it.
_ADDRESS = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
)
_LINK = re.compile(r"[(<\[]?mailto:\Z")


def labelled_sender(text: str) -> Address | None:
    """The address and name that the labelled lines of a form's text give, or None.

    The first label wins: what a person writes into a form stands below. Never raises;
    linear time.
    """
    pairs = list(_pairs(text))
    found = _address(pairs, _EMAIL) or _address(pairs, _SENDER)
    if not found:
        return None
    return Address((found.name or _name(pairs))[:_LONGEST_NAME], found.email)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Folded labels and what stands behind them, or on the next line that is not
    empty."""
    lines = [line.strip()[:MAX_LENGTH] for line in text[: MAX_LINES * 500].split("\n")]
    lines = [line for line in lines if line][:MAX_LINES]
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        found = _LINE.match(line)
        if found:
            label = _HINT.sub(" ", fold(found[1])).strip(" .*")
            yield label, found[2].strip(" \t*|") or following.strip(" \t*|")


def _address(pairs: list[tuple[str, str]], label: re.Pattern) -> Address | None:
    """The first address behind a label that is one of `label`."""
    for name, value in pairs:
        if "@" in value and label.fullmatch(name):
            address = _first_address(value)
            if address:
                return address
    return None


def _first_address(value: str) -> Address | None:
    """The one address that a value names, perhaps twice, as in a link."""
    found = list(_ADDRESS.finditer(value))
    if len({normalize(each[0]) for each in found}) != 1:
        return None
    name = _LINK.sub("", value[: found[0].start()]).strip(" \t\"'<>()[],;:")
    return Address(one_line(name), normalize(found[0][0]))


def _name(pairs: list[tuple[str, str]]) -> str:
    """The name of who filled the form in; '' without one."""
    first, last = _value(pairs, _FIRST), _value(pairs, _LAST)
    if first and last and first != last:
        return f"{first} {last}"
    return _value(pairs, _NAME) or first or last


def _value(pairs: list[tuple[str, str]], label: re.Pattern) -> str:
    """What stands behind the first label that is one of `label`; '' for nothing."""
    return next((v for name, v in pairs if label.fullmatch(name) and "@" not in v), "")
