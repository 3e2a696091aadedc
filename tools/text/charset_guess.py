"""Which charset a text is in that declares none, where its letters are not Latin."""

import re

# Bytes looked at; the letters of a language show within some words.
_SAMPLE = 4_096

# Of a text in another script most letters are beyond ASCII; of Western ones few.
_DENSE = 0.5
_DISTINCT = 5  # different bytes beyond ASCII in the shortest text that tells anything
_CUT = 1  # characters that a charset does not have
_OF_SCRIPT = 0.75  # of what is beyond ASCII; the rest are marks and signs

_CYRILLIC = ("\u0400-\u04ff", "оеаинтсрвлкмдпу", 0.6)
_KANA = ("\u3040-\u30ff\u4e00-\u9fff", "\u3040-\u30ff", 0.3)
_HANZI = "的一是不了人我在有个個中上到和地要就你您好已月日"
# Charset, the characters of its script, those that every text is full of, and the
# share that these have at least.
_SCRIPTS = (
    ("cp1251", *_CYRILLIC),
    ("koi8-r", *_CYRILLIC),
    ("cp866", *_CYRILLIC),
    ("iso-8859-5", *_CYRILLIC),
    ("cp1253", "\u0370-\u03ff", "αοιετνσηρπκυάόίέ", 0.6),
    ("cp1255", "\u0590-\u05ff", "יוהלאתרמבשנ", 0.6),
    ("cp1256", "\u0600-\u06ff", "اليمونترهعبد", 0.6),
    ("cp874", "\u0e00-\u0e7f", "านรอกเงมยลวดทส่", 0.5),
    ("cp932", *_KANA),
    ("euc-jp", *_KANA),
    ("gb18030", "\u4e00-\u9fff", _HANZI, 0.08),
    ("big5", "\u4e00-\u9fff", _HANZI, 0.08),
    ("cp949", "\uac00-\ud7a3", "이다는을에의가고하지한로요니기사안", 0.15),
)
CANDIDATES = tuple(
    (name, re.compile(f"[{script}]"), re.compile(f"[{often}]"), share)
    for name, script, often, share in _SCRIPTS
)
_ASCII = bytes(range(128))
_NO_LETTERS = re.compile(rb"[^A-Za-z]+")


def guess_charset(data: bytes) -> str | None:
    """Python's name of the charset that `data` seems to be in, or None where it is
    not clearly one of the known ones. Looks at the beginning alone; never raises."""
    sample = data[:_SAMPLE]
    high = sample.translate(None, _ASCII)
    letters = len(high) + len(_NO_LETTERS.sub(b"", sample))
    if len(high) < _DENSE * letters or len(set(high)) < _DISTINCT:
        return None
    fit, name = max((_fit(sample, *rule[1:], rule[0]), rule[0]) for rule in CANDIDATES)
    return name if fit >= 1 else None


def _fit(sample: bytes, script, often, share: float, name: str) -> float:
    """How well a charset fits: from 1 on it may be meant."""
    text = sample.decode(name, "replace")
    beyond = sum(char > "\x7f" for char in text)
    of_script = len(script.findall(text))
    impossible = text.count("\ufffd") > _CUT  # the sample may end in a character
    if impossible or not beyond or of_script < _OF_SCRIPT * beyond:
        return 0.0
    return len(often.findall(text)) / of_script / share
