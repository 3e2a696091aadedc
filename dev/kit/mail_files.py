"""Mails from files and folders: `.eml`, `.mbox`, `.box`, and labelled collections."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

SUFFIXES = frozenset((".eml", ".mbox", ".box"))

# A folder with this file holds labelled mail: one JSON object a line, with "path".
LABELS = "labels.jsonl"

# An envelope line of an mbox file (RFC 4155 appendix A) ends in a year.
_ENVELOPE = re.compile(rb"^From [^\r\n]*\b(?:19|20)\d\d\b[^\r\n]*\r?\n", re.MULTILINE)
_ANY_ENVELOPE = re.compile(rb"From [^\r\n]*\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_messages(path: str | Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and raw bytes of each mail in a file, or in a folder and those below
    it, sorted by path. Raises OSError for what cannot be read.

    The name is the path, for mails of an mbox file with ":number" behind it.
    """
    path = Path(path)
    for file in _mail_files(path) if path.is_dir() else (path,):
        yield from _read_file(file)


def _mail_files(folder: Path) -> Iterator[Path]:
    """Files of a folder that hold mail: the labelled ones, else those by suffix."""
    labels = folder / LABELS
    if labels.is_file():
        for line in labels.read_text("utf-8").splitlines():
            if line.strip():
                yield folder / json.loads(line)["path"]
        return
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in SUFFIXES and file.is_file():
            yield file


def _read_file(file: Path) -> Iterator[tuple[str, bytes]]:
    """Mails of one file."""
    raw = file.read_bytes()
    mails = split_mbox(raw) if file.suffix.lower() == ".mbox" else [_bare(raw)]
    for number, mail in enumerate(mails, 1):
        yield (f"{file}:{number}" if len(mails) > 1 else str(file)), mail


def _bare(raw: bytes) -> bytes:
    """One mail without the envelope line that some programs save before it."""
    envelope = _ANY_ENVELOPE.match(raw)
    return raw[envelope.end() :] if envelope else raw


def split_mbox(raw: bytes) -> list[bytes]:
    """The mails of an mbox file, byte-exact but for the quoting of "From " (mboxrd)
    and the empty line behind each mail. Bytes before the first envelope line are
    dropped; a file without one is a single mail."""
    envelopes = [
        e for e in _ENVELOPE.finditer(raw) if _after_empty_line(raw, e.start())
    ]
    if not envelopes:
        return [_bare(raw)]
    ends = [envelope.start() for envelope in envelopes[1:]] + [len(raw)]
    return [
        _QUOTED_FROM.sub(rb"\1", _without_empty_line(raw[envelope.end() : end]))
        for envelope, end in zip(envelopes, ends, strict=True)
    ]


def _after_empty_line(raw: bytes, place: int) -> bool:
    """Whether `place` is the beginning of the file or comes behind an empty line."""
    return place == 0 or raw[max(0, place - 3) : place].endswith((b"\n\n", b"\n\r\n"))


def _without_empty_line(mail: bytes) -> bytes:
    """A mail without the empty line that mbox puts behind it."""
    for line_end in (b"\r\n", b"\n"):
        if mail.endswith(line_end * 2):
            return mail[: -len(line_end)]
    return mail
