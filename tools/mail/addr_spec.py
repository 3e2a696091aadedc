"""One bare address, read strictly (RFC 5322 section 3.4.1, RFC 6532)."""

import re
import unicodedata

from .domain import ascii_domain, is_domain

# RFC 5321 section 4.5.3.1 has 64 and 255; addresses that programs make are longer.
_LONGEST = 320
# Dots may stand anywhere in a local part: telephone companies gave out such addresses.
_LOCAL_PART = re.compile(r"[^\s\"(),:;<>@\[\]\\]+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_QUOTED_PAIR = re.compile(r"\\(.)")
_LITERAL = re.compile(r"\[(?:ipv6:)?[0-9a-f.:]+\]")


def read_addr_spec(text: str) -> str:
    """`text` as it is compared: lower case, the domain in ASCII, no needless quotes;
    '' where it is not exactly one address. Never raises.

    A quoted local part keeps its quotes where it needs them, so what follows the last
    @ is always the domain.
    """
    if len(text) > _LONGEST or not text.isprintable() or "\ufffd" in text:
        return ""
    local_part, _at, domain = text.rpartition("@")
    local_part, domain = _local_part(local_part), _domain(domain)
    return f"{local_part}@{domain}" if local_part and domain else ""


def _local_part(text: str) -> str:
    if "=?" in text:  # no encoded word may stand in an address (RFC 2047 section 5)
        return ""
    quoted = _QUOTED.fullmatch(text)
    content = _QUOTED_PAIR.sub(r"\1", quoted[1]) if quoted else text
    if not content.isascii():
        content = unicodedata.normalize("NFC", content)
        if content.isascii():  # the sign for kelvin is no k
            return ""
    content = content.lower()
    if _LOCAL_PART.fullmatch(content):
        return content
    if not quoted or not content.strip():
        return ""
    return '"' + re.sub(r'(["\\])', r"\\\1", content) + '"'


def _domain(text: str) -> str:
    """The domain, with one final dot at most."""
    text = text.lower()
    if _LITERAL.fullmatch(text):
        return text
    domain = "" if text.endswith("..") else ascii_domain(text)
    return domain if is_domain(domain) else ""
