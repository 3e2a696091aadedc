"""Styles by which a sender hides text from who reads it, while programs find it: too
small, too pale, without height, or beside the page."""

import re
from dataclasses import dataclass

from .css_declarations import without_important

SMALLEST = 6.0  # CSS pixels of a font, and of the height of a line or an element
PALEST = 0.2  # opacity
FARTHEST = 500.0  # CSS pixels of a margin; of its percents a tenth
_SPACING = (-2.0, 50.0)  # CSS pixels between letters

_LENGTH = re.compile(r"([+-]?[0-9]{0,9}\.?[0-9]{1,9}(?:e[+-]?[0-9]{1,3})?)([a-z]*|%)")
_NUMERIC = re.compile(r"[+-]?\.?[0-9]")
_COLOR = re.compile(r"(?:rgb|hsl)a?\([^()]*\)")
_PLACING = ("margin", "padding", "border", "text-indent")
_SPACED = ("letter-spacing", "word-spacing")
_HEIGHTS = ("height", "max-height", "line-height")
# CSS pixels of absolute units, about; ems of relative ones.
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 38, "mm": 3.8}
_PIXELS |= {"q": 0.9, "rem": 16, "vw": 10, "vh": 8, "vmin": 8, "vmax": 10}
_EMS = {"em": 1, "%": 0.01, "ex": 0.5, "ch": 0.5}
_SIZES = {"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "initial": 16}
_SIZES |= {"large": 18, "x-large": 24, "xx-large": 32, "xxx-large": 48}
_STEPS = {"smaller": "0.83em", "larger": "1.2em", "inherit": "1em", "unset": "1em"}


@dataclass(frozen=True)
class Sight:
    """How text around an element is seen: the size of its font in CSS pixels, and its
    opacity, from 0 to 1."""

    size: float = 14.0
    opacity: float = 1.0


def drop_hiding_styles(styles: dict[str, str], around: Sight, has_text: bool) -> Sight:
    """Take out the declarations of an element by which text, its own or another's,
    would not be seen; how text in it is seen. `has_text`: whether there is any."""
    for name in [name for name in styles if _is_misplacing(name, styles[name])]:
        del styles[name]
    if not has_text:
        return around
    if _plain(styles.get("display", "")) == "none":
        del styles["display"]
    size = _font_size(styles, around.size)
    for name in _HEIGHTS:
        if name in styles and _is_flat(name, _plain(styles[name]), size):
            del styles[name]
    return Sight(size, _opacity(styles, around.opacity))


def _is_misplacing(name: str, value: str) -> bool:
    """Whether text would be beside the page, or on or below another."""
    if name in _SPACED:
        pixels = _pixels(_plain(value), SMALLEST)
        return pixels is not None and not _SPACING[0] <= pixels <= _SPACING[1]
    if not name.startswith(_PLACING):
        return False
    value = _COLOR.sub("", _plain(value))
    return "(" in value or any(map(_is_far, value.split()))


def _is_far(word: str) -> bool:
    pixels = _pixels(word, 1000.0 if word.endswith("%") else 14.0)
    if pixels is None:
        return _NUMERIC.match(word) is not None
    return not 0 <= pixels <= FARTHEST


def _is_flat(name: str, value: str, size: float) -> bool:
    if name == "line-height" and value[-1:].isdigit():
        value += "em"
    pixels = _pixels(value, size)
    return "(" in value if pixels is None else pixels < SMALLEST


def _font_size(styles: dict[str, str], around: float) -> float:
    if "font-size" not in styles:
        return around
    value = _plain(styles["font-size"])
    pixels = _SIZES.get(value) or _pixels(_STEPS.get(value, value), around)
    if pixels is not None and pixels >= SMALLEST:
        return pixels
    del styles["font-size"]
    return around


def _opacity(styles: dict[str, str], around: float) -> float:
    if "opacity" not in styles:
        return around
    part = _pixels(_plain(styles["opacity"]), 1.0)
    if part is not None and around * part >= PALEST:
        return around * min(1.0, part)
    del styles["opacity"]
    return around


def _pixels(word: str, em: float) -> float | None:
    """CSS pixels of a length where an em has so many; None where it is none."""
    found = _LENGTH.fullmatch(word)
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    if unit in _EMS:
        return number * _EMS[unit] * em
    return number * _PIXELS[unit] if unit in _PIXELS else None


def _plain(value: str) -> str:
    return without_important(value).strip().lower()
