"""Japanese mail as it is written every day."""

import pytest
from fuzzing.measures import grows_too_fast

from tools.text.charsets import decode_text
from tools.text.japanese import decode_euc_jp, decode_iso_2022_jp


def jis(text):
    """`text` in ISO-2022-JP as Windows writes it: a change for each character."""
    out = b""
    for char in text:
        lead, trail = char.encode("cp932")
        row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2 + 0x21
        cell = (
            trail - 0x7E if trail > 0x9E else trail - (0x20 if trail > 0x7E else 0x1F)
        )
        out += b"\x1b$B" + bytes((row + (trail > 0x9E), cell)) + b"\x1b(B"
    return out


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(jis("①㈱髙﨑"), "①㈱髙﨑", id="rows of NEC and IBM"),
        pytest.param(b'\x1b$@$"\x1b(J\\', "あ¥", id="JIS of 1978, Roman"),
        pytest.param(b"\x1b(I12\x1b(B1", "ｱｲ1", id="half-width by escape"),
        pytest.param(b"\x0e12\x0f1", "ｱｲ1", id="half-width by shift"),
        pytest.param(b'\x1b$B$"\x1b(B\xb1', "あｱ", id="half-width in eight bits"),
        pytest.param(b"$B$3$s(B!", "こん!", id="escapes lost on the way"),
        pytest.param(b'\x1b&@\x1b$(B$"\x1b(Hx', "あx", id="odd escapes"),
        pytest.param(b"\x1b$A0!\x1b(B\x1b.A\x1bNi", "啊é", id="Chinese, Latin"),
        pytest.param(b"\x1b$(Q!!\x1b$(P!!\x1b(B", "\u3000\U00020089", id="JIS of 2004"),
        pytest.param(b"\x1b$(O!!\x1b(B", "\u3000", id="JIS of 2000"),
        pytest.param(b"\x1b$B~~\x1b(B", "\ufffd", id="no such character"),
        pytest.param(b"\x1b$B$", "\ufffd", id="cut"),
        pytest.param(b"\x1b(Xa", "a", id="no such escape"),
        pytest.param(b"costs $B1", "costs $B1", id="nothing lost"),
    ],
)
def test_jis_is_read(data, text):
    assert decode_iso_2022_jp(data) == text


def test_euc_has_the_rows_of_vendors():
    data = "の件".encode("euc_jp")
    assert decode_text(b"\xad\xa1" + data + b"\xad\xea", "eucjp-ms") == "①の件㈱"
    assert decode_euc_jp(b"\xad\xff", "replace").startswith("\ufffd")


def test_text_called_euc_that_is_none_is_not_spoilt():
    assert decode_text("Grüße, あ".encode(), "euc-jp") == "Grüße, あ"


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "shift_jis"])
def test_jis_is_known_by_its_escapes_whatever_is_declared(declared):
    assert decode_text(b'\x1b$B$"\x1b(B', declared) == "あ"


def test_other_text_called_jis_is_read_as_what_it_is():
    assert decode_text("ü あ".encode(), "iso-2022-jp") == "ü あ"
    assert decode_text("こんにちは、注文の件".encode("cp932"), "cp50220") == (
        "こんにちは、注文の件"
    )


def test_a_codec_for_writing_is_not_answered():
    with pytest.raises(UnicodeEncodeError):
        "①".encode("iso2022_jp", "vendor-japanese")


@pytest.mark.parametrize("unit", [b"\x1b$B", b"-!", b"\x1b$B-!\x1b(B", b"\xb1", b"$B"])
@pytest.mark.parametrize("prefix", [b"", b"\x1b$B", b"\x0e", b"$B"])
def test_reading_takes_linear_time(unit, prefix):
    small, large = prefix + unit * 20_000, prefix + unit * 80_000
    assert grows_too_fast(decode_iso_2022_jp, small, large) == ""
