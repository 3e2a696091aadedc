"""Python's codec, or ours, for each name that a charset goes by in mail.

The labels of the WHATWG Encoding Standard (section 4.2), which are those that browsers
and mail programs know, the numbers of Windows and IBM code pages (MS-UCODEREF 2.2.1,
IBM CCSID), and what Python lacks of the IANA registry. Names are compared by their
letters and digits: programs put hyphens, blanks and prefixes where they like.
"""

import codecs
import re
from functools import lru_cache

from .lacking_charsets import ISO_2022_CN, VISCII

UTF_8 = "utf-8"
ISO_2022_JP = "iso2022_jp"
EUC_JP = "euc_jp"

# Codecs that are no charset of any mail, or whose time grows by the square.
_REFUSED = frozenset(
    ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape")
)
_LONGEST = 60  # characters of a name that are looked at
_NO_NAME = re.compile(r"[^a-z0-9]+")
_BEHIND = re.compile(r"(?:[;, ].*|_charset)\Z", re.DOTALL)
_PREFIXES = re.compile(r"\A(?:charset|xcs|cs|xx|x)+(?=..)")

# The letters and digits of names, by what their senders mean: often a superset.
_NAMES = {
    UTF_8: "utf8 utf8mb3 utf8mb4 utf8bom utf8sig utf8mac utf8n cesu8 unicode11utf8"
    " unicode20utf8 ascii usascii us ansix341968 ansix341986 iso646us iso646irv1991"
    " isoir6 unknown8bit unknown default none 7bit 8bit binary base64",
    "utf-7": "unicode11utf7",
    "utf-16-le": "unicode unicodefeff ucs2 iso10646ucs2 utf16le",
    "utf-16-be": "unicodefffe utf16be",
    "cp1252": "ansi westerneuropean western",
    "cp1254": "turkish",
    "cp874": "tis620 tis6202533 tis62025330 tis62025331 thai",
    "iso8859-5": "cyrillic",
    "iso8859-6": "arabic asmo708 ecma114",
    "iso8859-7": "greek greek8 elot928 ecma118 suneugreek",
    "iso8859-8": "hebrew visual logical",
    "koi8-r": "koi koi8 koi8r",
    "koi8-u": "koi8u koi8ru",
    "mac-roman": "mac macintosh macroman",
    "mac-cyrillic": "maccyrillic macukrainian",
    "mac-latin2": "macce maccentraleurope maccentraleurroman",
    "mac-greek": "macgreek",
    "mac-turkish": "macturkish",
    "mac-iceland": "maciceland macicelandic",
    "gb18030": "gb18030 gbk gb2312 gb231280 chinese euccn eucgb2312cn iso58gb231280"
    " isoir58 cngb gb macchinesesimp",
    "hz": "hz hzgb2312",
    "cp950": "big5 cnbig5 big5eten big5tw macchinesetrad",
    "big5hkscs": "big5hkscs",
    "cp949": "euckr korean ksc5601 ksc56011987 ksc56011989 ksx1001 isoir149 uhc"
    " mackorean",
    "cp932": "shiftjis shiftjisms sjis sjiswin mskanji windows31j ms932 mscp932"
    " macjapanese",
    EUC_JP: "eucjp eucjpms eucjpwin eucjpopen ujis eucpkdfmtjapanese",
    ISO_2022_JP: "iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 iso2022jpms"
    " iso2022jpext iso2022jpesc jis jis7 jis8",
    VISCII: "viscii viscii11 viscii111",
    ISO_2022_CN: "iso2022cn iso2022cnext",
}
_CODECS = {name: codec for codec, names in _NAMES.items() for name in names.split()}

_ISO = re.compile(r"(?:iso)?[^a-z0-9]?8859[^a-z0-9]{0,2}(\d{1,2})(?:\D.{0,40})?\Z")
# The first of these has the control characters of Windows where ISO has none.
_ISO_CODECS = {1: "cp1252", 9: "cp1254", 11: "cp874"}
_LATIN = re.compile(r"(?:iso)?(?:latin|l)(\d{1,2})\Z")
_LATIN_ISO = {0: 15, 1: 1, 2: 2, 3: 3, 4: 4, 5: 9, 6: 10, 7: 13, 8: 14, 9: 15, 10: 16}
_REGISTERED = re.compile(r"isoir(\d{3})\Z")
_REGISTERED_ISO = {100: 1, 101: 2, 109: 3, 110: 4, 126: 7, 127: 6, 138: 8, 144: 5}
_REGISTERED_ISO |= {148: 9, 157: 10, 166: 11, 179: 13, 199: 14, 203: 15, 226: 16}

_PAGE = re.compile(
    r"(?:mswin|ms|win)?(?:windows|win|cp|ibm|dos|msdos|oem|pc|ansi|codepage|ccsid|page)?"
    r"0{0,3}([1-9]\d{2,4})(?:multilingual|latin\d|1)?\Z"
)
_PAGES = {367: UTF_8, 1208: UTF_8, 20127: UTF_8, 65001: UTF_8, 65000: "utf-7"}
_PAGES |= {1200: "utf-16-le", 1201: "utf-16-be", 819: "cp1252", 920: "cp1254"}
_PAGES |= {813: "iso8859-7", 912: "iso8859-2", 915: "iso8859-5", 916: "iso8859-8"}
_PAGES |= {923: "iso8859-15", 878: "koi8-r", 20866: "koi8-r", 21866: "koi8-u"}
_PAGES |= {943: "cp932", 31: "cp932", 954: EUC_JP, 20932: EUC_JP, 51932: EUC_JP}
_PAGES |= dict.fromkeys((50220, 50221, 50222), ISO_2022_JP)
_PAGES |= dict.fromkeys((936, 1383, 1386, 20936, 51936, 54936), "gb18030")
_PAGES |= {949: "cp949", 970: "cp949", 51949: "cp949", 1361: "johab", 951: "big5hkscs"}
_PAGES |= {
    50225: "iso2022_kr",
    50227: ISO_2022_CN,
    52936: "hz",
    10000: "mac-roman",
    10006: "mac-greek",
}
_PAGES |= {10007: "mac-cyrillic", 10029: "mac-latin2", 10079: "mac-iceland"}
_PAGES |= {10081: "mac-turkish", 708: "iso8859-6", 1051: "hp-roman8"}


def codec_name(declared: str | None) -> str | None:
    """Python's name of a declared charset, or None when there is no such charset."""
    name = (declared or "")[:_LONGEST].strip(" \t\r\n\"'").lower()
    return _codec(name) if name and name.isascii() else None


@lru_cache(maxsize=256)
def _codec(name: str) -> str | None:
    """The codec for a name in lower case."""
    name = _BEHIND.sub("", name)
    letters = _NO_NAME.sub("", name)
    bare = _PREFIXES.sub("", letters)
    found = _CODECS.get(letters) or _CODECS.get(bare)
    return _known(found or _numbered(name, bare) or name)


def _numbered(name: str, bare: str) -> str | None:
    """The codec for a part of ISO 8859, or a code page."""
    part = _iso_part(name.removeprefix("cs").removeprefix("x-"), bare)
    if part:
        return _ISO_CODECS.get(part) or f"iso8859-{part}"
    page = _PAGE.match(bare)
    if not page:
        return None
    number = int(page[1])
    if 28591 <= number <= 28606:
        return _ISO_CODECS.get(number - 28590) or f"iso8859-{number - 28590}"
    return _PAGES.get(number) or f"cp{number}"


def _iso_part(name: str, bare: str) -> int:
    """The number of the part of ISO 8859 that a name means, or 0."""
    found = _ISO.match(name.replace("_", "-"))
    if found:
        return int(found[1])
    latin, registered = _LATIN.match(bare), _REGISTERED.match(bare)
    if latin:
        return _LATIN_ISO.get(int(latin[1]), 0)
    return _REGISTERED_ISO.get(int(registered[1]), 0) if registered else 0


def _known(name: str) -> str | None:
    """Name of the text codec called `name`, or None."""
    if name in (VISCII, ISO_2022_CN):
        return name
    try:
        codec = codecs.lookup(name)
        b"a".decode(codec.name, "replace")
    except (LookupError, ValueError):
        return None
    return None if codec.name.replace("-", "_") in _REFUSED else codec.name
