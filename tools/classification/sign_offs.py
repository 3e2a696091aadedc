"""How people end a letter: a formula and their name."""

import re

from .evidence import Clues
from .wording import fold, plain

# A line with the formula, or with formula and name. A line is a language or two.
_FORMULA = re.compile(
    # English
    r"(?:(?:(?:kind|best|warm|many|with|my)[ -]){0,3}(?:regards|wishes|thanks)|regards"
    r"|sincerely|yours(?: \w{1,12})?|cheers|thanks|thank you|thx|cordially"
    # German, French
    r"|(?:mit )?(?:\w{3,12}[nes]{1,2} )?(?:gruss|grusse|grussen|gruesse|gruessen)"
    r"(?: \w{1,5} \w{2,20})?|mfg|vg|lg|danke|vielen dank|hochachtungsvoll"
    r"|(?:bien )?cordialement|bien a vous|salutations|sinceres? salutations|merci"
    # Spanish, Portuguese, Italian
    r"|(?:un )?(?:cordial(?:es)? )?saludos?(?: cordial(?:es)?)?|atentamente|gracias"
    r"|atenciosamente|(?:com os melhores )?cumprimentos|abracos|obrigad[oa]"
    r"|(?:cordiali|distinti|un) salut[oi]|saluti|grazie"
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"|(?:met )?(?:vriendelijke )?groet(?:en)?|mvg|bedankt"
    r"|(?:med )?(?:vanliga?|venlige?|vennlig|mange|basta) (?:halsning(?:ar)?|hilsen)"
    r"|mvh|halsningar|hilsen|(?:ystavallisin )?terveisin|kiitos"
    # Polish, Czech, Hungarian, Romanian, Turkish
    r"|pozdrawiam|z powazaniem|(?:s )?pozdrav(?:em)?|dekuji|udvozlettel|koszonettel"
    r"|cu stima|multumesc|saygilar(?:imla)?|tesekkurler"
    # Russian, Ukrainian
    r"|с уважением|спасибо|з повагою|дякую)(?=\W|\Z)"
)
# A name of a person: words that begin with a capital, or a letter and a point.
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Dipl|Ing|Mr|Mrs|Ms|Herr|Frau)\.?[ -]){0,3}"
    r"(?:[^\W\d_a-z][\w'-]{0,30}\.?)(?: (?:v[ao]n |de[rl]? |d[ao] |la )?"
    r"[^\W\d_a-z][\w'-]{0,30}\.?){0,3}[,.]?",
)
# What companies and programs sign with.
_NOBODY = re.compile(
    r"team|support|service|robot|\bbot\b|system|automat|custom|kund|client|mail|admin"
    r"|helpdesk|center|centre|store|shop|desk\b|portal|abteilung|department|staff"
    r"|group|gmbh|\binc\b|\bltd\b|\bllc\b|\bsarl\b"
    r"|\byour?\b|\bihr\b|\bdein\b|\bthe\b|\bdas\b|\bdie\b|\bl[ea]s?\b|votre|equip"
    r"|squadra"
    r"|zespol|команда|http|www|@"
)
_WORD = re.compile(r"\w{2,}")
_LINES = 40  # lines of the end that are looked at
_LONGEST = 50  # characters of a line with a formula or a name


def personal_sign_off(clues: Clues) -> str | None:
    """The name of a person below or behind a formula by which people end a letter."""
    lines = [line.strip(" \t*_-\u00a0") for line in clues.unquoted.split("\n")]
    lines = [line for line in lines if line][-_LINES:]
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        found = _FORMULA.match(fold(line)) if len(line) <= 2 * _LONGEST else None
        if not found:
            continue
        rest = plain(line)[found.end() :].strip(" ,.!")
        name = rest or following
        if _is_name(name, clues):
            return name
    return None


def _is_name(line: str, clues: Clues) -> bool:
    """Whether a line is a person's name, not what a company or program signs with:
    those begin with the sender's name, owners of companies end with it."""
    sender = clues.message.from_
    if len(line) > _LONGEST or not _NAME.fullmatch(plain(line)):
        return False
    folded = fold(line)
    known = f"{fold(sender.name[:100])} {sender.domain[:255]}"
    known += known.replace(" ", "")
    words = _WORD.findall(folded)
    is_company = all(word in known for word in words) or words[0] in known
    return not is_company and _NOBODY.search(folded) is None
