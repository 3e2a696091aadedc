"""Who wrote a mail: the one address that From names, or nobody (RFC 5322 3.6.2)."""

import re
from collections.abc import Sequence

from ..parsing_limits import MAX_STRUCTURED_LENGTH
from ..text.header_text import decode_words, one_line, shown_line
from .addr_spec import read_addr_spec
from .address import NOBODY, Address

# White space, a quoted string, an encoded word (programs leave specials in it), a
# special of section 3.2.3, or what else stands together.
_TOKEN = re.compile(
    r'[ \t\r\n]+|"(?:[^"\\]|\\.)*"|=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]*\?='
    r'|[()<>,;:"]|[^ \t\r\n()<>,;:"]+'
)
_PAREN = re.compile(r"\\.|[()]", re.DOTALL)
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
# The obsolete source route, which is to be ignored (section 4.4).
_ROUTE = re.compile(r"(?:@[\w.-]+,?)+:")
_JOINTS = ("@", ".")
AT_SIGNS = frozenset("@\uff20\ufe6b")
_LONGEST_NAME = 200


def read_sender(fields: Sequence[str]) -> Address:
    """The one mailbox in the From `fields` of a mail, with its display name.

    Its email is '' where they do not name exactly one: no or several fields, several
    mailboxes, a group (RFC 6854), no address, or one that only stands in a comment, a
    quoted string or an encoded word. A name may be left then, such as "MAILER-DAEMON".
    The name never holds an address: people would take that for the sender. Never
    raises; linear time.
    """
    if len(fields) != 1 or len(fields[0]) > MAX_STRUCTURED_LENGTH:
        return NOBODY
    parts = _parts(fields[0])
    if parts is None:
        return NOBODY
    tokens, comments = parts
    name, spec = _halves(tokens)
    email = read_addr_spec(spec)
    if not email and ("@" in spec or "," in tokens):
        return NOBODY
    shown = _display_name(name) or plain_name(" ".join(comments))
    return Address(shown if email else shown or plain_name(spec), email)


def _parts(value: str) -> tuple[list[str], list[str]] | None:
    """The tokens of a value and its comments; None where one of them is not closed."""
    tokens: list[str] = []
    comments: list[str] = []
    place = 0
    while place < len(value):
        found: re.Match = _TOKEN.match(value, place)  # type: ignore[assignment]
        place = found.end()
        if found[0] in (")", '"'):
            return None
        if found[0] != "(":
            tokens.append(found[0])
            continue
        end = _comment_end(value, place)
        if not end:
            return None
        comments.append(_QUOTED_PAIR.sub(r"\1", value[place : end - 1]))
        tokens.append(" ")
        place = end
    return tokens, comments


def _comment_end(value: str, place: int) -> int:
    """Behind the comment that begins before `place`; 0 where it does not end."""
    depth = 1
    for paren in _PAREN.finditer(value, place):
        depth += {"(": 1, ")": -1}.get(paren[0], 0)
        if not depth:
            return paren.end()
    return 0


def _halves(tokens: list[str]) -> tuple[list[str], str]:
    """Tokens of the display name, and the text that has to be the address."""
    if tokens.count("<") > 1:
        tokens = _without_empty(tokens)
    tokens = _without_ends(tokens)
    if "<" not in tokens:
        return _bare(tokens)
    begin = tokens.index("<")
    name, inside = tokens[:begin], _without_ends(tokens[begin + 1 :])
    separators = {",", ";", ":"}.intersection(name)
    if inside.pop() != ">" or (separators and _is_list(name, separators)):
        return name, "".join(tokens)
    return name, _ROUTE.sub("", _spec(inside), count=1)


def _without_empty(tokens: list[str]) -> list[str]:
    """Tokens without empty brackets: programs that take a name apart at its comma
    write them behind each piece."""
    left: list[str] = []
    for token in tokens:
        if token == ">" and left[-1:] == ["<"]:
            left.pop()
        else:
            left.append(token)
    return left


def _without_ends(tokens: list[str]) -> list[str]:
    """Tokens without white space and empty members of a list at both ends."""
    used = [n for n, token in enumerate(tokens) if token != "," and token.strip()]
    return tokens[used[0] : used[-1] + 1] if used else [""]


def _bare(tokens: list[str]) -> tuple[list[str], str]:
    """The halves where there are no brackets: the address stands last, if anywhere."""
    place = len(tokens)
    while place and not tokens[place - 1].isspace():
        place -= 1
    name = tokens[:place]
    if "@" in "".join(name) or not {",", ";", ":"}.isdisjoint(name):
        return [], _spec(tokens)
    return name, "".join(tokens[place:])


def _spec(tokens: list[str]) -> str:
    """An address without the white space and comments that may stand around its dots
    and its @ (sections 3.4.1 and 4.4)."""
    tokens = [token if token.strip() else " " for token in _without_ends(tokens)]
    return "".join(
        token
        for before, token, behind in zip(
            ["", *tokens], tokens, [*tokens[1:], ""], strict=False
        )
        if token != " " or not (before.endswith(_JOINTS) or behind.startswith(_JOINTS))
    )


def _is_list(name: list[str], separators: set[str]) -> bool:
    """Whether what stands before an address can be other mailboxes, or a group."""
    return separators != {","} or "@" in "".join(name)


def _display_name(tokens: list[str]) -> str:
    """A display name from its tokens, without quotes."""
    words = (
        _QUOTED_PAIR.sub(r"\1", token[1:-1]) if token.startswith('"') else token
        for token in tokens
    )
    return plain_name("".join(words))


def plain_name(text: str) -> str:
    """A display name as people may see it: decoded, one line, no address in it."""
    words = shown_line(decode_words(one_line(text))).split()
    shown = " ".join(word for word in words if not AT_SIGNS.intersection(word))
    printable = "".join(c if c.isprintable() else " " for c in shown)
    return one_line(printable).strip("\"',;:<> ")[:_LONGEST_NAME]
