"""Lines that say who wrote what follows: "On 5 March, Jane Doe wrote:"."""

import re
from collections.abc import Sequence
from functools import cached_property

from ..text.unseen import without_unseen
from .words import ATTRIBUTION_OPENERS, PERSONAL, WROTE, WROTE_UNSPACED

# Longest such line that is looked at, all its pieces joined. Wrapped ones have up to
# six pieces; addresses in them may be long.
MAX_LENGTH = 500
MAX_PIECES = 6
# Longest one in which nothing but a verb tells it, and longest name above an address.
MAX_BARE_LENGTH = 100
MAX_NAME_LENGTH = 60

_ENDS = (":", "：", "-", "*", ">", "៖", "։", "՝")
_COLONS = (":", "：", "៖", "։", "՝")
_ENDS_OF_VERBS = " \xa0:：.։՝៖"
_VERB_UNSPACED = re.compile(WROTE_UNSPACED)
_ANSWER_BEHIND = re.compile(r"([^\W\d_]+)(?:\(\w{1,3}\))?\s?[:：](?=\s{0,3}>)")
_ADDRESS = re.compile(r"[^\s<>@()\[\],;:\"]{1,64}@[^\s<>@()\[\],;:\"]{2,255}")
_BRACKETED = re.compile(
    r"[<(\[](?:mailto:)?[^\s<>@()\[\]]{1,64}@[^\s<>@()\[\]]{2,255}[>)\]]"
)
_TIME = re.compile(r"\d{1,2}\s?[:.h時时시点]\s?\d{2}")
_DATE = re.compile(
    r"\d{1,4}\s?[./\-年년]\s?\d{1,2}\s?[./\-月월]\s?\d{0,4}|(?<!\d)(?:19|20|25)\d\d(?!\d)|"
    # A year in digits of other scripts.
    r"(?<!\d)(?:(?![0-9])\d){4}(?!\d)|"
    r"(?<![^\W_])\d{1,2}\.?(?:st|nd|rd|th)?[ ](?:de[ ])?[^\W\d_]{3,}|"
    r"[^\W\d_]{3,10}\.?[ ]\d{1,2}[, ]"
)
_ONLY_ADDRESS = re.compile(
    r"^[^\s<>@]{1,64}@[^\s<>@]{3,255}(?:\s\S{1,20}){1,3}\s?[:：]$"
)
# Gmail of 2013 wrote no verb and no colon: "2013/10/2 Jane Doe <jane@shop.example>".
_ISO_LINE = re.compile(
    r"^20\d\d[-/]\d{1,2}[-/]\d{1,2}(?:[ ]\d{1,2}:\d\d)?(?:[ ]GMT[+-]\d\d:\d\d)?[ ]"
    r"[^<>:@]{1,60}<[^<>@\s]{1,64}@[^<>@\s]{1,255}>:?$"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W_]")
_IP_ADDRESS = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)")
_FIRST_DIGIT = re.compile(r"\d")
_CONTINUED_END = re.compile(r"^>\s?([^\W\d_]*)(?:\(\w{1,3}\))?\s?[:：]$")
_LIST_BEGIN = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ARTICLE = re.compile(
    r"(?<!von[ ])(?<!van[ ])(?<!\w)(?:(?:the|this|that|der|die|das|ein|eine)\s\w|"
    r"(?:le|la|un|une|el|los|una|il|lo|een)\s[a-zà-ÿ]{3})"
)
_LAST_WORD = re.compile(r"[^\W\d_]{5,}\.$")
_SENTENCE_END = (".", "!", "?", ";", ":", ",")


class _Signs:
    """What of an attribution is in `joined`, which begins with the line `piece`; each
    sign is looked for when it is asked for."""

    def __init__(self, piece: str, joined: str):
        self.text = joined.strip("-* ")
        if joined.count(".") > 2:
            self.text = _IP_ADDRESS.sub("", self.text)
        if ">" in joined:
            self.text = _without_answer(self.text)
        self.piece = _IP_ADDRESS.sub("", piece)

    @cached_property
    def opened(self) -> bool:
        """Whether it begins with a date, or with a few words and one."""
        return _opens(self.piece)

    @cached_property
    def named(self) -> bool:
        """Whether it begins with words that nothing else begins with."""
        return self.piece.lstrip("-*>: ").lower().startswith(ATTRIBUTION_OPENERS)

    @cached_property
    def ended(self) -> bool:
        """Whether it ends, or is set from the right and begins, with a colon."""
        return self.text.endswith(_COLONS) or self.text.startswith(":")

    @cached_property
    def verb(self) -> bool:
        """Whether somebody "wrote"."""
        return _has_verb(self.text)

    @cached_property
    def verb_last(self) -> bool:
        """Whether that is the last word."""
        return _ends_with_verb(self.text)

    @cached_property
    def address(self) -> bool:
        """Whether there is an address."""
        return "@" in self.text and _ADDRESS.search(self.text) is not None

    @cached_property
    def bracketed(self) -> bool:
        """Whether there is one in brackets."""
        return "@" in self.text and _BRACKETED.search(self.text) is not None

    @cached_property
    def date(self) -> bool:
        """Whether there is a date."""
        return _DATE.search(self.text) is not None

    @cached_property
    def time(self) -> bool:
        """Whether there is a time of the day."""
        return _TIME.search(self.text) is not None

    @cached_property
    def number(self) -> int:
        """How many of the signs are there that tell most; one where nothing else is."""
        return max(1, self.verb + self.address + self.date)


def find_start(texts: Sequence[str], end: int, floor: int, is_quoted_next: bool):
    """The index of the line where the attribution that ends in line `end` begins, or
    None where that line ends none.

    No line before `floor` is taken; `is_quoted_next` says whether a quotation follows.
    """
    last = _seen(texts[end])
    if not _may_end(last):
        return None
    joined, breaks, found, most = "", 0, None, 0
    for start in range(end, max(floor, end - MAX_PIECES + 1) - 1, -1):
        piece = _seen(texts[start])
        if not piece:
            breaks += 1
            if breaks > 1 or not _is_torn(last):
                break
            continue
        joined = f"{piece} {joined}".rstrip()
        if len(joined) > MAX_LENGTH or (found is not None and _ends_sentence(piece)):
            break
        if not is_quoted_next and "@" not in joined and not _FIRST_DIGIT.search(joined):
            continue
        signs = _Signs(piece, joined)
        if _says_who_wrote(signs, is_quoted_next) and signs.number > most:
            found, most = start, signs.number
        if found is not None and signs.opened and signs.date and signs.number > 1:
            break
    return _with_name(texts, found, floor)


def precedes_head(text: str) -> bool:
    """Whether a line above the head of a quoted mail is its attribution, too, with or
    without a colon; Lotus Notes has "Jane Doe <jane@shop.example> on 03/05/2024 10:12".
    """
    line = _seen(text)[:MAX_LENGTH]
    signs = _Signs(line, line)
    if not (signs.date and signs.time) or _is_personal(signs.text):
        return False
    return signs.verb or signs.bracketed


def is_torn_end(text: str) -> bool:
    """Whether a line that looks quoted only ends an attribution: "> wrote:"."""
    found = _CONTINUED_END.match(text.strip()) if len(text) < 40 else None
    return found is not None and (not found[1] or found[1].lower() in WROTE)


def _has_verb(text: str) -> bool:
    if not WROTE.isdisjoint(word.lower() for word in _LETTERS.findall(text)):
        return True
    return not text.isascii() and _VERB_UNSPACED.search(text) is not None


def _ends_with_verb(text: str) -> bool:
    last = text[-40:].rstrip(_ENDS_OF_VERBS).rpartition(" ")[2].lower()
    # "napisał(a)", "napisao/la"
    if last in WROTE or last.partition("(")[0].partition("/")[0] in WROTE:
        return True
    return not text.isascii() and _VERB_UNSPACED.search(text[-12:]) is not None


def _without_answer(text: str) -> str:
    """A line up to "wrote:" where a program put what is quoted behind it."""
    for found in _ANSWER_BEHIND.finditer(text):
        if found[1].lower() in WROTE:
            return text[: found.end()]
    return text


def _seen(text: str) -> str:
    """A line as people see it."""
    if not text.isascii():
        # Marks of direction and joiners, which programs put around names and addresses.
        text = without_unseen(text).replace("\xa0", " ").replace("\u202f", " ")
    return text.strip()


def _may_end(last: str) -> bool:
    if not last or len(last) > MAX_LENGTH:
        return False
    if last[0] in "-*_=" and not _LETTER.search(last):
        return False
    return (
        last.endswith(_ENDS)
        or _ends_with_verb(last)
        or ":>" in last
        # Set from the right to the left, Roundcube has its colon in front.
        or (last[0] == ":" and not last.isascii())
    )


def _is_torn(last: str) -> bool:
    return last.startswith((">", "<", "mailto:"))


def _ends_sentence(piece: str) -> bool:
    """Whether a line is the end of a sentence, and not of an abbreviation."""
    return piece.endswith(("!", "?")) or _LAST_WORD.search(piece[-12:]) is not None


def _with_name(texts: Sequence[str], found: int | None, floor: int) -> int | None:
    """The line of a name above an attribution that begins with an address or a verb."""
    if found is None or found <= floor:
        return found
    first, above = _seen(texts[found]), _seen(texts[found - 1])
    is_rest = _is_torn(first) or first[:1].islower()
    is_name = 0 < len(above) <= MAX_NAME_LENGTH and not above.endswith(_SENTENCE_END)
    return found - 1 if is_rest and is_name and len(above.split()) <= 6 else found


def _opens(piece: str) -> bool:
    """Whether an attribution may begin here: with a date or a few words and one."""
    text = piece.lstrip("-*>: ")
    digit = _FIRST_DIGIT.search(text[:60])
    if digit is None or _LIST_BEGIN.match(piece):
        return False
    before = text[: digit.start()]
    if "@" in before or "<" in before:
        return False
    return len(before.split()) <= 4 and _DATE.search(text[:120]) is not None


def _says_who_wrote(signs: _Signs, is_quoted_next: bool) -> bool:
    """Whether the whole is an attribution. Above a quotation a little tells it; what
    follows else would be taken for quoted, so it has to look like a program's."""
    if is_quoted_next:
        return _is_likely(signs)
    if _ISO_LINE.match(signs.text):
        return True
    if not (signs.ended or signs.verb_last) or _is_personal(signs.text):
        return False
    if signs.verb_last and _ONLY_ADDRESS.match(signs.text):
        return True
    if signs.bracketed and len(signs.text) <= 300:
        return signs.date and signs.time or signs.verb and signs.ended
    if (signs.opened or signs.named) and signs.date:
        told = signs.address or signs.verb and signs.ended
        return told and (signs.named or not _tells_of_somebody(signs.text))
    if not (signs.verb and signs.date and signs.time):
        return False
    return len(signs.text) <= 120 and not _tells_of_somebody(signs.text)


def _is_likely(signs: _Signs) -> bool:
    if not (signs.ended or signs.verb_last):
        opened = signs.opened or signs.named
        return opened and signs.time and (signs.verb or signs.address)
    if signs.address:
        is_rest = signs.text.startswith(("<", "(", "["))
        told = signs.opened or signs.named or signs.verb or signs.date
        return told or is_rest
    if signs.date and signs.opened and (signs.verb or signs.time):
        return True
    if signs.verb and signs.date and signs.time:
        return True
    return (signs.verb or signs.named) and len(signs.text) <= MAX_BARE_LENGTH


def _is_personal(text: str) -> bool:
    """Whether somebody writes in the own name, or to somebody."""
    words = _WORDS.findall(_ADDRESS.sub(" ", text))
    return "I" in words or not PERSONAL.isdisjoint(word.lower() for word in words)


def _tells_of_somebody(text: str) -> bool:
    """Whether the writer is "the driver" and has no name."""
    digit = _FIRST_DIGIT.search(text)
    behind = text[digit.start() :] if digit and _opens(text) else text
    return _ARTICLE.search(behind) is not None
