import pytest
from lxml import etree

from tools.text import parse_html
from tools.text.picture_sources import (
    block_pictures,
    block_stored_pictures,
    blocked_sources,
)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (
            '<img src=" HTTP://a/b " srcset="http://a/c 2x" alt="P">',
            '<img alt="P" data-original-src="HTTP://a/b">',
        ),
        ('<img src="//a/b">', '<img data-original-src="https://a/b">'),
        ('<img src="/web/session/logout">', "<img>"),
        ('<img src="cid:a@b">', '<img src="cid:a@b">'),
        (
            '<img src="data:image/png;base64,AA">',
            '<img src="data:image/png;base64,AA">',
        ),
        ('<video src="http://a" poster="http://b"></video>', "<video></video>"),
        ('<img data-original-src="javascript:x">', "<img>"),
        ("<img>", "<img>"),
        ('<input type="image" src="http://a">', '<input type="image">'),
        (
            '<picture><source srcset="http://a"><img src="http://b"></picture>',
            '<picture><source><img data-original-src="http://b"></source></picture>',
        ),
        (
            '<svg><image href="http://a" xlink:href="http://b"/></svg>',
            "<svg><img></svg>",
        ),
        ('<p><link href="http://a">x</p>', "<p><link>x</p>"),
        ('<object data="http://a"></object>', "<span></span>"),
        ('<table background="http://a"></table>', "<table></table>"),
        (
            '<p style="margin:0;background:URL(http://a)">x</p>',
            '<p style="margin: 0">x</p>',
        ),
        ('<p style="background-image:url(http://a)">x</p>', "<p>x</p>"),
        ('<a href="http://a">x</a>', '<a href="http://a">x</a>'),
    ],
)
def test_nothing_of_another_server_is_loaded(html, shown):
    body = parse_html(html).find("body")
    block_pictures(body)
    assert etree.tostring(body[0], encoding="unicode", method="html") == shown


def test_the_addresses_of_blocked_pictures_are_known():
    html = (
        '<img alt="" data-original-src="http://a/?b=1&amp;c"><img src="/web/image/1">'
    )
    assert blocked_sources(html) == {"http://a/?b=1&c"}


def test_a_stored_text_keeps_its_own_pictures_and_those_that_are_blocked():
    html = (
        '<p>a<img src="/web/image/1?access_token=x"><img src="http://a/b"></p>'
        '<p><img data-original-src="http://c"></p>'
    )
    assert block_stored_pictures(html) == html.replace(
        ' src="http://a/b"', ' data-original-src="http://a/b"'
    )
