import time

import pytest

from tools.text import html_to_text, without_hidden


@pytest.mark.parametrize(
    "hiding",
    [
        'style="display:none"',
        "style='color:red; DISPLAY : none !important'",
        'style="visibility:hidden"',
        'style="mso-hide:all"',
        'style="font-size:0"',
        'style="font-size:0.0px;line-height:1px"',
        'style="max-height:0px"',
        'style="opacity:0"',
        "hidden",
    ],
)
def test_what_nobody_sees_is_left_out(hiding):
    html = f"<div {hiding}>Preview <b>line</b></div> after<p>#note</p>"
    assert html_to_text(without_hidden(html)) == "after\n#note"


@pytest.mark.parametrize(
    "html",
    [
        '<p style="font-size:0.9em">a</p>',
        '<p style="font-size:10px">a</p>',
        '<p style="opacity:.5">a</p>',
        "<p>The style is hidden.</p>",
        "<p>plain</p>",
        "",
        "<!-- style -->",
        '<div style="display:none">' * 300 + "a",
        '<p style="display:none">' + "a" * 1_000_000,
    ],
)
def test_all_else_stays_as_it_is(html):
    assert without_hidden(html) == html


@pytest.mark.parametrize("piece", ["0", " ", "font-size:0", ";", "display : "])
def test_a_style_without_end_takes_no_time(piece):
    began = time.thread_time()
    without_hidden(f'<p style="font-size:{piece * (900_000 // len(piece))}x">a</p>')
    assert time.thread_time() - began < 2
