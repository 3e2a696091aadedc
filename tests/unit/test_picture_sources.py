import pytest
from lxml import etree

from tools.text import parse_html
from tools.text.picture_sources import block_pictures


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
    ],
)
def test_nothing_of_another_server_is_loaded(html, shown):
    body = parse_html(html).find("body")
    block_pictures(body)
    assert etree.tostring(body[0], encoding="unicode", method="html") == shown
