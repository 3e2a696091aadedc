"""Rich text is unpacked and read, as far as it goes."""

import pytest

from tools.parsing_limits import MAX_HTML_LENGTH
from tools.text.rtf import decompress_rtf, rtf_to_text

# The examples of MS-OXRTFCP, section 3.
HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a0072637067313235423"
    "20af32068656c090020627705b06c647d0a800fa0"
)
REPEATED = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def test_packed_text_is_unpacked():
    hello = b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert decompress_rtf(HELLO) == hello
    assert rtf_to_text(decompress_rtf(HELLO)) == "hello world"


def test_a_piece_may_reach_into_itself():
    assert decompress_rtf(REPEATED) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@pytest.mark.parametrize("end", range(0, len(HELLO), 5))
def test_packed_text_that_is_cut_gives_its_beginning(end):
    assert decompress_rtf(HELLO).startswith(decompress_rtf(HELLO[:end]))


def test_no_more_is_unpacked_than_the_limit():
    head = HELLO[:4] + b"\xff\xff\xff\x7f" + HELLO[8:16]
    tokens = (b"\x00" + b"aaaaaaaa") + b"\xff" + b"\x0d\x0f" * 8
    assert len(decompress_rtf(head + tokens * 100_000)) <= MAX_HTML_LENGTH


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"", ""),
        (rb"plain words", ""),
        (rb"{\rtf1 a\par b\line c\tab d}", "a\nb\nc\td"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}{\*\htmltag <b>}bold}", "bold"),
        (rb"{\rtf1 \{a\\b\}\~c}", "{a\\b} c"),
        (rb"{\rtf1 \u8364?5}", "\u20ac5"),
        (rb"{\rtf1 \u-10179?\u-8704?}", "\U0001f600"),
        (rb"{\rtf1\ansicpg1251 \'cf\'f0\'e8}", "При"),
        (rb"{\rtf1\ansicpg99999 \'e9}", "é"),
        (rb"{\rtf1 }}}} a {{{ b", "a  b"),
    ],
)
def test_words_are_found(rtf, text):
    assert rtf_to_text(rtf) == text
