"""Charsets that Python has no codec for are read all the same."""

import pytest

from tools.mail.message import parse
from tools.text.charset_names import codec_name
from tools.text.charsets import decode_text


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("VISCII", "viscii"),
        ("x-viscii1.1", "viscii"),
        ("ISO-2022-CN", "iso2022_cn"),
        ("iso-2022-cn-ext", "iso2022_cn"),
        ("cp50227", "iso2022_cn"),
    ],
)
def test_their_names_are_known(name, codec):
    assert codec_name(name) == codec


def test_vietnamese_in_viscii():
    data = b"Xin ch\xe0o, m\xe1y in b\xb8 h\xf6ng \x02"
    assert decode_text(data, "VISCII") == "Xin chào, máy in bị hỏng Ẳ"


def test_chinese_in_iso_2022_cn():
    data = b"A: \x1b$)A\x0e;;;;\x0f!\r\n\x0e;;"
    expected = b"\xbb\xbb".decode("gb2312")
    text = f"A: {expected * 2}!\r\n{expected}"
    assert decode_text(data, "ISO-2022-CN") == text


def test_a_set_without_a_table_keeps_the_ascii_and_says_what_is_missing():
    data = b"Order 17: \x1b$)G\x0eGcK\x0f ok\x0f"
    assert decode_text(data, "ISO-2022-CN") == "Order 17: \ufffd\ufffd ok"


def test_a_mail_and_its_subject_in_them():
    raw = (
        b"Subject: =?VISCII?Q?M=E1y_in_b=B8?=\n"
        b"Content-Type: text/plain; charset=iso-2022-cn\n\n\x1b$)A\x0e;;\x0f.\n"
    )
    message = parse(raw)
    assert message.subject == "Máy in bị"
    assert message.body_text.strip() == b"\xbb\xbb".decode("gb2312") + "."
