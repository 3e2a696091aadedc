"""Character references become text, however long their numbers are."""

import pytest

from tools.text.entities import unescape
from tools.text.html_text import html_to_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("&#65;&#x42;&#0067;", "ABC"),
        ("&#" + "0" * 5000 + "65;", "A"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("&#x" + "f" * 5000 + ";", "\ufffd"),
        ("&#99999999", "\ufffd"),
        ("&#" * 5000, "&#" * 5000),
    ],
)
def test_a_reference_is_a_character_or_the_replacement_of_one(text, expected):
    assert unescape(text) == expected


def test_a_mail_of_one_endless_number_has_text():
    assert (
        html_to_text("<p>Hello &#" + "9" * 60_000 + "; you</p>") == "Hello \ufffd you"
    )
