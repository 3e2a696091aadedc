"""Parts that a mail itself does not have, made of what is packed in its own."""

from dataclasses import replace

from .declared_names import terminal_name
from .file_names import content_type_of, file_name
from .headers import Headers
from .mime_part import MimePart

_OF_THE_CONTENT = ("content-type", "content-transfer-encoding", "content-disposition")
EMPTY = MimePart(b"", 0, 0, Headers(), "text/plain", {}, "", "", "", ())


def named_file(part: MimePart, name: str) -> MimePart:
    """A part as a file called `name`, for readers of its headers too."""
    value = f"attachment; filename={_quoted(name)}"
    if part.content_type.startswith("image/") and "Content-ID" in part.headers:
        value = value.replace("attachment", "inline", 1)
    fields = [f for f in part.headers.fields if f[0].lower() != "content-disposition"]
    headers = Headers((*fields, ("Content-Disposition", value)))
    disposition = value.partition(";")[0]
    return replace(part, headers=headers, filename=name, disposition=disposition)


def _quoted(text: str) -> str:
    """A parameter's value as a quoted string (RFC 2045 section 5.1)."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def with_text(part: MimePart, content_type: str, text: str) -> MimePart:
    """A part with another text; the other fields of its head stay, and what says how
    its lines were broken (RFC 3676)."""
    fields = fields_without(part.headers, _OF_THE_CONTENT)
    value = f"{content_type}; charset=utf-8"
    raw = text.encode("utf-8", "replace")
    return replace(
        part,
        raw=raw,
        start=0,
        end=len(raw),
        headers=Headers((*fields, ("Content-Type", value))),
        content_type=content_type,
        parameters={**part.parameters, "charset": "utf-8"},
        disposition="",
        filename="",
        encoding="",
    )


def fields_without(headers: Headers, names: tuple[str, ...]):
    """The fields but for those called `names`."""
    return [f for f in headers.fields if f[0].lower() not in names]


def mixed(root: MimePart, parts: tuple[MimePart, ...]) -> MimePart:
    """A container of `parts` with the head of a mail."""
    fields = fields_without(root.headers, _OF_THE_CONTENT)
    value = "multipart/mixed; boundary=shown"
    return replace(
        root,
        headers=Headers((*fields, ("Content-Type", value))),
        content_type="multipart/mixed",
        parameters={"boundary": "shown"},
        disposition="",
        filename="",
        encoding="",
        parts=parts,
    )


def packed_file(
    filename: str, data: bytes, content_type: str = "", content_id: str = ""
) -> MimePart:
    """A file that was packed in a part; its type is told by its name where it has none
    that a file can have."""
    kind = content_type
    holds_parts = kind.startswith(("multipart/", "message/"))
    if kind.count("/") != 1 or holds_parts or ";" in kind or " " in kind:
        kind = content_type_of(filename)
    fields = [("Content-Type", kind)]
    if content_id:
        fields.append(("Content-ID", f"<{content_id}>"))
    part = replace(
        EMPTY,
        raw=data,
        end=len(data),
        headers=Headers(tuple(fields)),
        content_type=kind,
    )
    return named_file(part, terminal_name(filename) or file_name(part))
