"""Encoded words and parameters are read even where they are malformed."""

import pytest

from tools.text.header_text import (
    decode_base64,
    decode_words,
    parse_parameters,
    shown_line,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("=?x?q?", "=?x?q?", id="not finished"),
        pytest.param("=?no-such?q?a=E9?=", "aé", id="no such charset"),
        pytest.param("=?utf-8?b?w6Q?=", "ä", id="padding missing"),
        pytest.param("=?utf-8?b?w6Qw?=!", "ä0!", id="text directly behind"),
        pytest.param("=?utf-8?q?=C3?= =?utf-8?q?=A4?=", "ä", id="character cut in two"),
        pytest.param("=?utf-8?q?a_b c?=", "a b c", id="blank inside"),
        pytest.param("=?utf-8*de?q?=C3=A4?=", "ä", id="with language"),
        pytest.param("=?utf-8?q?a?=  =?latin1?q?=E9?= b", "aé b", id="two charsets"),
        pytest.param("=?utf-8?q?a=00b?=", "ab", id="NUL"),
        pytest.param("a =?utf-8?q?=C3=A4?= =?utf-8?q?=C3=A4", "a ää", id="cut"),
        pytest.param(
            "a =?utf-8?q?b?= c =?utf-8?b?w6Q=?", "a b c ä", id="cut at its end"
        ),
        pytest.param("=?utf-8?b?w6Q=", "ä", id="only a cut one"),
        pytest.param("=?utf-8?q?a b", "=?utf-8?q?a b", id="words that are no word"),
        pytest.param("Hallo  Welt", "Hallo  Welt", id="no encoded word"),
    ],
)
def test_encoded_words_are_decoded(value, text):
    assert decode_words(value) == text


@pytest.mark.parametrize(
    ("value", "name"),
    [
        pytest.param("x; filename*=utf-8''a%C3%A4.txt", "aä.txt", id="extended"),
        pytest.param("x; filename*=a%20b", "a b", id="extended without charset"),
        pytest.param("x; filename*1=b; filename*0=a", "ab", id="sections out of order"),
        pytest.param(
            "x; filename*0*=utf-8''a%20; filename*1=b", "a b", id="mixed sections"
        ),
        pytest.param('x; filename="=?utf-8?q?=C3=A4?="', "ä", id="encoded word"),
        pytest.param('x; filename="a;b\\"c"', 'a;b"c', id="quoted"),
        pytest.param('x; filename="open', "open", id="quote without end"),
        pytest.param("x; filename=a b.txt", "a b.txt", id="blank without quotes"),
        pytest.param("x; FileName = a", "a", id="case and blanks"),
        pytest.param("x; filename=a; filename=b", "a", id="twice"),
        pytest.param(
            "x; filename=a_; filename*=utf-8''a%C3%A4", "aä", id="plain and extended"
        ),
        pytest.param(
            "x; filename*=utf-8''a%C3%A4; filename=a_", "aä", id="extended and plain"
        ),
        pytest.param("x; filename*=; filename=a", "a", id="extended without a value"),
        pytest.param(
            "x; filename*=utf-8''a; filename*0=b; filename*1=c",
            "a",
            id="extended and pieces",
        ),
        pytest.param("x; filename=a; filename*0=b; filename*1=c", "bc", id="pieces"),
        pytest.param("x; filename=a; filename*1=b", "ab", id="pieces without a first"),
        pytest.param("x; filename*0=a; filename*0=b", "a", id="a piece twice"),
        pytest.param('x; filename="C:\\Users\\b.txt"', r"C:\Users\b.txt", id="path"),
        pytest.param(
            'x; filename="C:\\\\Users\\\\b.txt"', r"C:\Users\b.txt", id="path in pairs"
        ),
        pytest.param('x; filename="Bob\\\'s.txt"', "Bob's.txt", id="pair without need"),
        pytest.param("x; filename=a;b.pdf; size=1", "a;b.pdf", id="semicolon in clear"),
        pytest.param("x; filename=a;b", "a", id="semicolon and no name behind"),
    ],
)
def test_file_names_are_read(value, name):
    assert parse_parameters(value)[1]["filename"] == name


def test_the_first_word_is_in_lower_case():
    assert parse_parameters(" Text/HTML ; charset=x")[0] == "text/html"


@pytest.mark.parametrize("data", [b"aGk", b"aG*k", b"aGk=====", b"aGkx\n=!"])
def test_damaged_base64_gives_what_is_there(data):
    assert decode_base64(data).startswith(b"hi")


def test_a_line_that_people_are_shown_is_not_turned_round():
    turning = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    isolating = "\u2066\u2067\u2068\u2069"
    assert shown_line(f"{turning} M\u202eax\n Fish {isolating}") == "Max Fish"
    assert shown_line("\u05e9\u05dc\u05d5\u05dd") == "\u05e9\u05dc\u05d5\u05dd"
