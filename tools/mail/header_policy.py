"""A policy for `email` that parses each header value once and never raises."""

import re
from email.headerregistry import HeaderRegistry
from email.policy import EmailPolicy
from typing import Any

from ..parsing_limits import MAX_STRUCTURED_LENGTH
from ..text.charsets import clean
from ..text.header_text import decode_words, parse_parameters
from .addr_spec import read_addr_spec
from .address import Address, parse_addresses

_SPECIALS = re.compile(r'[][()<>@,:;\\".]')
_LINE_ENDS = re.compile(r"[\r\n]+")
_FOLDABLE = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+[ \t]*")

# Fields whose parsed value has more to say than its text. All others are decoded by
# this package: the standard library takes ten times as long and can raise.
_DATES = frozenset(("date", "resent-date"))
_ADDRESSES = frozenset(
    (
        "bcc",
        "cc",
        "delivered-to",
        "from",
        "reply-to",
        "resent-bcc",
        "resent-cc",
        "resent-from",
        "resent-sender",
        "resent-to",
        "sender",
        "to",
    )
)


class PlainHeader(str):
    """A header's decoded text with what `email` expects of a header object."""

    __slots__ = ("name",)
    name: str
    max_count = None
    defects = ()

    def __new__(cls, name: str, value: str):
        text = super().__new__(cls, decode_words(value))
        text.name = name
        return text

    def __getnewargs__(self):
        """What a copy is made from: `copy` and `pickle` ask."""
        return self.name, str(self)

    @property
    def params(self):
        """Parameters of a MIME header by name (RFC 2045 section 5.1, RFC 2231)."""
        return parse_parameters(self)[1]

    @property
    def content_type(self) -> str:
        """The type of a Content-Type, in lower case."""
        return parse_parameters(self)[0]

    @property
    def content_disposition(self) -> str:
        """The first word of a Content-Disposition (RFC 2183), in lower case."""
        return parse_parameters(self)[0]

    @property
    def cte(self) -> str:
        """The first word of a Content-Transfer-Encoding (RFC 2045 section 6)."""
        return parse_parameters(self)[0]

    def fold(self, *, policy) -> str:
        """The field as lines for a generator."""
        return policy.fold(self.name, str(self))


class StructuredHeader(PlainHeader):
    """The text of an address or a date field. The standard library parses it when
    asked for more, such as `addresses`, which takes ten times as long, or never."""

    __slots__ = ("_raw", "_parsed")
    _raw: str
    _parsed: Any

    def __new__(cls, name: str, value: str):
        is_address = name.lower() in _ADDRESSES
        shown = _formatted_all(value) if is_address else decode_words(value)
        text = str.__new__(cls, shown)
        text.name, text._raw, text._parsed = name, value, None
        return text

    def __getnewargs__(self):
        """What a copy is made from: `copy` and `pickle` ask."""
        return self.name, self._raw

    def __getattr__(self, attribute: str):
        if attribute.startswith("_") or len(self._raw) > MAX_STRUCTURED_LENGTH:
            raise AttributeError(attribute)
        if self._parsed is None:
            self._parsed = _parsed(self.name, self._raw)
        return getattr(self._parsed, attribute)


def _parsed(name: str, value: str):
    """The standard library's header object, or an empty one where it raises."""
    try:
        return _REGISTRY(name, value)
    # Its parsers raise nearly anything on odd input.
    except Exception:
        return _REGISTRY(name, "")


def _formatted_all(value: str) -> str:
    """An address field's value, written anew: readers of it recurse for each bracket
    or take by the square of its length on what is no list of addresses."""
    return ", ".join(map(formatted, parse_addresses(value)))


def formatted(address: Address) -> str:
    """Name and address as a header has them; the name alone where the address is none
    (RFC 5322 section 3.4)."""
    email = read_addr_spec(address.email)
    if not email:
        return _quoted(address.name)
    if not address.name:
        return email
    return f"{_quoted(address.name)} <{email}>"


def _quoted(name: str) -> str:
    """A display name, in quotes where it holds specials (RFC 5322 section 3.2.3)."""
    if not _SPECIALS.search(name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _header(name: str, value: str) -> PlainHeader:
    """Header object of a value as it stands in the mail."""
    value = clean(_LINE_ENDS.sub("", value))
    kind = name.lower()
    if kind in _ADDRESSES or kind in _DATES:
        return StructuredHeader(name, value)
    return PlainHeader(name, value)


class MailPolicy(EmailPolicy):
    """The SMTP policy for one mail: remembers what it parsed, and is total.

    Odoo asks for the same headers some fifty times a mail, and `email` parses them
    anew each time. Make one policy for each mail, so that the memory goes with it.
    """

    _parsed: dict[tuple[str, str], Any]

    def __init__(self, **kw):
        super().__init__(
            **{
                "linesep": "\r\n",
                "refold_source": "none",
                "header_factory": _REGISTRY,
                **kw,
            }
        )
        object.__setattr__(self, "_parsed", {})

    def clone(self, **kw):
        """A policy with other settings and a memory of its own."""
        copy = super().clone(**kw)
        object.__setattr__(copy, "_parsed", {})
        return copy

    def header_fetch_parse(self, name, value):
        """The header object for a stored value; the same one for the same value."""
        if hasattr(value, "name"):
            return value
        key = (name.lower(), value)
        parsed = self._parsed.get(key)
        if parsed is None:
            parsed = self._parsed[key] = _header(name, value)
        return parsed

    def header_store_parse(self, name, value):
        """Name and header object for a value that a program sets."""
        if hasattr(value, "name") and value.name.lower() == name.lower():
            return name, value
        if not isinstance(value, str):
            return super().header_store_parse(name, value)
        return name, self.header_fetch_parse(name, str(value))

    def header_max_count(self, name):
        """No limit: what came in may hold a field twice."""
        return None

    def fold(self, name, value):
        """The field as text lines, never raising and never ending the head early."""
        return f"{name}: {_FOLDABLE.sub(self.linesep + ' ', str(value))}{self.linesep}"

    def fold_binary(self, name, value):
        """The field as UTF-8 lines (RFC 6532)."""
        return self.fold(name, value).encode("utf-8", "replace")


_REGISTRY = HeaderRegistry()
