"""Bytes become text whatever charset was declared."""

import pytest

from tools.text.charset_names import codec_name
from tools.text.charsets import decode_html, decode_text


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        pytest.param(b"caf\xe9", "utf-8", "café", id="latin bytes called utf-8"),
        pytest.param("café".encode(), "iso-8859-1", "café", id="utf-8 called latin"),
        pytest.param(b"caf\xe9", "x-nonsense", "café", id="no such charset"),
        pytest.param(b"caf\xe9", "a\0b", "café", id="NUL in the charset"),
        pytest.param(b"caf\xe9", "base64", "café", id="codec that is no charset"),
        pytest.param(b"abc", "punycode", "abc", id="slow codec refused"),
        pytest.param(b"\x80 5", "iso-8859-1", "€ 5", id="Windows bytes called latin"),
        pytest.param(b"\xc4\xe3\xba\xc3", "gb2312", "你好", id="Chinese"),
        pytest.param(b"\xc4\xa3", "gbk", "模", id="Chinese that is valid utf-8"),
        pytest.param(b"\xcf\xf0\xe8", "windows-1251", "При", id="Cyrillic"),
        pytest.param(b'\x1b$B$"\x1b(B', "iso-2022-jp", "あ", id="Japanese"),
        pytest.param(b"plain", "utf-16", "plain", id="ASCII called utf-16"),
        pytest.param(
            "né né né né".encode()[:-1], "utf-8", "né né né n\ufffd", id="cut"
        ),
        pytest.param(b"a\0b", None, "ab", id="NUL in the text"),
        pytest.param(b"+2AA-", "utf-7", "\ufffd", id="lone surrogate"),
    ],
)
def test_text_is_read_in_spite_of_its_declaration(data, declared, text):
    assert decode_text(data, declared) == text


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (b"\x8a\xe8", "iso-8859-2", "Šč"),
        (b"\xa9\xe8", "iso-8859-2", "Šč"),
        (b"\xa2\xeb", "iso-8859-7", "’λ"),
        (b"\x93\xa4", "iso-8859-15", "“¤"),
        (b"\xf9\xd6\xc6\xcf", "big5", "碁に"),
        (b"\xc6\xa1\x87\x40", "big5", "①䏰"),
        (b"\xa3\xe1", "big5-hkscs", "€"),
    ],
)
def test_what_is_called_by_a_name_of_its_kin_is_read(data, declared, text):
    assert decode_text(data, declared) == text


def test_a_charset_has_one_name():
    assert codec_name(' "Latin1" ') == "cp1252"


@pytest.mark.parametrize(
    ("html", "declared", "text"),
    [
        ('<meta charset="windows-1251">При', None, "При"),
        ("<meta http-equiv=a content='text/html; charset=koi8-r'>При", "", "При"),
        ("<meta charset=windows-1251>При", "no-such-charset", "При"),
    ],
)
def test_html_without_usable_charset_may_declare_it_inside(html, declared, text):
    charset = "koi8-r" if "koi8" in html else "cp1251"
    assert decode_html(html.encode(charset), declared).endswith(text)


def test_a_charset_inside_html_does_not_win_over_a_real_one():
    html = "<meta charset=windows-1251>é".encode("iso-8859-1")
    assert decode_html(html, "iso-8859-1").endswith("é")


def test_a_byte_order_mark_wins_and_goes():
    assert decode_text(b"\xef\xbb\xbfa\xc3\xa9", "iso-8859-1") == "aé"
    assert decode_text("aé".encode("utf-16"), "utf-8") == "aé"


def test_japanese_without_charset_is_known_by_its_escapes():
    assert decode_text("こんにちは".encode("iso-2022-jp")) == "こんにちは"
