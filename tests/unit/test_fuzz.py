"""Whatever becomes of a mail on its way, it is read and judged without raising."""

import random

import pytest

from tools.classification import KINDS, classify
from tools.head_message import head_message
from tools.message import email_message, parse
from tools.threading import named_ids, read_tokens

SEEDS = (
    b'From: =?utf-8?q?J=C3=B6rg?= <j@x.de>\r\nTo: a@b, "c, d" <c@d>\r\n'
    b"Date: Tue, 2 Jan 2024 10:00:00 +0100\r\nMessage-ID: <a@b>\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/html; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C3=A4 &amp;</p>\r\n"
    b"--b\r\nContent-Type: a/b; name*0*=utf-8''a%20; name*1=\"b\"\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\naGVsbG8gd29ybGQ=\r\n--b--\r\n",
    b"Return-Path: <>\nAuto-Submitted: auto-replied (x)\nReferences: <a@b>\n\t<c@d>\n"
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n"
    b"--r\n\nSorry\n--r\nContent-Type: message/delivery-status\n\nX: y\n\n"
    b"Final-Recipient: rfc822; a@b\nAction: failed\nStatus: 5.1.1\n"
    b"--r\nContent-Type: message/rfc822\n\nMessage-ID: <o@x>\n\nhi\n--r--\n",
    b"Subject: =?iso-2022-jp?b?GyRCJCIbKEI=?=\nContent-Type: text/plain; "
    b"charset=utf-16\nContent-Transfer-Encoding: x-uuencode\n\n"
    b'begin 644 x\n":&D \nend\n',
)


def mutated(rnd):
    raw = bytearray(rnd.choice(SEEDS))
    for _ in range(rnd.randint(1, 6)):
        begin = rnd.randrange(len(raw) + 1)
        end = min(len(raw), begin + rnd.randint(1, 80))
        change = rnd.randrange(4)
        if change == 0:
            del raw[begin:end]
        elif change == 1:
            raw[begin:begin] = raw[begin:end] * rnd.randint(1, 5)
        elif change == 2 and raw:
            for _ in range(8):
                raw[rnd.randrange(len(raw))] = rnd.randrange(256)
        else:
            raw[begin:begin] = rnd.choice(SEEDS)[:end]
    return bytes(raw)


def read_like_the_gateway(raw):
    mail = email_message(raw)
    for name in ("From", "To", "Subject", "Date", "References", "Content-Type"):
        "".join(mail.get_all(name, [])).encode("utf-8")
    for part in mail.walk():
        part.get_filename(), part.is_attachment(), part.get_content_charset()
        if part.get_content_maintype() == "text" and not part.get_param("charset"):
            part.set_charset("utf-8")
        content = part.get_content()
        assert isinstance(content, (str, bytes)) or content.as_bytes() is not None
    mail.as_string().encode("utf-8")


@pytest.mark.parametrize("seed", range(20))
def test_damaged_mail_is_read_and_judged(seed):
    rnd = random.Random(seed)
    for _ in range(100):
        raw = mutated(rnd)
        mail = parse(raw)
        assert "\0" not in mail.subject + mail.body_text
        assert repr(mail).encode("utf-8")
        assert classify(mail).kind in KINDS
        assert read_tokens(named_ids(mail), b"k" * 32) == ()
        assert parse(head_message(raw[:300]).raw).size
        read_like_the_gateway(raw)
