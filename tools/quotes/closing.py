"""Letters without words of their own: a closing, a name and where to reach it.

By language: en de fr es pt it nl sv da/no fi pl cs/sk hu ro ru uk el tr. Thanks are
words: they answer something.
"""

import re
from collections.abc import Sequence

MAX_LINES = 10
MAX_WIDTH = 60

_FORMULA = re.compile(
    r"(?:(?:(?:kind(?:est)?|best|warm(?:est)?|with|my)[ ]){0,3}(?:regards|wishes)|"
    r"(?:yours[ ])?(?:sincerely|faithfully|truly)|"
    r"(?:mit[ ])?(?:(?:freundliche[nm]?|beste[n]?|liebe[n]?|viele[n]?|schöne[n]?|"
    r"herzliche[n]?)[ ])(?:grüße[n]?|gruß|gruessen?|grüsse[n]?|gruss)|"
    r"mfg|vg|lg|hochachtungsvoll|(?:bien[ ])?cordialement|salutations|"
    r"(?:un[ ])?(?:cordial(?:es)?[ ])?saludos?(?:[ ]cordial(?:es)?)?|atentamente|"
    r"atenciosamente|(?:com[ ]os[ ]melhores[ ])?cumprimentos|"
    r"(?:cordiali|distinti)[ ]saluti|saluti|"
    r"(?:met[ ])?vriendelijke[ ]groet(?:en)?|mvg|(?:med[ ])?(?:vänliga|venlige?|"
    r"vennlig)[ ](?:hälsningar|hilsen)|mvh|(?:ystävällisin[ ])?terveisin|"
    r"pozdrawiam|z[ ]poważaniem|(?:s[ ])?pozdrav(?:em|om)?|üdvözlettel|cu[ ]stimă|"
    r"с[ ]уважением|з[ ]повагою|με[ ]εκτίμηση|saygılarımla)[ ]?[,.!]?",
    re.I,
)
_SENTENCE = re.compile(r"[?!]|:$|[^\W\d_]{4,}\.$")


def is_closing(lines: Sequence[str]) -> bool:
    """Whether these lines, none of them empty, are a closing and what is written below
    it, and nothing above. Never raises; linear time."""
    if not lines or len(lines) > MAX_LINES:
        return False
    first = lines[0].strip()
    if len(first) > MAX_WIDTH or _FORMULA.fullmatch(first) is None:
        return False
    return not any(
        len(line) > MAX_WIDTH or _SENTENCE.search(line.strip()) for line in lines[1:]
    )
