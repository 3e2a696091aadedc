"""The language that a mail says it is written in (RFC 3282 section 2)."""

import re
from collections.abc import Iterable

from .headers import Headers

# RFC 5646 section 2.1, as far as anybody writes them.
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}", re.ASCII)
_LONGEST = 100


def content_language(headers: Headers, known: Iterable[str]) -> str:
    """The one of the `known` languages (codes of Odoo, such as "de_CH") that the field
    Content-Language names; "" where it names none, or several.

    A language stands in for its regional variants (RFC 4647 section 3.4). Never raises.
    """
    named = headers.get("Content-Language")[:_LONGEST].strip().lower()
    if not _TAG.fullmatch(named):
        return ""
    exact = (code for code in sorted(known) if _as_tag(code) == named)
    language = named.partition("-")[0]
    return next(exact, "") or next(iter(variants(language, known)), "")


def variants(language: str, known: Iterable[str]) -> list[str]:
    """Those of the `known` languages that are this one ("de", "zh_CN"), in order."""
    wanted = _as_tag(language).split("-")
    return [
        code
        for code in sorted(known)
        if _as_tag(code).split("-")[: len(wanted)] == wanted
    ]


def _as_tag(code: str) -> str:
    return code.partition("@")[0].replace("_", "-").lower()
