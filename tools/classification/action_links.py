"""Links by which a program has its reader act: "https://shop.example/reset?token=4b2f"."""

import re
from itertools import islice

from ..reasons import Reason, because
from .evidence import Clues
from .reply_addresses import same_host

# A link that knows whom it went to: it has a parameter or a long part with a digit.
_OWN_LINK = re.compile(
    r"https?://[^\s<>\"]{1,200}?(?:[?&][\w-]{1,30}=|/(?=[^\s/<>]{0,60}\d)[\w-]{16,})"
)
# What web applications call their pages, in any language of the text.
_ACT = re.compile(
    r"/(?:confirm|verif|activat|reset|password|passwd|unlock|accept|invit|login|log-in"
    r"|signin|sign-in|sign_in|register|registration|account|user|profile|setting"
    r"|notification|preference|unsubscribe|order|invoice|payment|track|shipment|booking"
    r"|ticket|issue|task|comment|post|topic|thread|message|view\.php|index\.php)"
)
_LINK = re.compile(r"https?://([\w.-]{1,253})(?::\d{1,5})?([^\s<>\"')\]]{0,300})")
_HTML = 20_000  # characters of HTML that are looked at
_LINKS = 20  # links that are looked at


def own_link(clues: Clues) -> Reason | None:
    """A link that knows its reader."""
    found = _OWN_LINK.search(clues.unquoted) or _OWN_LINK.search(_html(clues))
    return because("own_link") if found else None


def senders_link(clues: Clues) -> Reason | None:
    """A link into the site of the sender's organisation that knows its reader or names
    what is to be done; one to a home page is in many a signature."""
    found = [*_links(clues.unquoted), *_links(_html(clues))]
    domain = clues.message.from_.domain
    for link in found:
        acts = _OWN_LINK.match(link[0]) or _ACT.search(link[2].lower())
        if acts and same_host(link[1].lower(), domain):
            return because("link_into", host=link[1][:60])
    return None


def _links(text: str) -> list[re.Match]:
    return list(islice(_LINK.finditer(text), _LINKS))


def _html(clues: Clues) -> str:
    return (clues.message.body_html or "")[:_HTML]
