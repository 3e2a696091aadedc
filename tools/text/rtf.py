"""The words of rich text, as Outlook puts it into winmail.dat."""

import re
import struct

from ..parsing_limits import MAX_HTML_LENGTH
from .charset_names import codec_name
from .charsets import clean

_HEADER = struct.Struct("<II4sI")  # packed size, plain size, kind, checksum
_WINDOW = 4096
# What the window begins with (MS-OXRTFCP section 2.1.2.1).
_PRELOAD = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss "
    rb"\fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
    rb"{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)

_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\(.)|([{}])"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)
_WORDS = {b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n"}
_WORDS |= {b"tab": "\t", b"cell": "\t", b"emdash": "\u2014", b"endash": "\u2013"}
_WORDS |= {b"lquote": "\u2018", b"rquote": "\u2019", b"bullet": "\u2022"}
_WORDS |= {b"ldblquote": "\u201c", b"rdblquote": "\u201d"}
_UNSEEN = frozenset(
    (b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header")
    + (b"footer", b"listtable", b"generator", b"fldinst", b"themedata", b"datastore")
)


def decompress_rtf(data: bytes) -> bytes:
    """RTF from a PR_RTF_COMPRESSED property (MS-OXRTFCP); b'' for what is none.

    At most MAX_HTML_LENGTH bytes. Never raises.
    """
    if len(data) < _HEADER.size:
        return b""
    _packed, size, kind, _checksum = _HEADER.unpack_from(data)
    if kind == b"MELA":
        return data[_HEADER.size :][: min(size, MAX_HTML_LENGTH)]
    if kind != b"LZFu":
        return b""
    return _unpack(data, min(size, MAX_HTML_LENGTH))


def _unpack(data: bytes, size: int) -> bytes:
    """Undo LZFu: runs of eight tokens, each a byte or a piece of the last 4 KiB."""
    out = bytearray(_PRELOAD)
    end, place = len(_PRELOAD) + size, _HEADER.size
    while place < len(data) and len(out) < end:
        flags, place = data[place], place + 1
        for bit in range(8):
            if place + 1 > len(data) or len(out) >= end:
                break
            if not flags >> bit & 1:
                out.append(data[place])
                place += 1
                continue
            pair = int.from_bytes(data[place : place + 2], "big")
            is_whole = place + 2 <= len(data)
            place += 2
            if not is_whole or not _copy(out, pair >> 4, (pair & 15) + 2):
                return bytes(out[len(_PRELOAD) : end])
    return bytes(out[len(_PRELOAD) : end])


def _copy(out: bytearray, offset: int, length: int) -> bool:
    """Append a piece of the window; False for the mark of the end, which names the
    place where the next byte would go."""
    back = (len(out) - offset) % _WINDOW
    if back == 0 or back > len(out):
        return False
    for _count in range(length):
        out.append(out[-back])
    return True


def rtf_to_text(rtf: bytes) -> str:
    """The words of `rtf` with its line breaks; '' for what is no RTF. Never raises."""
    if not rtf.startswith(b"{\\rtf"):
        return ""
    reader = _RtfReader()
    for token in _TOKEN.finditer(rtf[:MAX_HTML_LENGTH]):
        reader.take(*token.groups())
    text = "".join(reader.finish())
    # Characters beyond the first plane come as two (RTF 1.9, \u).
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return clean(paired).strip()


class _RtfReader:
    """Walks over the tokens with a stack of what groups hide."""

    def __init__(self):
        self.pieces: list[str] = []
        self.raw = bytearray()
        self.codec = "cp1252"
        self.hidden = False
        self.groups: list[bool] = []
        self.skip = 0  # characters that stand for one \u

    def take(self, code, word, number, symbol, brace, text) -> None:
        """Take one token, of whose groups one is not None."""
        if brace == b"{":
            self.groups.append(self.hidden)
        elif brace == b"}":
            self.hidden = self.groups.pop() if self.groups else False
        elif symbol == b"*" or word in _UNSEEN:
            self.hidden = True
        elif word == b"ansicpg" and number:
            self.codec = codec_name(f"cp{int(number)}") or self.codec
        elif self.hidden:
            return
        elif code or text:
            self._take_bytes(bytes([int(code, 16)]) if code else text)
        elif word == b"u" and number:
            self._put(chr(int(number) % 65536))
            self.skip = 1
        elif word in _WORDS:
            self._put(_WORDS[word])
        elif symbol in (b"\\", b"{", b"}"):
            self.raw += symbol
        elif symbol in (b"~", b"\r", b"\n"):
            self._put(" " if symbol == b"~" else "\n")

    def _take_bytes(self, data: bytes) -> None:
        self.raw += data[self.skip :]
        self.skip = 0

    def _put(self, text: str) -> None:
        self._flush()
        self.pieces.append(text)

    def _flush(self) -> None:
        if self.raw:
            self.pieces.append(self.raw.decode(self.codec, "replace"))
            self.raw.clear()

    def finish(self) -> list[str]:
        """All pieces of text."""
        self._flush()
        return self.pieces
