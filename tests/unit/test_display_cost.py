"""What a browser could not show in time is cut; ordinary long mail is not."""

import pytest

from tools.mail.message import parse
from tools.text.display_cost import MAX_NODES, MAX_UNBROKEN, html_nodes, text_nodes

HEAD = "From: a@b.example\nContent-Type: text/%s; charset=utf-8\n\n"
STACK = "e" + "\u0301" * 60_000


def read(subtype, text):
    return parse((HEAD % subtype + text).encode())


@pytest.mark.parametrize(
    ("subtype", "text"),
    [
        ("html", "a<br>" * 20_000),
        ("plain", "name    amount    price\n" * 15_000),
        ("plain", "a" * 200_000),
        ("html", "<b>a</b>" * 500 + "a" * 200_000),
        ("plain", "words " + "\xa0" * 20_000 + "x"),
        ("plain", "where is it? " + STACK),
        ("html", f"<p>where is it? {STACK}</p>"),
        ("html", "<p>e" + "&#769;" * 60_000),
        ("plain", ("e" + "\u0301" * 40 + " ") * 1_000),
    ],
    ids=range(9),
)
def test_a_text_that_a_browser_shows_late_is_cut_to_what_it_shows_in_time(
    subtype, text
):
    mail = read(subtype, text)
    assert mail.is_cut and mail.body_html is None
    assert mail.body_text.endswith("\n\n[...]")
    assert text_nodes(mail.body_text.removesuffix("[...]")) <= MAX_NODES
    assert mail.body_text[:3].strip() and len(mail.attachments) == 1


@pytest.mark.parametrize(
    ("subtype", "text"),
    [
        ("plain", ("word " * 15 + "\n\n") * 2_600),
        ("plain", "word " * 40_000),
        ("html", ("<p>" + "word " * 100 + "</p>") * 400),
        ("html", "<table>" + "<tr><td>a</td><td>b</td></tr>" * 1_900 + "</table>"),
        ("html", "Hello<br>" * 4_990),
        ("plain", "\u6f22\u5b57" * 30_000),
        ("plain", "vie\u0302\u0323t " * 40_000),
        ("plain", "https://a.example/" + "a" * 5_000),
        ("html", f"<img src='data:image/png;base64,{'iVBORw0KGgo/' * 50_000}'>a"),
        ("html", "<style>" + "a{} " * 5_000 + "</style><!--" + "a" * 20_000 + "-->b"),
    ],
    ids=range(10),
)
def test_ordinary_long_mail_is_shown_whole(subtype, text):
    mail = read(subtype, text)
    assert not mail.is_cut and not mail.attachments


def test_texts_of_one_mail_are_bounded_together():
    part = "--b\nContent-Type: text/plain\n\n" + "a\n" * 2_000
    head = "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n"
    assert not parse((head + part * 2).encode()).is_cut
    assert parse((head + part * 3).encode()).is_cut


def test_letters_count_across_elements():
    assert html_nodes(f"<b>{'a' * MAX_UNBROKEN}</b><i>a</i>") > MAX_NODES
    assert html_nodes(f"<p>{'a' * MAX_UNBROKEN}</p><p>a</p>") < MAX_NODES
