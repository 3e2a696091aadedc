import pytest
from lxml import etree

from tools.mail import parse
from tools.quotes import history_passage
from tools.text import parse_html
from tools.text.picture_names import name_pictures

NAMES = {"logo@x": "logo.png", "a b": "plan.png"}


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<img src="cid:logo@x">', '<img src="cid:logo@x" alt="logo.png">'),
        ('<img src="CID:a%20b">', '<img src="CID:a%20b" alt="plan.png">'),
        ('<img src="cid:logo@x" alt="Us">', '<img src="cid:logo@x" alt="Us">'),
        ('<img src="cid:logo@x" alt="">', '<img src="cid:logo@x" alt="">'),
        ('<img src="cid:other">', '<img src="cid:other" alt="">'),
        ('<img src="http://a/b">', '<img src="http://a/b" alt="">'),
        ("<img>", '<img alt="">'),
    ],
)
def test_a_picture_without_words_has_the_name_of_its_file_or_none(html, shown):
    body = parse_html(html).find("body")
    name_pictures(body, NAMES)
    assert etree.tostring(body[0], encoding="unicode", method="html") == shown


def test_the_history_names_a_picture_of_the_mail():
    raw = (
        b"From: a@b.example\nContent-Type: multipart/related; boundary=x\n\n"
        b'--x\nContent-Type: text/html\n\n<p>See <img src="cid:1@x">\n'
        b"--x\nContent-Type: image/png\nContent-ID: <1@x>\n"
        b"Content-Disposition: inline; filename=plan.png\n\npicture\n--x--\n"
    )
    passage = history_passage(parse(raw).contents)
    assert '<img src="cid:1@x" alt="plan.png">' in passage.text
