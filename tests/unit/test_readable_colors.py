import time

import pytest
from lxml import etree

from tools.text import parse_html
from tools.text.readable_colors import keep_readable


def readable(html):
    body = parse_html(html).find("body")
    keep_readable(body)
    return "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in body
    )


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        # On our page: what is read stays, what is not takes the page's own colour.
        ('<p style="color:#fff">x</p>', "<p>x</p>"),
        ('<p style="color:#FFF !important">x</p>', "<p>x</p>"),
        ('<font color="yellow">x</font>', "<font>x</font>"),
        ('<p style="color:#c00">x</p>', '<p style="color: #cc0000">x</p>'),
        ('<p style="margin:0;color:inherit">x</p>', '<p style="margin: 0">x</p>'),
        # A background stays together with its text.
        (
            '<p bgcolor="#003366" style="color:#fff">x</p>',
            '<p style="background-color: #003366; color: #ffffff">x</p>',
        ),
        (
            '<p style="background:#ff0 no-repeat">x</p>',
            '<p style="background-color: #ffff00; color: #000000">x</p>',
        ),
        (
            '<div style="color:white"><p bgcolor="navy">x</p></div>',
            '<div><p style="background-color: #000080; color: #ffffff">x</p></div>',
        ),
        (
            '<p bgcolor="navy"><b style="color:#fff">x</b></p>',
            '<p style="background-color: #000080; color: #000000">'
            '<b style="color: #ffffff">x</b></p>',
        ),
        # A picture or gradient behind a text is not shown.
        ('<p style="background-image:url(http://a/b)">x</p>', "<p>x</p>"),
        (
            '<p bgcolor="white"><b background="a" style="color:#fff">x</b></p>',
            '<p style="background-color: #ffffff; color: #000000">'
            '<b style="color: #000000">x</b></p>',
        ),
        (
            '<p bgcolor="white"><b style="background:linear-gradient(red, navy)">'
            '<i style="color:#fff">x</i></b></p>',
            '<p style="background-color: #ffffff; color: #000000">'
            '<b style="color: #000000"><i style="color: #000000">x</i></b></p>',
        ),
        # No style loads anything, however its name is written.
        (
            r'<p style="border:u\72l(http://a/b);margin:0">x</p>',
            '<p style="margin: 0">x</p>',
        ),
        ('<p style="list-style-image:url(//a/b)">x</p>', "<p>x</p>"),
        # The direction of a text is an attribute, which Odoo keeps.
        ('<p style="direction:RTL">x</p>', '<p dir="rtl">x</p>'),
        ('<p dir="ltr" style="direction:rtl">x</p>', '<p dir="ltr">x</p>'),
        ('<p style="direction:up">x</p>', "<p>x</p>"),
        ("<p>x</p><!-- note -->", "<p>x</p><!-- note -->"),
    ],
)
def test_text_and_its_background_stay_together_or_take_the_colors_of_the_page(
    html, shown
):
    assert readable(html) == shown


def test_it_takes_linear_time():
    start = time.process_time()
    readable('<p style="color:#fff;background:#000">x' * 20_000)
    assert time.process_time() - start < 10
