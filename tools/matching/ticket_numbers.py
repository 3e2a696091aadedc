"""Ticket numbers in a subject, in the form that their sequence gives them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..parsing_limits import MAX_HEADER_LENGTH

# Longer numbers are none of ours; so no pattern looks far.
_MOST_DIGITS = 12
_MOST_NUMBERS = 5
_PLACEHOLDER = re.compile(r"(%\(\w{1,30}\)s)")


@dataclass(frozen=True)
class NumberFormat:
    """How a sequence writes its numbers; `spell` gives a found one its letters back."""

    pattern: re.Pattern
    template: str

    def spell(self, found: re.Match) -> str:
        """A number as the sequence writes it, whatever case a person wrote it in."""
        return self.template.format(*found.groups())


def number_format(prefix: str, padding: int, suffix: str = "") -> NumberFormat:
    """The `NumberFormat` of a sequence's prefix and suffix, which may hold dates
    ("%(year)s"), and the least number of its digits.

    A number without any letter is only read behind "#" or in brackets: in a subject
    it might be of anything.
    """
    before, template_before = _pieces(prefix)
    after, template_after = _pieces(suffix)
    digits = rf"([0-9]{{{min(max(padding, 1), _MOST_DIGITS)},{_MOST_DIGITS}}})"
    core = before + digits + after
    if re.search(r"[^\W\d_]", _PLACEHOLDER.sub("", f"{prefix}{suffix}")):
        core = rf"(?<![^\W_]){core}(?![^\W_])"
    else:
        core = rf"(?:(?<=\[)|(?<=#)){core}(?![^\W_])"
    template = template_before + "{}" + template_after
    return NumberFormat(re.compile(core, re.IGNORECASE), template)


def _pieces(affix: str) -> tuple[str, str]:
    """Pattern and template of a prefix or suffix."""
    pattern = template = ""
    for piece in _PLACEHOLDER.split(affix or ""):
        if _PLACEHOLDER.fullmatch(piece):
            pattern += r"([0-9]{1,4})"
            template += "{}"
        else:
            pattern += re.escape(piece)
            template += piece.replace("{", "{{").replace("}", "}}")
    return pattern, template


def numbers_in(text: str, formats: Iterable[NumberFormat]) -> tuple[str, ...]:
    """Ticket numbers in `text`, each once, in its order; a few at the most."""
    text = text[:MAX_HEADER_LENGTH]
    found = sorted(
        (match.start(), form.spell(match))
        for form in formats
        for match in form.pattern.finditer(text)
    )
    return tuple(dict.fromkeys(number for _place, number in found))[:_MOST_NUMBERS]
