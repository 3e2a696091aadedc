"""Names for files that came without one."""

import mimetypes

from ..text.header_text import decode_words, shown_line
from .declared_names import terminal_name
from .mime import MimePart

_LONGEST = 120

# What programs that know these types call them.
_NAMES = {
    "application/ms-tnef": "winmail.dat",
    "application/pgp-encrypted": "pgp-version.txt",
    "application/pgp-signature": "signature.asc",
    "application/pkcs7-mime": "smime.p7m",
    "application/pkcs7-signature": "smime.p7s",
    "application/x-pkcs7-mime": "smime.p7m",
    "application/x-pkcs7-signature": "smime.p7s",
    "message/delivery-status": "delivery-status.txt",
    "message/disposition-notification": "receipt.txt",
    "message/feedback-report": "feedback-report.txt",
    "message/global-delivery-status": "delivery-status.txt",
    "message/global-headers": "headers.txt",
    "message/rfc822-headers": "headers.txt",
    "text/calendar": "invitation.ics",
    "text/rfc822-headers": "headers.txt",
    "text/vcard": "contact.vcf",
    "text/x-vcard": "contact.vcf",
}
# Without the files of the machine: a name is the same everywhere.
_TYPES = mimetypes.MimeTypes()


def file_name(part: MimePart) -> str:
    """The file's own name, or one that its description (RFC 2045 section 8), its type,
    or the message inside, suggests."""
    if part.filename:
        return part.filename
    if part.is_carrier:
        return message_name(part)
    described = terminal_name(decode_words(part.headers.get("Content-Description")))
    if len(described) <= _LONGEST and _TYPES.guess_type(described)[0]:
        return described
    kind = part.content_type
    if kind.startswith("image/"):
        return "image." + kind.partition("/")[2].partition("+")[0][:20]
    return _NAMES.get(kind) or "attachment" + (_TYPES.guess_extension(kind) or ".bin")


def message_name(carrier: MimePart) -> str:
    """A name for a message inside: its subject."""
    subject = shown_line(decode_words(carrier.parts[0].headers.get("Subject")))
    plain = "".join(c for c in subject if c not in '\\/:*?"<>|')
    return (plain[:_LONGEST].strip(" .") or "message") + ".eml"


def content_type_of(filename: str) -> str:
    """The type that a file's name says, or the one of any file."""
    return _TYPES.guess_type(filename)[0] or "application/octet-stream"
