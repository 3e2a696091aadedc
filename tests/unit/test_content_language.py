"""The language that Content-Language names."""

import pytest

from tools.mail import content_language, read_headers

KNOWN = ("en_US", "de_DE", "de_CH", "pt_BR", "sr@latin")


@pytest.mark.parametrize(
    "field, code",
    [
        ("de-CH", "de_CH"),
        ("DE-de", "de_DE"),
        ("de", "de_CH"),
        ("de-AT", "de_CH"),
        ("pt-PT", "pt_BR"),
        ("sr", "sr@latin"),
        ("fr-FR", ""),
        ("de, en", ""),
        ("German", ""),
        ("", ""),
        ("de-" * 90_000, ""),
    ],
)
def test_the_known_language_that_a_mail_names(field, code):
    raw = f"Content-Language: {field}\r\n\r\nHello".encode()
    assert content_language(read_headers(raw), KNOWN) == code


def test_a_mail_without_the_field_names_none():
    assert content_language(read_headers(b"Subject: Hi\r\n\r\nHello"), KNOWN) == ""
