import pytest

from tools.text.css_colors import (
    best_on,
    contrast,
    hexadecimal,
    is_readable,
    read_color,
)


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#FFF", "#ffffff"),
        (" navy ", "#000080"),
        ("003366", "#003366"),
        ("#0000ff80", "#7f7fff"),
        ("#f00f", "#ff0000"),
        ("rgb(1, 2, 3)", "#010203"),
        ("rgb(100% 0% 300%)", "#ff00ff"),
        ("rgba(0,0,0,.5)", "#808080"),
        ("rgb(0 0 0 / 50%)", "#808080"),
        ("WindowText", "#000000"),
    ],
)
def test_a_color_is_read_in_the_notations_of_mail(text, color):
    assert hexadecimal(read_color(text)) == color


@pytest.mark.parametrize(
    "text",
    [
        "",
        "inherit",
        "transparent",
        "#12345",
        "#1234567",
        "#0000",
        "rgba(1,2,3,0)",
        "rgb(1,2)",
        "rgb(1,2,x)",
        "hsl(0,1%,2%)",
        "rgb(" + "1," * 100 + ")",
    ],
)
def test_what_is_no_color_that_is_seen_is_none(text):
    assert read_color(text) is None


def test_contrast_is_that_of_the_accessibility_guidelines():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert is_readable((118, 118, 118), (255, 255, 255))
    assert not is_readable((119, 119, 119), (255, 255, 255))


def test_the_best_color_is_black_on_light_and_white_on_dark():
    assert best_on((250, 250, 0)) == (0, 0, 0)
    assert best_on((0, 0, 80)) == (255, 255, 255)
