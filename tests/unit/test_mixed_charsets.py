"""Two charsets in one text: the words of both are read."""

import pytest
from fuzzing.measures import grows_too_fast

from tools.text.charsets import decode_text

LATIN = "Die T\xfcr klemmt. ".encode("cp1252")


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        pytest.param(
            LATIN + "Büro".encode(),
            "windows-1252",
            "Die Tür klemmt. Büro",
            id="a footer",
        ),
        pytest.param(
            LATIN + "5\xa0€ – «É»".encode(),
            "latin1",
            "Die Tür klemmt. 5\xa0€ – «É»",
            id="signs",
        ),
        pytest.param(
            LATIN + "BÜRO".encode(), None, "Die Tür klemmt. BÜRO", id="capitals"
        ),
        pytest.param(
            "AMANHÃ\xa0CEDO É".encode("cp1252"),
            "windows-1252",
            "AMANHÃ\xa0CEDO É",
            id="a word that ends as UTF-8 begins",
        ),
        pytest.param(b"\xc3\xbc \xe4 = ", "utf-8", "ü ä = ", id="as many of both"),
        pytest.param(
            "Grüße, schöne Tür, ".encode() + b"Stra\xdfe",
            "utf-8",
            "Grüße, schöne Tür, Straße",
            id="one letter",
        ),
        pytest.param(
            "Grüße, schöne Türen für alle: ".encode() + b"gr\xfc\xdfe",
            "utf-8",
            "Grüße, schöne Türen für alle: grüße",
            id="two letters",
        ),
        pytest.param(
            "Grüße, schöne Tür – ".encode() + b"it\x92s",
            "utf-8",
            "Grüße, schöne Tür – it’s",
            id="a sign",
        ),
        pytest.param(
            "Grüße, schöne Tür".encode() + b"\xc3",
            "utf-8",
            "Grüße, schöne Tür\ufffd",
            id="cut in a letter",
        ),
        pytest.param(
            "門が閉まっています。".encode()[1:],
            "utf-8",
            "\ufffdが閉まっています。",
            id="Japanese without its first byte",
        ),
        pytest.param(
            "門が".encode() + b"\xe9" + "閉まっています。".encode(),
            "utf-8",
            "門が\ufffd閉まっています。",
            id="Japanese with a byte too much",
        ),
    ],
)
def test_words_in_two_charsets_are_read(data, declared, text):
    assert decode_text(data, declared) == text


@pytest.mark.parametrize(
    "unit", [b"\xc3\xbc\xfc", b"\xe4", b"\xc3\xbc\xc3\xbc\xe4\x92", b"AA\xc3"]
)
def test_mixed_texts_are_read_in_linear_time(unit):
    assert grows_too_fast(decode_text, unit * 20_000, unit * 80_000) == ""
