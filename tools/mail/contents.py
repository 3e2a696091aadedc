"""What people read in a mail, read once for all who ask: its passages in their order.

Of the forms of a multipart/alternative one is shown, HTML where there is any, as the
history of a ticket shows it. Text between pictures and files, a gateway's banner, the
footer of a list, each a part of its own, all belong to what is read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..text.html_text import CODE, html_to_text
from ..text.html_tree_parser import has_text
from ..text.joined_html import joined_html
from .displayed_parts import is_shown
from .mime import MimePart

# Controls that no mail means; browsers show the letters that windows-1252 has in their
# places (WHATWG HTML section 13.2.5.80). U+0085 ends a line.
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_AS_BROWSERS = {
    code: bytes([code]).decode("cp1252", "replace")
    for code in range(0x80, 0xA0)
    if code != 0x85
}
# What stands in plain text for pictures: "[cid:image001.png]", "[image: logo.png]".
_PICTURES = re.compile(r"\[[^\[\]\n]{1,300}\]|\ufffc")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with LF line ends, or HTML where `is_html`; `words`: as plain text."""

    text: str
    is_html: bool = False
    words: str = ""


@dataclass(frozen=True)
class Contents:
    """The passages that people see, in their order; `others`: forms of alternatives
    that are not shown; `files`, in the order of the mail."""

    passages: tuple[Passage, ...] = ()
    others: tuple[Passage, ...] = ()
    files: tuple[MimePart, ...] = ()

    @cached_property
    def html(self) -> str | None:
        """All passages as one HTML text, or None where none of them is HTML."""
        if not any(passage.is_html for passage in self.passages):
            return None
        if len(self.passages) == 1:
            return self.passages[0].text
        return joined_html((one.text, one.is_html) for one in self.passages)

    @cached_property
    def text(self) -> str:
        """The words of all passages as plain text."""
        return _joined(one.words for one in self.passages)

    @property
    def whole(self) -> Passage:
        """All passages as one."""
        html = self.html
        if html is not None:
            return Passage(html, True, self.text)
        if len(self.passages) == 1:
            return self.passages[0]
        return Passage(self.text, False, self.text)

    @property
    def plain_text(self) -> str:
        """The mail by its plain text alone, be that shown or not; '' without any."""
        every = (*self.others, *self.passages)
        return _joined(one.words for one in every if not one.is_html)

    @property
    def all_html(self) -> str:
        """The mail by its HTML alone, be that shown or not; '' without any."""
        every = (*self.others, *self.passages)
        html = [(one.text, True) for one in every if one.is_html]
        return joined_html(html) if len(html) > 1 else "".join(t for t, _ in html)


def read_contents(shown: MimePart) -> Contents:
    """The contents of a mail, from its shown tree, whose depth is bounded. Never
    raises; linear time."""
    found = _read(shown, shown)
    passages = tuple(_without_twins(found.passages))
    kept = {id(passage) for passage in passages}
    unseen = (one for one in found.passages if id(one) not in kept)
    return Contents(passages, (*found.others, *unseen), found.files)


def _read(part: MimePart, root: MimePart) -> Contents:
    if part.is_multipart:
        found = [_read(child, root) for child in part.parts]
        if part.content_type == "multipart/alternative":
            return _alternative(found)
        return _all(found, found)
    if not is_shown(part, root):
        return Contents(files=(part,))
    passage = _passage(part)
    if passage.words or passage.is_html and "<img" in passage.text.lower():
        return Contents((passage,))
    return Contents(others=(passage,) if passage.text else ())


def _passage(part: MimePart) -> Passage:
    """The passage in a part; without words where there are none to see."""
    text = part.text()
    if _C1.search(text):
        text = text.translate(_AS_BROWSERS)
    if part.content_type == "text/plain":
        words = text.strip("\n")
        return Passage(text, False, words if words.strip() else "")
    words = html_to_text(text)
    if not words and has_text(text):
        words = html_to_text(text, unseen=CODE)
    return Passage(text, True, words)


def _alternative(found: list[Contents]) -> Contents:
    """Of several forms the last one that a reader of HTML can show (RFC 2046 section
    5.1.4); several plain texts may be no alternatives, and all are shown. HTML that is
    but a picture is no form of a text that has words: both are shown."""
    html = [each for each in found if any(one.is_html for one in each.passages)]
    told = [each for each in html if each.text]
    if html and not told and any(map(_has_words, found)):
        return _all(found, [each for each in found if each not in html] + html[-1:])
    return _all(found, told[-1:] or html[-1:] or found)


def _has_words(contents: Contents) -> bool:
    """Whether words stand here that are more than names of pictures."""
    return any(_PICTURES.sub("", one.words).strip() for one in contents.passages)


def _all(found: list[Contents], seen: list[Contents]) -> Contents:
    """These contents as one, of which those `seen` are shown."""
    unseen = [each for each in found if not any(each is one for one in seen)]
    others = [one for each in found for one in each.others]
    return Contents(
        passages=tuple(one for each in seen for one in each.passages),
        others=(*others, *(one for each in unseen for one in each.passages)),
        files=tuple(part for each in found for part in each.files),
    )


def _without_twins(passages: Iterable[Passage]) -> list[Passage]:
    """The passages but for plain text whose words a neighbour shows, too: programs put
    two forms of a text beside one another."""
    kept: list[Passage] = []
    for passage in passages:
        same = bool(kept) and _is_same(kept[-1], passage)
        if same and not kept[-1].is_html:
            kept[-1] = passage
        elif not same:
            kept.append(passage)
    return kept


def _is_same(one: Passage, other: Passage) -> bool:
    if one.is_html == other.is_html or not one.words:
        return False
    return one.words.split() == other.words.split()


def _joined(texts: Iterable[str]) -> str:
    """Texts below one another, with an empty line between."""
    return "\n\n".join(filter(None, texts))
