"""What Odoo cannot clean in linear time is seen before it tries."""

from pathlib import Path

import pytest
from costly_html import COSTLY_HTML, COSTLY_TEXTS
from fuzzing.measures import seconds

from tools.mail.message import parse
from tools.text.html_cost import (
    MAX_SECONDS,
    cleaning_seconds,
    text_seconds,
)

SAMPLES = sorted((Path(__file__).parents[2] / "dev" / "samples").glob("*.eml"))
HEAD = b"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n"


def texts(part):
    return [
        (one.content_type, one.text(), one.headers)
        for one in part.walk(into_messages=False)
        if one.content_type in ("text/html", "text/plain") and not one.filename
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_ordinary_mail_is_shown_byte_for_byte(path):
    mail = parse(path.read_bytes())
    assert not mail.is_cut
    if b"flowed" not in path.read_bytes():  # flowed lines are joined
        assert texts(mail.shown) == texts(mail.root)


@pytest.mark.parametrize("shape", COSTLY_HTML, ids=lambda shape: shape.name)
def test_telling_the_cost_of_a_megabyte_is_cheap(shape):
    html = shape.of_size(990_000)
    assert seconds(lambda _raw: cleaning_seconds(html), b"") < 1.5


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<" * 10_000, "stray <"),
        ("<p a " + "encoding= " * 10_000, "encoding"),
        ("<p " + "a=b " * 30_000 + ">", "attributes of one element"),
        ("<p a=b c=d e=f>" * 40_000, "attributes of all"),
        ("<p style='" + "a" * 30_000 + "'>", "a word in a style"),
        ("<p style='" + "url(" * 30_000 + "'>", "openers in a style"),
        ("<style>" + "/*" * 30_000 + "</style>", "openers in a style sheet"),
        ("<p><!--" + "[if " * 30_000 + "-->", "conditions in a comment"),
        ("<pre>" + "\na\n&gt; b" * 30_000 + "</pre>", "quotations in a text"),
        ("<div>--<br></div>" + "<p>a</p>" * 3_000, "what is below a signature"),
        ("<p class=gmail_extra>a</p>" + "<p>a</p>" * 3_000, "what is below a quote"),
        ("<x>a</x>b" * 15_000, "elements that are not kept"),
        ("<i>" * 300, "depth"),
        ("a" * 1_000_001, "length"),
    ],
    ids=lambda value: value if len(value) < 50 else "",
)
def test_what_grows_by_the_square_is_seen(html, name):
    assert cleaning_seconds(html) > MAX_SECONDS


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<!-- only a comment -->",
        "<?xml version='1.0' encoding='x'?>" + "<p>a</p>" * 1_000,
        "<p>Hello</p>" * 5_000,
        "Hello<br>" * 5_000,
        "<div>--<br>Anna</div>" + "<p>Hello</p>" * 300,
        "<table><tr><td style='color:red; font-size:12px'>a</td></tr></table>" * 2_000,
        "<style>" + "@media print { p { color: red } } /* a */" * 200 + "</style>",
        "<!--[if mso]><p>a</p><![endif]-->" * 500,
        f"<img src='data:image/png;base64,{'iVBORw0KGgo/' * 50_000}'>",
    ],
    ids=len,
)
def test_long_ordinary_html_is_not_costly(html):
    assert cleaning_seconds(html) <= MAX_SECONDS


@pytest.mark.parametrize("shape", COSTLY_TEXTS, ids=lambda shape: shape.name)
def test_a_text_of_many_lines_is_costly(shape):
    lines = shape.of_size(990_000).count("\n")
    assert (text_seconds(shape.of_size(990_000)) > MAX_SECONDS) == (lines > 25_000)


def test_a_text_of_few_lines_is_not_costly():
    assert text_seconds("> a line of a long thread\n" * 8_000) <= MAX_SECONDS


def test_costly_html_is_shown_as_its_words_and_is_a_file():
    html = b"<p>Where is my order?</p>" + b"< " * 30_000
    mail = parse(HEAD + html)
    assert mail.is_cut and mail.body_html is None
    assert mail.body_text.startswith("Where is my order?\n< < <")
    assert not mail.body_text.endswith("[...]")
    (file,) = mail.attachments
    assert (file.filename, file.size) == ("message.html", len(html))


def test_the_text_beside_costly_html_is_shown():
    part = b"--b\nContent-Type: text/%b\n\n%b\n"
    head = b"Content-Type: multipart/alternative; boundary=b\n\n"
    raw = head + part % (b"plain", b"words") + part % (b"html", b"<" * 60_000)
    mail = parse(b"From: a@b.example\n" + raw)
    assert mail.is_cut and [text[:2] for text in texts(mail.shown)] == [
        ("text/plain", "words")
    ]


def test_the_beginning_of_long_words_is_shown():
    mail = parse(HEAD + b"word " * 50_000 + b"<" * 60_000)
    assert mail.body_text.endswith("\n\n[...]")
    assert len(mail.body_text) < 101_000


def test_many_texts_of_one_mail_are_bounded_together():
    part = b"--b\nContent-Type: text/html\n\n" + b"<p>Hello</p>" * 200 + b"\n"
    head = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n"
    few, many = parse(head + part * 10), parse(head + part * 200)
    assert not few.is_cut and not few.attachments
    assert many.is_cut and 150 < len(many.attachments) < 190
    assert [text[1][-5:] for text in texts(many.shown)].count("Hello") == 1
