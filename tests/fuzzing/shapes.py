"""Mails of any size that are one thing over and over: what readers choke on."""

import base64
import struct
from dataclasses import dataclass

from costly_html import COSTLY_HTML, COSTLY_TEXTS

from tools.mail.cms import SIGNED_DATA

_SIGNATURE = b"\x78\x9f\x3e\x22\x01\x00"


@dataclass(frozen=True)
class Shape:
    """A mail of `prefix`, as many `unit`s as its size wants, and `suffix`; the units
    behind the prefix in base64 where that is asked for."""

    name: str
    prefix: bytes
    unit: bytes
    suffix: bytes = b""
    base64: bool = False

    def of_size(self, size: int) -> bytes:
        """The mail of about `size` bytes."""
        if self.base64:
            packed = base64.encodebytes(self.unit * (size * 3 // 4 // len(self.unit)))
            return self.prefix + packed
        return self.prefix + self.unit * (size // len(self.unit)) + self.suffix


def _of_type(content_type: bytes, encoding: bytes = b"") -> bytes:
    coded = b"Content-Transfer-Encoding: " + encoding + b"\n" if encoding else b""
    return b"From: a@b.example\nContent-Type: " + content_type + b"\n" + coded + b"\n"


def _in_header(name: str, field: bytes, *units: bytes):
    return [
        Shape(f"{name} {number}", field + b": ", unit, b"\n\nbody")
        for number, unit in enumerate(units, 1)
    ]


def _in_body(name: str, content_type: bytes, *units: bytes, encoding: bytes = b""):
    return [
        Shape(f"{name} {number}", _of_type(content_type, encoding), unit)
        for number, unit in enumerate(units, 1)
    ]


def _costly(content_type: bytes, texts):
    return [
        Shape(
            f"{content_type.decode()} {text.name}",
            _of_type(content_type) + text.prefix.encode(),
            text.unit.encode(),
            text.suffix.encode(),
        )
        for text in texts
    ]


def _tnef(name: str, *units: bytes, begin: bytes = b""):
    """Units behind the signature; their own objects or an object that says it holds
    all that follows."""
    return [
        Shape(
            f"{name} {number}",
            _of_type(b"application/ms-tnef", b"base64")
            + base64.encodebytes(_SIGNATURE + begin + b"\0" * (-len(begin) % 3)),
            unit,
            base64=True,
        )
        for number, unit in enumerate(units, 1)
    ]


def _object(attribute: int, data: bytes, length: int | None = None) -> bytes:
    size = len(data) if length is None else length
    return struct.pack("<BHHI", 1, attribute, 0, size) + data + b"\0\0"


def _signed(name: str, *units: bytes, begin: bytes = b""):
    """Units as the content of a signature whose lengths are open, behind `begin`."""
    oid = b"\x06\x09" + SIGNED_DATA
    opened = b"\x30\x80" + oid + b"\xa0\x80\x30\x80\x02\x01\x01\x31\0"
    return [
        Shape(
            f"{name} {number}",
            _of_type(b"application/pkcs7-mime", b"binary") + opened + begin,
            unit,
        )
        for number, unit in enumerate(units, 1)
    ]


_CONTENT = b"\x30\x80\x06\x09*\x86H\x86\xf7\x0d\x01\x07\x01\xa0\x80\x24\x80"
_ALL = 0x7FFFFFFF  # a length or a count that nothing holds
_MIXED = b"multipart/mixed; boundary=b"

SHAPES: tuple[Shape, ...] = (
    Shape("nothing but letters", b"", b"a"),
    Shape("nothing but line ends", b"", b"\n"),
    Shape("nothing but returns", b"a: b\r", b"\r"),
    Shape("nothing but zeros", b"", b"\0"),
    Shape("dirt in the head", b"From: a@b\n", b"dirt\n", b"Subject: x\n\nbody"),
    Shape("dirt with a colon", b"From: a@b\n", b"a b: c\n"),
    Shape("headers", b"", b"X-A: b\n", b"\nbody"),
    Shape("short headers", b"", b"A:\n", b"\nbody"),
    Shape("folded lines", b"Subject: a\n", b" b\n", b"\nbody"),
    Shape("eight-bit headers", b"", b"X-A: \xe9\xff\n", b"\nbody"),
    Shape("addressed headers", b"", b"To: a@b.example, c@d.example\n", b"\nbody"),
    Shape("reference headers", b"", b"References: <a@b> <c@d>\n", b"\nbody"),
    *_in_header("From", b"From", b"(", b'"', b"<", b"a@b,", b"\\", b"a:", b"@", b" ,"),
    *_in_header("From words", b"From", b"=?utf-8?q?a?= ", b"=?utf-8?q?", b"=?", b"?="),
    *_in_header("To", b"To", b"a <b@c>, ", b'"a" ', b"()", b"(a", b"g:a@b;", b";"),
    *_in_header("Subject", b"Subject", b"=?a?b?", b"=?utf-8?b?aGk=?=", b"? ", b"Re: "),
    *_in_header("Subject 8", b"Subject", b"\xff", b"\xc3\xa9", b"\xf0\x9f\x98\x80"),
    *_in_header("References", b"References", b"<a>", b"<", b"a@b ", b"<a@b>\n ", b"\t"),
    *_in_header("Message-ID", b"Message-ID", b"<", b"a", b"<a@b>"),
    *_in_header("Date", b"Date", b"1 ", b"(", b"a", b":", b"9"),
    *_in_header("Received", b"Received", b";", b"from a; ", b"("),
    *_in_header("Type", b"Content-Type", b";a=b", b';a="', b"; a*1*=%41", b";", b"a/"),
    *_in_header("Disposition", b"Content-Disposition", b"; filename*0*=''%", b'\\"'),
    *_in_header("Auto", b"Auto-Submitted", b"(", b"no;", b"( )"),
    Shape(
        "multiparts in multiparts",
        b"",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
        b"\nbody",
    ),
    Shape("messages in messages", b"", b"Content-Type: message/rfc822\n\n", b"body"),
    Shape("one endless number", _of_type(b"text/html") + b"<p>&#", b"9", b";</p>"),
    Shape("parts", _of_type(_MIXED), b"--b\n\na\n", b"--b--\n"),
    Shape("short parts", _of_type(_MIXED), b"--b\n\n"),
    Shape("parts of headers", _of_type(_MIXED), b"--b\n" + b"A:\n" * 300 + b"\n"),
    Shape("dashes", _of_type(_MIXED), b"--\n"),
    Shape("nearly a boundary", _of_type(_MIXED), b"--bb\n"),
    Shape("cut heads", _of_type(_MIXED), b"--b\nContent-Type: a/b\n"),
    Shape(
        "files", _of_type(_MIXED), b"--b\nContent-Type: a/b; name=a\n\nx\n", b"--b--\n"
    ),
    Shape(
        "messages as files",
        _of_type(_MIXED),
        b"--b\nContent-Type: message/rfc822\n\nSubject: a\n\nx\n",
        b"--b--\n",
    ),
    *_in_body(
        "plain", b"text/plain", b"> ", b">", b" ", b"_", b"-- \n", b"=\n", b"\xff"
    ),
    *_in_body(
        "letters", b"text/plain; charset=utf-8", b"\xc3\xa9", b"\xf0\x9f\x98\x80"
    ),
    *_in_body(
        "quotes",
        b"text/plain",
        b"On Monday, a wrote:\n",
        b"On \n",
        b"> a\n",
        b"> > a\n",
        b"From: a\nSent: b\n",
        b"-----Original Message-----\n",
        b"Le lundi a \xc3\xa9crit :\n",
        b"a@b wrote:\n\n",
        b"\n\n",
        b"________\n",
    ),
    *_in_body("charset", b"text/plain; charset=utf-7", b"+AGE-", b"+", b"+AA"),
    *_in_body("states", b"text/plain; charset=iso-2022-jp", b"\x1b$B", b"\x1b", b"a"),
    *_in_body("wide", b"text/plain; charset=utf-16", b"\0a", b"\xd8\x00"),
    *_in_body("punycode", b"text/plain; charset=punycode", b"a-", b"\x80"),
    *_in_body(
        "html",
        b"text/html",
        b"<",
        b"<div>",
        b"<!--",
        b"-->",
        b"&#",
        b"&amp",
        b"<meta ",
        b"<script>",
        b"<br>\n",
        b"<blockquote>",
        b"<p>a</p>",
        b"<style>",
        b"<a b='",
        b"\x80",
        b'<div class="gmail_quote">On a, b wrote:<br>',
    ),
    *_costly(b"text/html", COSTLY_HTML),
    *_costly(b"text/plain", COSTLY_TEXTS),
    *_in_body(
        "coded",
        b"text/plain",
        b"aGk=\n",
        b"a",
        b"=",
        b"*",
        encoding=b"base64",
    ),
    *_in_body(
        "printable",
        b"text/plain; charset=utf-8",
        b"=\n",
        b"=E9",
        b"=",
        b"=F0=9F=98=80",
        b" \n",
        encoding=b"quoted-printable",
    ),
    *_in_body("pieces", b"a/b", b"aGk=\n", b"a=", b"a b\n", encoding=b"base64"),
    *_in_body(
        "pieces of text", b"text/plain", b"-\n", b"aGk=\n", b"_", encoding=b"base64"
    ),
    *_in_body(
        "files in a text",
        b"text/plain",
        b"begin 644 x\n",
        b"begin 644 x\n`\nend\n",
        b"begin 644 x\nM\n",
        b'":&D \n',
    ),
    *_in_body("vendors", b"text/plain; charset=cp50221", b"\x1b$B-!", b"\x0e1", b"$B"),
    *_in_body("vendors 8", b"text/plain; charset=eucjp-ms", b"\xad\xa1", b"\x8f\xad"),
    *_signed("signed", b"\x30\x80", b"\x24\x80", b"\x04\x01a", b"\0\0", b"\x30\0"),
    *_signed("signed content", b"\x04\x01a", b"\x24\x80", b"\x04\x00", begin=_CONTENT),
    *_signed("certificates", b"\x30\x03abc", begin=_CONTENT + b"\0" * 6 + b"\xa0\x80"),
    *_signed("signers", b"\x30\x03abc", begin=_CONTENT + b"\0" * 6 + b"\x31\x80"),
    Shape(
        "seals in seals",
        b"From: a@b.example\n",
        b"Content-Type: multipart/signed; boundary=b\n\n--b\n",
        b"\n\nx\n--b\nContent-Type: application/pkcs7-signature\n\nx\n--b--\n",
    ),
    Shape(
        "parts of two types",
        _of_type(_MIXED),
        b"--b\n" + b"Content-Type: multipart/mixed; boundary=c\n" * 2 + b"\n",
    ),
    Shape(
        "parts of another delimiter",
        _of_type(_MIXED),
        b"--b\nContent-Type: multipart/mixed; boundary=c\n\n--d\nContent-A: b\n\n",
    ),
    *_in_header("Damaged From", b"From", b"<a@b", b"a@b>", b"(a", b'"a@'),
    *_in_header("Coded ids", b"References", b"=?a?q?<b@c>?= ", b"=?a?q?", b"&lt;a@"),
    *_in_header("JIS", b"Subject", b"\x1b$B-!", b"\x1b(B", b"\x1b"),
    *_in_body("uu", b"a/b", b"begin 644 x\n", b'":&D \n', encoding=b"x-uuencode"),
    *_in_body(
        "flowed", b"text/plain; format=flowed", b"a \n", b"> a \n", b">", b"-- \n"
    ),
    *_in_body("enriched", b"text/enriched", b"<bold>", b"<<", b"<", b"\n", b"</bold>"),
    *_in_body("param", b"text/enriched", b"<param>", b"<nofill>\n", b"</param>"),
    *_in_body(
        "calendar",
        b"text/calendar",
        b"ATTENDEE;CN=a:b\n",
        b"BEGIN:VEVENT\n",
        b"METHOD:REPLY\n",
        b"a\n b",
        b'ATTENDEE;CN="',
        b";a=b",
        b"\\n",
    ),
    *_in_body(
        "report",
        b"message/delivery-status",
        b"Final-Recipient: rfc822; a@b\n\n",
        b"Action: failed\n",
        b"a: b\n\n",
        b"Status: 5.1.1\n",
        b"\n",
    ),
    *_tnef("winmail", _object(0x9002, b"ab"), _object(0x9005, b"\0" * 9), b"\0"),
    *_tnef(
        "properties",
        struct.pack("<HHI", 3, 0x3701, 1),
        struct.pack("<HHII", 0x1003, 0x3701, _ALL, 1),
        struct.pack("<HHII", 0x101E, 0x3701, 1, 0),
        b"\0",
        begin=_object(0x9003, struct.pack("<I", _ALL), _ALL),
    ),
    Shape("mbox", b"", b"From a Mon Jan  1 00:00:00 2024\na: b\n\nc\n\n"),
    Shape("armour", _of_type(b"text/plain"), b"-----BEGIN PGP MESSAGE-----\n"),
)
