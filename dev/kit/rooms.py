"""./dev/rooms: draws which room imports which, into docs/ARCHITECTURE.md."""

import argparse
import ast
from collections.abc import Iterator
from pathlib import Path

from .paths import ROOT

DOCUMENT = ROOT / "docs" / "ARCHITECTURE.md"
BEGIN = "<!-- drawn by ./dev/rooms -->\n"
END = "<!-- end of the drawing -->\n"
TOPS = ("controllers", "wizards", "models", "tools")
WIDTH = 24
LINE = 100


def main() -> None:
    """Draw it anew."""
    argparse.ArgumentParser(prog="./dev/rooms", description=__doc__).parse_args()
    text = DOCUMENT.read_text("utf-8")
    DOCUMENT.write_text(with_drawing(text, drawing()), "utf-8")


def with_drawing(text: str, drawn: str) -> str:
    """`text` with `drawn` between its two marks; raises ValueError without them."""
    before, rest = text.split(BEGIN)
    _old, after = rest.split(END)
    return f"{before}{BEGIN}\n```\n{drawn}```\n\n{END}{after}"


def drawing() -> str:
    """A box for each room, with arrows to the rooms that its files import.

    Arrows lead to lower boxes; "(and back)" stands behind a room that imports this
    one too, by itself or through others.
    """
    found = imports(ROOT)
    border = f"+{'-' * WIDTH}+\n"
    boxes = (_box(room, found) for room in _in_layers(found))
    return border + border.join(boxes) + border


def imports(root: Path) -> dict[str, set[str]]:
    """Room -> the other rooms that its files import. A room is a package; the files at
    the top of `models` are one room, and so are those of `tools`."""
    found: dict[str, set[str]] = {}
    for top in TOPS:
        for path in sorted((root / top).rglob("*.py")):
            inside = path.relative_to(root)
            if path.name == "__init__.py" and len(inside.parts) == 2:
                continue  # it only loads the rooms
            room = _room(inside.parts[:-1])
            found.setdefault(room, set()).update(set(_imported(root, inside)) - {room})
    return found


def _imported(root: Path, inside: Path) -> Iterator[str]:
    """The room of each module that a file imports by a relative import."""
    for node in ast.walk(ast.parse((root / inside).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            package = inside.parts[: len(inside.parts) - node.level]
            words = node.module.split(".") if node.module else []
            for alias in node.names:
                place = Path(*package, *words, alias.name)
                while not (root / place).is_dir():
                    place = place.parent
                yield _room(place.parts)


def _room(parts: tuple[str, ...]) -> str:
    top = parts[0]
    return "/".join(parts[:2]) if parts[1:] or top in TOPS[:2] else f"{top}/*.py"


def _in_layers(found: dict[str, set[str]]) -> list[str]:
    """The rooms, those that import others before these."""
    reached = {room: _reached(room, found) for room in found}

    def key(room: str) -> tuple:
        above = {other for other in found if room in reached[other]}
        return TOPS.index(room.split("/")[0]), len(above - reached[room]), room

    return sorted(found, key=key)


def _reached(room: str, found: dict[str, set[str]]) -> set[str]:
    """All rooms that a room imports, also through others."""
    seen: set[str] = set()
    waiting = [room]
    while waiting:
        new = found[waiting.pop()] - seen
        seen |= new
        waiting.extend(new)
    return seen


def _box(room: str, found: dict[str, set[str]]) -> str:
    targets = [
        f"{other} (and back)" if room in _reached(other, found) else other
        for other in _in_layers(found)
        if other in found[room]
    ]
    lines = _wrapped(targets)
    begins = [(room, "-->" if targets else ""), *[("", "")] * (len(lines) - 1)]
    rows = (
        f"| {name:{WIDTH - 1}}|{arrow:4}{line}".rstrip()
        for (name, arrow), line in zip(begins, lines, strict=True)
    )
    return "\n".join([*rows, ""])


def _wrapped(words: list[str]) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]}, {word}" if lines[-1] else word
        if len(longer) > LINE - WIDTH - 6:
            lines[-1] += ","
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


if __name__ == "__main__":
    main()
