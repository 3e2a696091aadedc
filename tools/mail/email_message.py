"""A message for Odoo's gateway: an EmailMessage whose every reader is total."""

from collections.abc import Iterator
from dataclasses import replace
from email import message
from email.contentmanager import ContentManager, raw_data_manager
from typing import Any

from ..text.charsets import decode_text
from ..text.header_text import parse_parameters
from .address import Address
from .contents import Passage, read_contents
from .declared_names import declared_name
from .displayed_parts import is_shown
from .header_policy import MailPolicy, formatted
from .headers import Headers
from .mime import MimePart, read_mime
from .transfer_encoding import decode_transfer, transfer_encoding

# What a part is when its name promises a message and none could be read.
_NO_MESSAGE = "application/octet-stream"
_SUBTYPES = {False: "plain", True: "html"}


class TolerantMessage(message.EmailMessage):
    """EmailMessage that answers each question a reader may put, never by raising."""

    # The standard library's own, which typeshed does not name.
    _payload: Any
    _headers: list[tuple[str, Any]]

    is_whole = False  # True for the mail itself, not for a part of it

    def get_content_type(self) -> str:
        """The type of what is there: a multipart without parts is text."""
        found = super().get_content_type()
        holds_parts = found.startswith(("multipart/", "message/"))
        if isinstance(self._payload, list):
            return found if holds_parts else "multipart/mixed"
        if found.startswith("multipart/"):
            return "text/plain"
        return _NO_MESSAGE if found == "message/rfc822" else found

    def get_param(self, param, failobj=None, header="content-type", unquote=True):
        """One parameter, decoded (RFC 2231), or `failobj`."""
        return self._parameters(header)[1].get(param.lower(), failobj)

    def get_params(self, failobj=None, header="content-type", unquote=True):
        """The first word, as a name with the value '', and all parameters, decoded;
        `failobj` without that header."""
        first, parameters = self._parameters(header)
        if not first and not parameters:
            return failobj
        return [(first, ""), *parameters.items()]

    def _parameters(self, header: str):
        """First word and parameters of the topmost field called `header`."""
        name = header.lower()
        values = (value for found, value in self._headers if found.lower() == name)
        return parse_parameters(str(next(values, "")))

    def get_content_charset(self, failobj=None):
        """The charset parameter in lower case, or `failobj`."""
        return self.get_param("charset", "").lower() or failobj

    def get_filename(self, failobj=None):
        """The file's name, or `failobj`. A nameless image that HTML shows by its
        Content-ID has one too: Odoo tells such images by their names."""
        fields = ("content-disposition", "content-type")
        found = declared_name(*(self._parameters(field)[1] for field in fields))
        kind, _slash, subtype = self.get_content_type().partition("/")
        if not found and kind == "image" and self.get("content-id"):
            return f"image.{subtype}"
        return found or failobj

    def get_content_disposition(self):
        """The first word of Content-Disposition in lower case, or None."""
        return self._parameters("content-disposition")[0] or None

    def is_attachment(self) -> bool:
        """Whether Content-Disposition says so."""
        return self.get_content_disposition() == "attachment"

    def get_payload(self, i=None, decode=False):
        """As in the standard library, with this package's forgiving decoders."""
        if i is not None or isinstance(self._payload, list):
            return super().get_payload(i, decode)
        if not decode:
            return _payload_text(self._payload, self.get_content_charset())
        values = tuple(map(str, self.get_all("content-transfer-encoding", [])))
        return decode_transfer(_payload_bytes(self._payload), transfer_encoding(values))

    def as_string(self, unixfrom=False, maxheaderlen=None, policy=None) -> str:
        """The message as text; 8-bit bytes as the characters they stand for."""
        return decode_text(self.as_bytes(unixfrom, policy))

    def as_bytes(self, unixfrom=False, policy=None) -> bytes:
        """The message as bytes, 8-bit ones as they came; `policy` says how to fold.

        The generators of the standard library raise on 8-bit payloads of some types.
        """
        lines: list[bytes] = []
        envelope = self.get_unixfrom() if unixfrom else None
        if envelope:
            lines.append(f"{envelope}\r\n".encode("utf-8", "replace"))
        _write(self, policy or self.policy, lines)
        return b"".join(lines)


def _write(part: TolerantMessage, policy, lines: list[bytes]) -> None:
    """Append the bytes of a part and of all below it to `lines`."""
    lines.extend(policy.fold_binary(name, value) for name, value in part.raw_items())
    lines.append(b"\r\n")
    if not isinstance(part._payload, list):
        lines.append(_payload_bytes(part._payload))
    elif part.get_content_maintype() == "multipart":
        boundary = str(part.get_boundary("=_part")).encode("utf-8", "replace")
        for child in part._payload:
            lines.append(b"--%s\r\n" % boundary)
            _write(child, policy, lines)
            lines.append(b"\r\n")
        lines.append(b"--%s--\r\n" % boundary)
    else:
        for child in part._payload:
            _write(child, policy, lines)


def _payload_bytes(payload) -> bytes:
    """A payload's bytes: `email` keeps 8-bit ones as surrogates in a str."""
    if isinstance(payload, bytes):
        return payload
    try:
        return (payload or "").encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return payload.encode("utf-8", "replace")


def _payload_text(payload, charset: str | None):
    """A payload as `get_payload` shows it: 8-bit bytes as their characters."""
    if not isinstance(payload, str) or payload.isascii():
        return payload
    try:
        payload.encode("utf-8")
        return payload
    except UnicodeEncodeError:
        return decode_text(_payload_bytes(payload), charset)


class _Contents(ContentManager):
    """What `get_content` gives: str for text, bytes for files, a message inside."""

    def get_content(self, msg, *args, **kw):
        """Content of one part; of a container the empty text."""
        if isinstance(msg._payload, list):
            inner = msg._payload[:1] if msg.get_content_maintype() == "message" else []
            if inner and msg.get_content_subtype() in ("rfc822", "external-body"):
                return inner[0]
            return b"\r\n".join(bytes(block) for block in msg._payload) if inner else ""
        data = msg.get_payload(decode=True)
        if msg.get_content_maintype() == "text" and not _is_file(msg):
            return decode_text(data, msg.get_content_charset())
        return data


def _is_file(part: TolerantMessage) -> bool:
    """Whether a text part is a file, which stays as it is, byte for byte."""
    return not part.is_whole and (part.is_attachment() or bool(part.get_filename()))


_CONTENTS = _Contents()
_CONTENTS.set_handlers.update(  # type: ignore[attr-defined]  # not in typeshed
    raw_data_manager.set_handlers  # type: ignore[attr-defined]
)


def email_message(raw: bytes) -> TolerantMessage:
    """The message that `raw` holds, for readers of the standard library's interface.

    Never raises. Headers are parsed at most once each. Limits of depth and number
    as in `mime.read_mime`; what was wrong is in the `defects` of the root, as str.
    """
    root, defects = read_mime(raw)
    return build_message(root, defects)


def build_message(root: MimePart, defects: tuple[str, ...] = ()) -> TolerantMessage:
    """The message for a tree of parts that was read already."""
    return _finished(_build(root, _policy(), as_files=False), defects)


def gateway_message(
    shown: MimePart,
    sender: Address,
    defects: tuple[str, ...] = (),
    body: Passage | None = None,
) -> TolerantMessage:
    """The message for Odoo's gateway: one text, `body` or all that is shown of the tree
    `shown`, and behind it the files of that. Its one From field names the `sender`, as
    our own decisions have it. A message inside is a file, byte for byte: the gateway
    would mix its text with that of the mail."""
    policy = _policy()
    built = _with_headers(_fields(shown, of_content=False), policy)
    _fill(built, body or read_contents(shown).whole, list(_files(shown, policy)))
    del built["From"]
    if sender:
        built["From"] = formatted(sender)
    return _finished(built, defects)


def _fill(built: TolerantMessage, body: Passage, files: list[TolerantMessage]) -> None:
    """Give a message without content its text and files."""
    text = TolerantMessage(built.policy) if files else built
    text["Content-Type"] = f"text/{_SUBTYPES[body.is_html]}; charset=utf-8"
    content = body.text.encode("utf-8", "replace")
    text.set_payload(content.decode("ascii", "surrogateescape"))
    if files:
        built["Content-Type"] = 'multipart/mixed; boundary="=_shown"'
        parts: list[Any] = [text, *files] if body.text else [*files]
        built.set_payload(parts)


def _files(shown: MimePart, policy: MailPolicy) -> Iterator[TolerantMessage]:
    """The files of a shown tree."""
    for part in shown.walk(into_messages=False):
        if not part.is_multipart and not is_shown(part, shown):
            yield _file(part, shown, policy)


def _finished(built: TolerantMessage, defects: tuple[str, ...]) -> TolerantMessage:
    """A whole message with what was wrong with it."""
    noted: list[Any] = built.defects
    noted.extend(defects)
    built.is_whole = True
    return built


def _fields(part: MimePart, of_content: bool) -> list[tuple[str, str]]:
    """The fields of a part that say what its content is, or the others."""
    return [
        (name, value)
        for name, value in part.headers.fields
        if name.lower().startswith("content-") == of_content
    ]


def _file(part: MimePart, root: MimePart, policy: MailPolicy) -> TolerantMessage:
    """A file; where the whole mail is one, without the mail's other fields."""
    if part is root:
        part = replace(part, headers=Headers(tuple(_fields(part, of_content=True))))
    return _build(part, policy, as_files=True)


def _policy() -> MailPolicy:
    return MailPolicy(message_factory=TolerantMessage, content_manager=_CONTENTS)


def _build(part: MimePart, policy: MailPolicy, as_files: bool) -> TolerantMessage:
    """One part and all below it; the tree's depth is bounded by `read_mime`."""
    built = _with_headers(part.headers.fields, policy)
    if part.is_carrier:
        built.set_default_type("message/rfc822")
    if part.parts and not (part.is_carrier and as_files):
        children: list[Any] = [_build(p, policy, as_files) for p in part.parts]
        built.set_payload(children)
    elif part.content_type == "message/delivery-status":
        blocks: list[Any] = _blocks(part, policy)
        built.set_payload(blocks)
    else:
        built.set_payload(part.body().decode("ascii", "surrogateescape"))
    return built


def _with_headers(fields, policy: MailPolicy) -> TolerantMessage:
    """A message without body."""
    built = TolerantMessage(policy)
    for name, value in fields:
        built.set_raw(name, value)
    return built


def _blocks(part: MimePart, policy: MailPolicy) -> list[TolerantMessage]:
    """The field groups of a delivery report, as the standard library has them
    (RFC 3464 section 2.1)."""
    return [_with_headers(headers.fields, policy) for headers in part.field_groups()]
