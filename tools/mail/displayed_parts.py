"""The parts of a mail as people are shown them: what is packed is opened.

A winmail.dat becomes its text and files, a message inside a file, enriched text HTML,
flowed text lines as they were written; a file without a name gets one. A text that
Odoo could not clean, or a browser not show, in bounded time is a file, too, and its
first words are shown.
"""

from collections.abc import Iterator
from dataclasses import replace

from ..parsing_limits import (
    MAX_BEGINNING_LENGTH,
    MAX_BEGINNING_LINES,
    MAX_HTML_LENGTH,
    MAX_SHOWN_LENGTH,
    MAX_TEXT_LENGTH,
    MAX_TNEF_FILES,
    MAX_TNEF_PARTS,
)
from ..text.display_cost import MAX_NODES, displayable, html_nodes, text_nodes
from ..text.enriched import enriched_to_html
from ..text.flowed import unwrap_flowed
from ..text.html_cost import MAX_SECONDS, cleaning_seconds, text_seconds
from ..text.html_text import html_to_text
from ..text.pgp_text import without_clear_signature
from ..text.uuencoded import BEGIN, take_uuencoded
from .file_names import file_name
from .headers import Headers
from .made_parts import EMPTY, mixed, named_file, packed_file, with_text
from .mime_part import MimePart
from .tnef import Tnef, read_tnef
from .transfer_encoding import NOT_ENCODED

_PLAIN = "text/plain"
_TNEF_TYPES = ("application/ms-tnef", "application/vnd.ms-tnef")
_ENRICHED = ("text/enriched", "text/richtext")
# Files of programs, also where they have no name. Any other kind of text that readers
# do not know is plain text (RFC 2046 section 4.1.4).
_TEXT_FILES = frozenset(
    f"text/{subtype}"
    for subtype in (
        "calendar",
        "css",
        "csv",
        "directory",
        "ecmascript",
        "javascript",
        "rfc822-headers",
        "rtf",
        "sgml",
        "tab-separated-values",
        "vcard",
        "x-amp-html",
        "x-diff",
        "x-patch",
        "x-vcalendar",
        "x-vcard",
        "xml",
    )
)
# For watches and for programs inside mail; the other alternatives say the same.
_FOR_FEW = ("text/watch-html", "text/x-amp-html")


def is_shown(part: MimePart, root: MimePart) -> bool:
    """Whether a part of the tree `root` is read in the mail itself, and is no file."""
    if part.content_type not in ("text/plain", "text/html"):
        return False
    return part.disposition != "attachment" and (part is root or not part.filename)


def shown_parts(root: MimePart) -> Iterator[MimePart]:
    """The parts of the tree `root` that are read in the mail itself, in their order."""
    return (part for part in root.walk(into_messages=False) if is_shown(part, root))


def shown_tree(root: MimePart) -> tuple[MimePart, bool]:
    """The tree of `root` as people see it, its head kept; `root` itself where there
    is nothing to open. And whether a text was cut. Never raises. Messages inside are
    files."""
    opener = _Opener(root)
    if root.is_carrier:
        return mixed(root, opener.open(root.parts[0])), opener.is_cut
    found = opener.open(root)
    has_no_head = _is_tnef(root) and not root.is_multipart
    if len(found) > 1 or has_no_head or _is_text_file(found[0]):
        return mixed(root, found), opener.is_cut
    return found[0], opener.is_cut


def _is_text_file(part: MimePart) -> bool:
    """Whether a whole mail is a text that asks to be a file: readers show a text."""
    return part.content_type.startswith("text/") and part.disposition == "attachment"


class _Opener:
    """Opens the parts of one mail; what is opened is bounded for the whole of it."""

    def __init__(self, root: MimePart):
        self.root = root
        self.room = MAX_TNEF_FILES
        self.tnef_parts = MAX_TNEF_PARTS
        self.seconds = self.all_seconds = 0.0
        self.nodes = 0
        self.is_cut = self.has_text = False
        self.root_has_text: bool | None = None

    def open(self, part: MimePart) -> tuple[MimePart, ...]:
        """The parts that are shown for one; the tree's depth is bounded."""
        if part.is_multipart:
            return (self._container(part),)
        if part.is_carrier:
            return (named_file(part, file_name(part)),)
        if _is_tnef(part):
            return self._tnef(part) or (_file(part),)
        if part.disposition == "attachment" or part.filename and part is not self.root:
            return (_file(part),)
        if part.content_type in _ENRICHED:
            richtext = part.content_type == "text/richtext"
            html = enriched_to_html(part.text(MAX_TEXT_LENGTH), richtext)
            return self._text(with_text(part, "text/html", html))
        if part.content_type in ("text/plain", "text/html"):
            return self._text(part)
        if self._is_only_text(part):
            return self._text(replace(part, content_type=_PLAIN))
        return (_file(part),)

    def _is_only_text(self, part: MimePart) -> bool:
        """Whether a part of an unknown kind of text has all words of the mail."""
        is_text = part.content_type.startswith("text/")
        return is_text and part.content_type not in _TEXT_FILES and not self._is_told()

    def _is_told(self) -> bool:
        """Whether the mail has a text of a known kind, looked for once."""
        if self.root_has_text is None:
            self.root_has_text = _has_text(self.root)
        return self.root_has_text

    def _container(self, part: MimePart) -> MimePart:
        """A multipart with its parts opened; the same one where none changed."""
        children = part.parts
        if part.content_type == "multipart/alternative":
            children = _useful(children)
        opened = tuple(shown for child in children for shown in self.open(child))
        same = len(opened) == len(part.parts) and all(map(_is, opened, part.parts))
        return part if same else replace(part, parts=opened)

    def _tnef(self, part: MimePart) -> tuple[MimePart, ...]:
        """Text, where the mail has no other, and files of a winmail.dat; () where it
        is none, so that it stays a file."""
        found = read_tnef(part.content()) if self.tnef_parts else None
        if found is None:
            return ()
        self.tnef_parts -= 1
        texts = () if self._is_told() else self._texts(found)
        files = tuple(
            packed_file(one.filename, one.data, one.content_type, one.content_id)
            for one in found.files[: self.room]
        )
        self.room -= len(files)
        whole = len(files) == len(found.files) and (files or texts)
        return texts + files if whole else (*texts, *files, _file(part))

    def _texts(self, found: Tnef) -> tuple[MimePart, ...]:
        """The text of a winmail.dat as a part."""
        for text, content_type in ((found.html, "text/html"), (found.text, _PLAIN)):
            if text.strip():
                return self._text(with_text(EMPTY, content_type, text))
        return ()

    def _text(self, part: MimePart) -> tuple[MimePart, ...]:
        """A text that is read in the mail, and the files in letters inside it."""
        if not _may_hold_files(part):
            return self._read_text(part)
        text, found = take_uuencoded(part.text(), self.room)
        self.room -= len(found)
        files = tuple(packed_file(one.filename, one.data) for one in found)
        shown = with_text(part, _PLAIN, text) if found else part
        return (*self._read_text(shown), *files)

    def _read_text(self, part: MimePart) -> tuple[MimePart, ...]:
        """A text: as written, or its beginning and a file."""
        if part.end - part.start > MAX_SHOWN_LENGTH:
            return self._cut(part, part.text(MAX_TEXT_LENGTH))
        text = part.text()
        if not self._has_time(part, text) or not self._has_nodes(part, text):
            return self._cut(part, text)
        self.has_text |= part.content_type == _PLAIN and bool(text.strip())
        words = _as_written(part, text) if part.content_type == _PLAIN else text
        return (part if words == text else with_text(part, _PLAIN, words),)

    def _has_time(self, part: MimePart, text: str) -> bool:
        """Whether Odoo can clean this text and those before it, which it does again
        for each that follows."""
        is_html = part.content_type == "text/html"
        seconds = self.seconds + (cleaning_seconds if is_html else text_seconds)(text)
        if self.all_seconds + seconds > MAX_SECONDS:
            return False
        self.seconds = seconds
        self.all_seconds += seconds
        return True

    def _has_nodes(self, part: MimePart, text: str) -> bool:
        """Whether a browser can show this text and those before it."""
        is_html = part.content_type == "text/html"
        nodes = self.nodes + (html_nodes if is_html else text_nodes)(text)
        if nodes > MAX_NODES:
            return False
        self.nodes = nodes
        return True

    def _cut(self, part: MimePart, text: str) -> tuple[MimePart, ...]:
        """A text as a file; its beginning is shown where no other text is."""
        self.is_cut = True
        whole = _whole(part)
        if self.has_text:
            return (whole,)
        self.has_text = True
        return (with_text(part, _PLAIN, _beginning(part, text)), whole)


def _is(one: MimePart, other: MimePart) -> bool:
    return one is other


def _as_written(part: MimePart, text: str) -> str:
    """A plain text without a signature in letters, its lines as they were written."""
    words = without_clear_signature(text)
    if part.parameters.get("format", "").strip().lower() != "flowed":
        return words
    no_blanks = part.parameters.get("delsp", "").strip().lower() == "yes"
    return unwrap_flowed(words, no_blanks)


def _is_tnef(part: MimePart) -> bool:
    """Whether a part says that it is a winmail.dat."""
    return part.content_type in _TNEF_TYPES or part.filename.lower() == "winmail.dat"


def _may_hold_files(part: MimePart) -> bool:
    """Whether uuencoded files can be in a text."""
    if part.content_type != _PLAIN:
        return False
    if part.encoding in NOT_ENCODED:
        return part.raw.find(BEGIN, part.start, part.end) >= 0
    return BEGIN in part.content()


def _has_text(root: MimePart) -> bool:
    """Whether a mail shows any text."""
    return any(part.body().strip() for part in shown_parts(root))


def _useful(parts: tuple[MimePart, ...]) -> tuple[MimePart, ...]:
    """The alternatives without empty HTML and what is for few programs, unless
    nothing else is there: a reader takes the last one."""
    useful = tuple(
        part
        for part in parts
        if part.content_type not in _FOR_FEW
        and not (part.content_type == "text/html" and _is_blank_html(part))
    )
    return useful or parts


def _is_blank_html(part: MimePart) -> bool:
    """Whether there is nothing to see in a short HTML text."""
    if part.end - part.start > 2_000:
        return False
    html = part.text()
    return "<img" not in html.lower() and not html_to_text(html)


def _beginning(part: MimePart, text: str) -> str:
    """The first words of a text that is not shown whole."""
    words = html_to_text(text) if part.content_type == "text/html" else text
    words_shown = displayable(words[:MAX_BEGINNING_LENGTH])
    lines = words_shown.split("\n", MAX_BEGINNING_LINES)
    shown = "\n".join(lines[:MAX_BEGINNING_LINES]).rstrip()
    is_whole = len(text) <= MAX_HTML_LENGTH and shown == words.rstrip()
    return shown if is_whole else shown + "\n\n[...]"


def _whole(part: MimePart) -> MimePart:
    """A long text as a file."""
    name = "message.html" if part.content_type == "text/html" else "message.txt"
    keep = ("content-type", "content-transfer-encoding")
    fields = tuple(f for f in part.headers.fields if f[0].lower() in keep)
    return named_file(replace(part, headers=Headers(fields)), name)


def _file(part: MimePart) -> MimePart:
    """A file, with a name."""
    return part if part.filename else named_file(part, file_name(part))
