"""Mails with something cut, doubled, overwritten or mixed in, by a seed."""

from random import Random

# What readers stumble over.
_SPLINTERS = (
    b"\0",
    b"\r",
    b"\n\n",
    b"\r\n ",
    b"=?utf-8?q?",
    b"?=",
    b"=?iso-2022-jp?b?GyRC?=",
    b"\x1b$B",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"; name*0*=utf-8''%C3",
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Type: application/ms-tnef\n",
    b"Content-Type: text/enriched\n\n<bold>",
    b"Content-Type: text/plain; format=flowed; delsp=yes\n\n",
    b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n",
    b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b\n",
    b"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822;a@b\n\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n",
    b"Content-Transfer-Encoding: x-uuencode\n",
    b'begin 644 a.txt\n":&D \n`\nend\n',
    b"begin 644 a\n",
    b"Zmlyc3Q=\nc2Vjb25k\n",
    b"==\n",
    b"-- \nfooter\n",
    b"\x1b$B-!\x1b(B",
    b"\x1b(I",
    b"\x0e",
    b"charset=cp50221",
    b"charset=eucjp-ms",
    b"Content-Type: application/pkcs7-mime; smime-type=signed-data\n",
    b"Content-Type: multipart/signed; boundary=b\n\n--b\n",
    b"Content-Type: application/pkcs7-signature\n",
    b"Content-Transfer-Encoding: binary\n",
    b"\x30\x80",
    b"\x24\x80\x04\x01a\x00\x00",
    b"\x00\x00",
    b"\x30\x84\x7f\xff\xff\xff",
    b"\x06\x09*\x86H\x86\xf7\x0d\x01\x07\x02",
    b"charset=utf-16",
    b"charset=utf-7",
    b"\x78\x9f\x3e\x22",
    b"--b--\n",
    b"<!--",
    b"<a",
    b"&#1114112;",
    b'"',
    b"(",
    b"<",
    b"=",
    b"%",
)


def mutated(rnd: Random, seeds) -> bytes:
    """A mail made of one of `seeds` and up to six accidents."""
    raw = bytearray(rnd.choice(seeds))
    for _ in range(rnd.randint(1, 6)):
        begin = rnd.randrange(len(raw) + 1)
        end = min(len(raw), begin + rnd.randint(1, 80))
        accident = rnd.randrange(5)
        if accident == 0:
            del raw[begin:end]
        elif accident == 1:
            raw[begin:begin] = raw[begin:end] * rnd.randint(1, 5)
        elif accident == 2 and raw:
            for _ in range(8):
                raw[rnd.randrange(len(raw))] = rnd.randrange(256)
        elif accident == 3:
            raw[begin:begin] = rnd.choice(_SPLINTERS)
        else:
            other = rnd.choice(seeds)
            cut = rnd.randrange(len(other) + 1)
            raw[begin:begin] = other[cut : cut + rnd.randint(1, 2_000)]
    return bytes(raw)
