"""The declarations in a `style` attribute (CSS Style Attributes section 3)."""

import re

# A text in quotes or brackets may hold a semicolon, as the address of a picture does.
_PIECE = re.compile(r"""[^;"'(]+|"[^"]*"|'[^']*'|\([^()]*\)|[^;]""")
_IMPORTANT = re.compile(r"\s*!\s*important\s*\Z", re.IGNORECASE)


def read_declarations(style: str) -> dict[str, str]:
    """Values by name, in lower case; of several of a name the last. Linear time."""
    found = {}
    for declaration in _split(style):
        name, colon, value = declaration.partition(":")
        if colon and name.strip() and value.strip():
            found[name.strip().lower()] = value.strip()
    return found


def write_declarations(declarations: dict[str, str]) -> str:
    """The `style` attribute that holds these."""
    return "; ".join(f"{name}: {value}" for name, value in declarations.items())


def without_important(value: str) -> str:
    """A value without the word that lets it win (CSS Cascading section 6.4)."""
    return _IMPORTANT.sub("", value)


def _split(style: str) -> list[str]:
    pieces: list[list[str]] = [[]]
    place = 0
    while place < len(style):
        found = _PIECE.match(style, place)
        if found is None:
            pieces.append([])
            place += 1
        else:
            pieces[-1].append(found[0])
            place = found.end()
    return ["".join(each) for each in pieces]
