"""Mails that hypothesis puts together, and makes small where they break something."""

from hypothesis import strategies as st

_NAMES = st.sampled_from(
    (b"From", b"To", b"Subject", b"Date", b"Message-ID", b"References", b"Return-Path")
    + (b"In-Reply-To", b"Content-Type", b"Content-Disposition", b"Reply-To", b"Sender")
    + (b"Content-Transfer-Encoding", b"Content-ID", b"Auto-Submitted", b"X-Odd", b"")
)
_PIECES = st.sampled_from(
    (b"a@b.example", b"<", b">", b'"', b"(", b")", b",", b";", b":", b"=?", b"?=", b" ")
    + (b"=?utf-8?q?=C3?=", b"=?x?b?=?=", b"\xff", b"\0", b"\\", b"*0*=", b"''", b"%zz")
    + (b"multipart/mixed; boundary=b", b"multipart/report; boundary=b", b"text/html")
    + (b"message/rfc822", b"application/ms-tnef", b"text/enriched", b"base64", b"=")
    + (b"text/calendar", b"format=flowed", b"charset=utf-16", b"quoted-printable")
    + (b"application/pkcs7-mime", b"multipart/signed; boundary=b", b"binary", b"\x1b$B")
    + (b"charset=cp50220", b"charset=iso-2022-jp", b"application/pkcs7-signature")
    + (b"Mon, 1 Jan 2024 10:00:00 +0000", b"name=a", b"filename=a", b"\r", b"\t")
)
_VALUES = st.lists(_PIECES | st.binary(max_size=12), max_size=8).map(b"".join)
_LINE_ENDS = st.sampled_from((b"\r\n", b"\n", b"\r\n ", b"\n\t", b"\r"))
_FIELDS = st.tuples(_NAMES, st.just(b": "), _VALUES, _LINE_ENDS).map(b"".join)
_HEADS = st.lists(_FIELDS, max_size=8).map(b"".join)
_BODIES = st.one_of(
    st.binary(max_size=60),
    st.lists(_PIECES, max_size=12).map(b"\n".join),
    st.lists(
        st.sampled_from(
            (
                b"--b\n",
                b"--b--\n",
                b"\n",
                b"<p>",
                b"> a \n",
                b"-- \n",
                b"Action: failed\n",
            )
            + (b"BEGIN:VEVENT\n", b"METHOD:REPLY\n", b"DTSTART:20240230T250000Z\n")
            + (b"ATTENDEE;PARTSTAT=DECLINED;CN=x:mailto:a@b\n", b"\x78\x9f\x3e\x22\0\0")
            + (
                b"Final-Recipient: rfc822; a@b\n",
                b"aGk=\n",
                b"=E9=\n",
                b"begin 644 x\n",
                b'":&D \n',
                b"`\nend\n",
                b"aGlo\n",
                b"\x1b$B-!\x1b(B\n",
                b"\x30\x80\x06\x09*\x86H\x86\xf7\x0d\x01\x07\x02\xa0\x80\x30\x80",
                b"\x04\x03a:b\x00\x00",
            )
        ),
        max_size=20,
    ).map(b"".join),
)


def _mail(head: bytes, empty_line: bytes, body: bytes) -> bytes:
    return head + empty_line + body


_LEAVES = st.builds(_mail, _HEADS, st.sampled_from((b"\r\n", b"\n", b"")), _BODIES)


def _container(head: bytes, parts: list[bytes], end: bytes) -> bytes:
    inside = b"".join(b"--b\n" + part + b"\n" for part in parts)
    return b"Content-Type: multipart/mixed; boundary=b\n" + head + b"\n" + inside + end


# A mail: a leaf, or parts in parts.
MAILS = st.recursive(
    _LEAVES,
    lambda inner: st.builds(
        _container,
        _HEADS,
        st.lists(inner, max_size=4),
        st.sampled_from((b"--b--\n", b"--b", b"")),
    ),
    max_leaves=6,
)
