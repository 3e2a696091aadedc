"""Names of charsets as programs write them."""

import pytest

from tools.text.charset_names import codec_name


@pytest.mark.parametrize(
    "name",
    ["", None, "x", "no-such", "punycode", "idna", "undefined", "hex", "rot13", "a\0b"]
    + ["unicode_escape", "latin-99", "iso-ir-999", "cp99999", "é", "windows-12", "\n"],
)
def test_what_is_no_charset_is_none(name):
    assert codec_name(name) is None


@pytest.mark.parametrize(
    ("codec", "names"),
    [
        ("utf-8", "utf8 UTF_8 'utf-8' utf-8; utf-8,x charset=utf-8 utf8mb4 cp65001"),
        ("utf-8", "us-ascii ANSI_X3.4-1968 unknown-8bit x-unicode20utf8 utf-8-sig"),
        ("cp1252", "cp-1252 windows1252 x-cp1252 iso8859_1 8859-1 latin-1 L1 cp819"),
        (
            "cp1252",
            "ISO_8859-1:1987 iso-ir-100 iso-8859-1-windows-3.1-latin-1 win-1252",
        ),
        ("cp1251", "x-cp1251 win1251 Windows_1251 1251 cswindows1251"),
        ("cp850", "cp-850 ibm-850 IBM00850 dos-850 850 cspc850multilingual"),
        ("iso8859-15", "latin-9 latin9 l9 iso8859_15 csISO885915 ibm923 28605"),
        ("iso8859-8", "iso-8859-8-i iso_8859-8:1988 visual logical csISO88598E"),
        ("cp1254", "iso-8859-9 latin5 l5 ibm920 windows-1254"),
        ("cp874", "tis-620 iso-8859-11 windows-874 dos-874"),
        ("mac-roman", "MacRoman macintosh x-mac-roman mac csmacintosh"),
        ("mac-latin2", "x-mac-ce x-mac-centraleurroman cp10029"),
        ("gb18030", "gb2312 GB2312_CHARSET gbk x-gbk cp936 euc-cn gb_2312-80 cngb"),
        ("cp949", "euc-kr ks_c_5601-1987 KSC5601 uhc windows-949 x-windows-949"),
        ("cp932", "shift_jis x-sjis windows-31j ms_kanji cp932 sjis-win"),
        ("euc_jp", "euc-jp x-euc-jp eucjp-ms cp51932 ujis eucJP-win"),
        ("iso2022_jp", "iso-2022-jp cp50220 cp50221 CP50222 csISO2022JP jis"),
        ("iso2022_jp", "_iso-2022-jp$ESC iso-2022-jp-ms ISO-2022-JP-2"),
        ("koi8-u", "koi8-ru koi8u cp21866"),
        ("hp-roman8", "hp-roman8"),
    ],
)
def test_a_charset_has_many_names(codec, names):
    assert {codec_name(name) for name in names.split()} == {codec}


def test_a_charset_of_python_that_no_table_names_is_taken():
    assert codec_name("kz1048") == "kz1048"
