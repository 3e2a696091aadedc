"""Text whose lines a mail program broke: format=flowed (RFC 3676)."""

_SIGNATURE = "-- "


def unwrap_flowed(text: str, delete_space: bool = False) -> str:
    """`text` (LF line ends) with its soft line breaks undone; quoted lines keep one
    "> " for each level. `delete_space`: DelSp=yes, for scripts without blanks."""
    done: list[str] = []
    paragraph: list[str] = []
    depth = 0
    for line in text.split("\n"):
        level, rest = _unquote(line)
        flows = rest.endswith(" ") and rest != _SIGNATURE
        # An empty line ends a paragraph, although programs leave blanks before it.
        if paragraph and (level != depth or rest in ("", _SIGNATURE)):
            done.append(_line(depth, paragraph))
            paragraph = []
        depth = level
        paragraph.append(rest[:-1] if flows and delete_space else rest)
        if not flows:
            done.append(_line(depth, paragraph))
            paragraph = []
    if paragraph:
        done.append(_line(depth, paragraph))
    return "\n".join(done)


def _unquote(line: str) -> tuple[int, str]:
    """Quote level of a line, and the line without its marks and its space stuffing
    (sections 4.4 and 4.5)."""
    rest = line.lstrip(">")
    level = len(line) - len(rest)
    return level, rest[1:] if rest.startswith(" ") else rest


def _line(depth: int, paragraph: list[str]) -> str:
    """One paragraph as one line behind its quote marks."""
    text = "".join(paragraph)
    if text != _SIGNATURE:
        text = text.rstrip(" ")
    if not depth:
        return text
    return f"{'>' * depth} {text}" if text else ">" * depth
