"""Whatever a mail's text or HTML is, its reply is read, and no word of it is lost."""

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.mail.message import parse
from tools.quotes.fold import fold_quotes, fold_text
from tools.quotes.forwarded import find_forwarded
from tools.quotes.html_reply import visible_html
from tools.quotes.html_tree import read_page
from tools.quotes.plain import split_text
from tools.quotes.reply_text import visible_reply, visible_text, words_only

LINES = st.sampled_from(
    [
        "",
        "New words.",
        "> old words",
        ">> older",
        "On 3/5/24 10:12, Jane Doe wrote:",
        "Am 05.03.24 um 10:12 schrieb Jane <",
        "jane@shop.example>:",
        "-----Original Message-----",
        "---------- Forwarded message ---------",
        "From: Jane <jane@shop.example>",
        "Sent: 5 March 2024",
        "Subject: Chair",
        "________________________________",
        "-- ",
        "--",
        "Sent from my iPhone",
        "Begin forwarded message:",
        "2024-03-05 10:12 Jane <j@x.example>:",
        "\u2028",
        "：",
    ]
)
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(LINES, st.text()), max_size=30).map("\n".join)
)
TAGS = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<blockquote type=cite>",
        "<blockquote>",
        "</blockquote>",
        "<div class='gmail_quote'>",
        "<div id=appendonsend>",
        "<div class=yahoo_quoted>",
        "<hr>",
        "<br>",
        "<p>",
        "<pre>",
        "</pre>",
        "<table><tr><td>",
        "</table>",
        "<img src=x>",
        "<!-- note -->",
        "<style>p{}</style>",
        "&nbsp;",
        "&gt; ",
        "<span data-o-mail-quote=1>",
        "</span>",
        "<![CDATA[x]]>",
        "<?xml version='1.0' encoding='x'?>",
    ]
)
PAGES = st.lists(st.one_of(TAGS, LINES, st.text(max_size=20)), max_size=30).map("".join)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_no_line_of_a_text_is_lost(text):
    pieces = split_text(text)
    assert "".join("".join(p.text.split()) for p in pieces) == "".join(text.split())
    seen = visible_text(text)
    assert bool(seen) == bool(text.strip())
    assert all(line in text for line in seen.split("\n"))
    assert not text.strip() or fold_text(text).startswith(("<p ", "<div "))


def words(html):
    return words_only("".join(line.text for line in read_page(html).lines))


def in_sight(html):
    """The words that Odoo's web client shows before a click."""
    tree = lxml.html.fromstring(html)
    for element in tree.xpath(
        "//*[@data-o-mail-quote]|//comment()|//processing-instruction()"
    ):
        element.drop_tree()
    return words_only(tree.text_content()).replace("\ufffc", "")


@settings(deadline=None, max_examples=300)
@given(PAGES)
def test_no_word_of_a_page_is_lost_and_the_reply_is_what_is_in_sight(html):
    folded = fold_quotes(html)
    assert words(folded) == words(html)
    assert in_sight(folded) == words_only(visible_html(html))


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.sampled_from(["Fwd: x", "Re: x", ""]))
def test_any_mail_is_read_for_what_it_forwards(text, subject):
    raw = f"Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}"
    message = parse(raw.encode("utf-8", "replace"))
    found = find_forwarded(message)
    assert found is None or "@" in found.sender.email
    assert isinstance(visible_reply(message), str)
