"""Text with an OpenPGP signature in letters around it (RFC 9580 section 7)."""

import re

_BEGIN = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n"
    r"(?:[A-Za-z-]{1,40}:[^\n]{0,200}\n){0,20}[ \t]*\n",
    re.MULTILINE,
)
_SIGNATURE = "\n-----BEGIN PGP SIGNATURE-----"
_END = "\n-----END PGP SIGNATURE-----"
_DASH = re.compile(r"^- ", re.MULTILINE)


def without_clear_signature(text: str) -> str:
    """`text`, with LF line ends, as it was before it was signed: without marks and
    signatures, dashes not escaped. What has no whole signature stays. Linear time."""
    kept: list[str] = []
    place = 0
    for begin in _BEGIN.finditer(text):
        signature = text.find(_SIGNATURE, begin.end() - 1)
        end = text.find(_END, signature)
        if signature < 0 or end < 0:
            break
        if begin.start() < place:
            continue
        kept.append(text[place : begin.start()])
        kept.append(_DASH.sub("", text[begin.end() : max(signature, begin.end())]))
        place = end + len(_END)
    return "".join(kept) + text[place:]
