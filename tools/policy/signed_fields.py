"""Which fields of a mail its signatures leave to others (RFC 6376 section 5.4).

Whoever has a signed mail can send it again, and put on or change what is not signed:
whom it is to, which ticket it is about, where in its body a text begins.
"""

from collections import Counter
from collections.abc import Iterable

from ..mail.domain import ascii_domain
from ..mail.headers import Headers
from ..parsing_limits import MAX_HEADERS

# What says who wrote what to whom, and about which ticket. An absent one need not be
# signed: put on later, it is there.
READ = (
    "from",
    "to",
    "cc",
    "reply-to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "thread-index",
    "content-type",
    "content-transfer-encoding",
)


def unsigned_fields(headers: Headers, signed: Iterable[str]) -> tuple[str, ...]:
    """Those of READ that stand more often in `headers` than in `signed`, the names
    in a signature's `h=`."""
    counts = Counter(name.strip().lower() for name in signed)
    return tuple(name for name in READ if len(headers.get_all(name)) > counts[name])


def replaceable_fields(headers: Headers, domain: str) -> tuple[str, ...]:
    """Those of READ that a DKIM signature by the owner of `domain` (as `ascii_domain`)
    leaves to others; () where no field says that there is one.

    Somebody else checked the signatures, and which of them held is not known: so each
    has to cover all. One that cannot be read, or of a part of the body, covers none.
    """
    signatures = map(_tags, headers.get_all("DKIM-Signature"))
    own = [tags for tags in signatures if _may_align(tags.get("d", ""), domain)]
    # Fields behind the last one that is read may hold a signature.
    if len(headers.fields) >= MAX_HEADERS:
        own.append({})
    left = {name for tags in own for name in unsigned_fields(headers, _signed(tags))}
    return tuple(name for name in READ if name in left)


def _signed(tags: dict[str, str]) -> list[str]:
    """The names in `h=` of a signature of a whole mail. `l=` would leave the end of
    the body to anybody (section 8.2)."""
    return [] if "l" in tags else tags.get("h", "").split(":")


def _tags(value: str) -> dict[str, str]:
    """The tags of a signature (section 3.2), without white space; {} where the field
    is none."""
    pairs = [tag.partition("=") for tag in value.split(";") if tag.strip()]
    tags = {name.strip(): "".join(text.split()) for name, _equals, text in pairs}
    return tags if len(tags) == len(pairs) else {}


def _may_align(signer: str, domain: str) -> bool:
    """Whether two domains may have one owner, as DMARC sees it: then their last two
    names are the same, whichever suffixes are public. A missing signer may be any."""
    names = ascii_domain(signer).split(".")[-2:]
    return not signer or names == domain.split(".")[-2:]
