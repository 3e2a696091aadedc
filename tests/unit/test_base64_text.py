"""base64 in pieces, with words around it, cut and damaged."""

import base64
import time

import pytest
from fuzzing.measures import grows_too_fast
from hypothesis import given
from hypothesis import strategies as st

from tools.mail import parse
from tools.mail.mime import read_mime
from tools.parsing_limits import MAX_BASE64_PIECES
from tools.text.base64_text import (
    base64_body_size,
    base64_size,
    decode_base64,
    decode_base64_body,
)
from tools.text.header_text import decode_words

TEXT = b"The gate of the yard is shut since this morning."
LONG = base64.b64encode(TEXT)


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        pytest.param(b"aGk=\nrest", b"hi\xad\xeb-", id="a piece without padding"),
        pytest.param(b"aGk=\nfooter", b"hi", id="one word in clear behind"),
        pytest.param(b"aGk=\r\n-- \r\nfooter of a list", b"hi", id="words behind"),
        pytest.param(LONG[:8] + b"\n____\nlist", b"The ga", id="a rule, not padded"),
        pytest.param(
            LONG[:8] + b"\na list's footer", b"The ga", id="words, not padded"
        ),
        pytest.param(LONG[:8] + "\nGrüße".encode(), b"The ga", id="letters beyond"),
        pytest.param(b"aGk=\r\naG8=\r\n\r\naGE=", b"hihoha", id="three pieces"),
        pytest.param(b"aGk=aG8=", b"hiho", id="two in a line"),
        pytest.param(b"aGlo\n\taGk=", b"hihhi", id="indented"),
        pytest.param(b"YT8-YT8_", b"a?>a??", id="the alphabet of addresses"),
        pytest.param(b"aGk", b"hi", id="padding missing"),
        pytest.param(b"aGlob", b"hih", id="cut"),
        pytest.param(b"aG*lo", b"hih", id="a foreign letter"),
        pytest.param(b"aGk=====", b"hi", id="too much padding"),
        pytest.param(
            LONG[:8] + b"\n" + LONG[8:20] + b" " + LONG[20:], TEXT, id="blank"
        ),
        pytest.param(
            LONG[:20] + b" " + LONG[20:56] + b"\n" + LONG[56:58] + b" " + LONG[58:],
            TEXT,
            id="blanks in a line and the rest",
        ),
        pytest.param(
            LONG[:20] + b" " + LONG[20:] + b"\naG k=", TEXT + b"hi", id="in its padding"
        ),
        pytest.param(
            LONG[:20] + b" " + LONG[20:] + b"\nfooter of a list", TEXT, id="words then"
        ),
        pytest.param(
            LONG[:20] + b" " + LONG[20:] + b"\nfoot ers", TEXT, id="words as long"
        ),
        pytest.param(LONG[:8] + b"\nZSBn\xa0YXRl", b"The gae gate", id="U+00A0, Latin"),
        pytest.param(
            LONG[:8] + b"\nZSBn\xc2\xa0YXRl", b"The gae gate", id="U+00A0, UTF-8"
        ),
        pytest.param(
            b"aGk=\n" + b"AAAAAAAA AAAAAAAA", b"hi" + bytes(12), id="zeros with a blank"
        ),
        pytest.param(
            b"aGk=\nT25lIGdh dGUgYW5k", b"hiOne gate and", id="a piece with blanks"
        ),
        pytest.param(b"", b"", id="nothing"),
    ],
)
def test_all_pieces_are_read_and_words_left_out(data, decoded):
    assert decode_base64(data) == decoded
    assert base64_size(data) == len(decoded)


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        (b"These are words", b"These are words"),
        (
            b"Mail from outside!\r\n\r\n" + LONG,
            b"Mail from outside!\r\n\r\n" + base64.b64decode(LONG),
        ),
        (LONG.replace(b"4", b"4 ") + b"\n", TEXT),
        (b"VGhlIHB1bXAg bGVha3Mu\nIA==", b"The pump leaks. "),
        (b"-----BEGIN-----\n" + LONG, TEXT),
        (b"-----\nThese are words", b"-----\nThese are words"),
        (b"PayPal, iPhone 15 and iPad", b"PayPal, iPhone 15 and iPad"),
    ],
    ids=[
        "nothing but words",
        "a banner above",
        "blanks put in",
        "a blank in a short line",
        "a rule above",
        "a rule above words",
        "names in capitals and small letters",
    ],
)
def test_words_called_base64_stay(data, decoded):
    assert decode_base64_body(data) == decoded
    assert base64_body_size(data) == len(decoded)


@given(
    st.lists(
        st.sampled_from(
            [b"aGk=", b"aGlo", b"\r\n", b"\n", b" ", b"=", b"-- ", b"words "]
        )
        | st.sampled_from([LONG, b"*", b"\xff", b"-_", b"a"])
        | st.binary(max_size=4),
        max_size=12,
    ).map(b"".join)
)
def test_the_size_is_the_number_of_bytes(data):
    assert base64_body_size(data) == len(decode_base64_body(data))


def test_a_text_and_a_file_in_pieces_are_whole():
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Transfer-Encoding: base64\n\nT25lLg==\nVHdvLg==\n"
        b"--b\nContent-Type: a/b; name=c\nContent-Transfer-Encoding: base64\n\n"
        b"JVBERg==\n\nLTEu\nNA==\n--b--\n"
    )
    mail = parse(raw)
    (file,) = mail.attachments
    assert (mail.body_text, file.size) == ("One.Two.", 8)
    assert mail.root.parts[1].content() == b"%PDF-1.4"


def test_very_many_pieces_are_read_in_time_and_the_rest_as_one():
    data = b"QQ==" * 6_000_000
    began = time.thread_time()
    size = len(decode_base64_body(data))
    assert time.thread_time() - began < 3
    assert MAX_BASE64_PIECES < size == base64_body_size(data)


def test_an_encoded_word_in_pieces_is_whole():
    assert decode_words("=?utf-8?b?T25lIA==dHdv?=") == "One two"


def test_of_two_encodings_the_one_that_needs_undoing_counts():
    for first, second in ((b"7bit", b"base64"), (b"base64", b"7bit")):
        fields = b"".join(
            b"Content-Transfer-Encoding: " + name + b"\n" for name in (first, second)
        )
        assert read_mime(fields + b"\naGk=")[0].content() == b"hi"
        assert read_mime(fields + b"\nin words")[0].content() == b"in words"


@pytest.mark.parametrize(
    "unit", [b"aGk=\n", b"a= ", b"=", b"*\n", b"a b\n", b"-_", b"a"]
)
def test_reading_and_counting_take_linear_time(unit):
    def read(data):
        decode_base64_body(data), base64_body_size(data)

    assert grows_too_fast(read, unit * 50_000, unit * 200_000) == ""
