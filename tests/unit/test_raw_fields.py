"""Fields in eight bits or JIS, against RFC 5322, in the charset of the mail's texts."""

import pytest

from tools.mail import parse

MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"


def mail(subject, *parts, head=b""):
    body = b"".join(b"--b\n" + part + b"\n" for part in parts)
    return parse(b"Subject: " + subject + b"\n" + head + MIXED + body + b"--b--\n")


def text(charset, content=b"x"):
    return b"Content-Type: text/plain; charset=" + charset + b"\n\n" + content


@pytest.mark.parametrize(
    ("subject", "parts", "expected"),
    [
        pytest.param(b"\xf3", [], "ó", id="no parts"),
        pytest.param("ł".encode(), [text(b"iso-8859-2")], "ł", id="UTF-8"),
        pytest.param(b"\xb3", [text(b"us-ascii"), text(b"iso-8859-2")], "ł", id="2nd"),
        pytest.param(b"\xb3", [text(b"no-such"), text(b"iso-8859-2")], "ł", id="odd"),
        pytest.param(
            b'\x1b$B$"\x1b(B', [text(b"iso-8859-1")], "あ", id="JIS beside Latin"
        ),
        pytest.param(b'\x1b$B$"\x1b(B', [text(b"utf-8")], "あ", id="JIS"),
        pytest.param(b"\x82\xa0", [text(b"iso-2022-jp")], "あ", id="Shift_JIS"),
        pytest.param(
            b"\xcf\xf0\xe8\xe2\xe5\xf2",
            [b"\n" + "Здравствуйте, не работает телефон".encode("cp1251")],
            "Привет",
            id="guessed from the text",
        ),
        pytest.param(
            b"\xf0\xd2\xc9\xd7\xc5\xd4",
            [
                b"Content-Transfer-Encoding: quoted-printable\n\n"
                + b"".join(b"=%02X" % byte for byte in "Не работает".encode("koi8-r"))
            ],
            "Привет",
            id="guessed from an encoded text",
        ),
        pytest.param(
            "[撤回邮件成功] abc".encode("gbk"),
            [text(b"utf-8")],
            "[撤回邮件成功] abc",
            id="Chinese beside ASCII",
        ),
        pytest.param(
            "印表機故障".encode("big5"),
            [text(b"utf-8", "印表機故障".encode())],
            "印表機故障",
            id="Chinese in Taiwan",
        ),
        pytest.param(
            "撤回邮件".encode("gbk"),
            [text(b"utf-8", "撤回邮件".encode())],
            "撤回邮件",
            id="Chinese in China",
        ),
        pytest.param(
            "המדפסת".encode("cp1255"),
            [text(b"utf-8", "המדפסת".encode())],
            "המדפסת",
            id="Hebrew",
        ),
        pytest.param(
            "СЧЁТ".encode("koi8-r"),
            [text(b"utf-8", "Где мой счёт?".encode())],
            "СЧЁТ",
            id="Russian in capitals",
        ),
        pytest.param(
            "Tür".encode("cp1252"),
            [text(b"utf-8", "Где мой счёт?".encode())],
            "Tür",
            id="Latin beside Russian",
        ),
        pytest.param(
            "Tür".encode("cp1252"), [text(b"utf-8", "Tür".encode())], "Tür", id="Latin"
        ),
        pytest.param(
            b"\xfe\xfe\xe0\xe1\xe2\xb7",
            [text(b"utf-8", "邮件".encode())],
            "þþàáâ·",
            id="rare Chinese",
        ),
        pytest.param(
            "Не работает телефон".encode("koi8-r"),
            [text(b"utf-8", "Где мой счёт?".encode())],
            "Не работает телефон",
            id="words enough",
        ),
        pytest.param(
            "Счёт".encode(), [text(b"utf-8", b"x")], "Счёт", id="UTF-8 beside ASCII"
        ),
    ],
)
def test_a_raw_subject_is_read(subject, parts, expected):
    assert mail(subject, *parts).subject == expected


def test_a_raw_sender_is_read():
    found = mail(b"x", text(b"koi8-r"), head=b"From: \xe1\xce\xce\xc1 <a@b.c>\n")
    assert found.from_.name == "Анна"


def test_the_charset_of_a_single_text_counts_for_its_own_head():
    raw = b"Subject: \xb3\nContent-Type: text/plain; charset=iso-8859-2\n\n\xb3"
    assert parse(raw).subject == "ł"


def test_a_raw_file_name_is_read_in_the_charset_of_the_text():
    file = b'Content-Type: a/b; name="\xb3.pdf"\n\nx'
    found = mail(b"x", text(b"iso-8859-2"), file)
    assert [one.filename for one in found.attachments] == ["ł.pdf"]


def test_a_type_in_jis_keeps_its_part():
    found = mail(
        b"x", text(b"iso-2022-jp"), b"Content-Type: text/html; a=\x1b$B\n\n<p>h"
    )
    assert "<p>h" in found.body_html


def test_returns_inside_a_field_are_blanks():
    assert parse(b"X-A: b\r\nSubject: a\rb\r\nTo: x@y.z\r\n\r\nhi").subject == "a b"
