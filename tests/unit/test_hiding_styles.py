import time

import pytest

from tools.quotes.fold import fold_quotes
from tools.text.hiding_styles import Sight, drop_hiding_styles


def styled(**styles):
    styles = {name.replace("_", "-"): value for name, value in styles.items()}
    drop_hiding_styles(styles, Sight(), True)
    return styles


@pytest.mark.parametrize(
    "style",
    [
        "font-size:0",
        "font-size:1px",
        "FONT-SIZE: 1PX !important",
        "font-size:3pt",
        "font-size:.2em",
        "font-size:1e-3em",
        "font-size:calc(1px)",
        "opacity:0",
        "opacity:0.19",
        "opacity:5%",
        "height:0",
        "max-height:0px",
        "line-height:0",
        "line-height:0.1",
        "margin-left:-9999px",
        "margin-top:-420px",
        "margin:0 0 0 -9999px",
        "margin-left:9999px",
        "margin-left:100%",
        "margin-left:calc(0px - 999px)",
        "margin-left:calc((1px) * -9999)",
        "padding-left:90em",
        "text-indent:-9999px",
        "letter-spacing:-50px",
        "display:none",
    ],
)
def test_history_shows_text_that_its_sender_hides(style):
    html = f'<p>Hello</p><p style="{style}">hidden</p>'
    if style.startswith("display"):
        html = f'<p style="{style}">hidden</p>'
    assert "<p>hidden</p>" in fold_quotes(html)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("font-size", "9pt"),
        ("font-size", "small"),
        ("font-size", "0.8em"),
        ("opacity", "0.6"),
        ("height", "20px"),
        ("height", "auto"),
        ("line-height", "1.2"),
        ("line-height", "normal"),
        ("margin", "0 auto 1em 40px"),
        ("padding", "0 5%"),
        ("border", "1px solid rgb(1, 2, 3)"),
        ("border-color", "#111"),
        ("letter-spacing", "-0.5px"),
        ("display", "block"),
    ],
)
def test_what_is_seen_stays_as_it_is(name, value):
    assert styled(**{name: value}) == {name: value}


@pytest.mark.parametrize("style", ["font-size: 50%", "opacity: 0.5"])
def test_elements_within_elements_hide_no_text_together(style):
    html = f'<div style="{style}">' * 9 + "hidden" + "</div>" * 9
    assert 0 < fold_quotes(html).count(style) <= 2


def test_an_empty_line_between_parts_stays_thin_and_covers_no_text():
    line = '<p style="height: 1px; font-size: 0; margin-top: -400px">\xa0</p>'
    shown = fold_quotes(f"<p>Hello</p>{line}")
    assert '<p style="height: 1px; font-size: 0">' in shown


def test_a_long_value_takes_no_time():
    start = time.process_time()
    styled(font_size="1" * 500_000, margin="-1 " * 200_000, line_height="(" * 500_000)
    assert time.process_time() - start < 2
