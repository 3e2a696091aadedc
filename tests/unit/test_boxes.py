"""Outlook's container of the mail that is answered, and what a person indents."""

# Mail literals are easier to read on one line.
# ruff: noqa: E501

import time

import pytest

from tools.quotes.html_reply import visible_html

BOX = '<div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message skipProofing">{}</div>'
INNER = '<div class="ms-outlook-mobile-reference-message skipProofing">{}</div>'
BANNERS = (
    "CAUTION: This email originated from outside of the organization.",
    "[EXTERNAL]",
    "You don't often get email from jane@shop.example. Learn why this is important",
    "Achtung: Diese Nachricht kommt von extern.",
)
HEADS = (
    '<div id="divRplyFwdMsg"><b>Von:</b> Jane &lt;j@shop.example&gt;<br><b>Gesendet:</b> Dienstag<br><b>An:</b> me<br><b>Betreff:</b> x</div>',
    "<p>From: Jane<br>Sent: Tuesday, 5 March 2024 10:12<br>To: me<br>Subject: x</p>",
    "<p>寄件者： Jane<br>寄件日期： 2024年3月5日<br>收件者： 我<br>主旨： 訂單</p>",
    "<p>Lähettäjä: Jane<br>Lähetetty: 5. maaliskuuta<br>Vastaanottaja: minä<br>Aihe: x</p>",
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("banner", ["", *BANNERS])
def test_what_is_written_inside_outlooks_container_is_new(banner, head):
    html = f"<p>{banner}</p>" + BOX.format(
        f"<div>Two of them.</div>{head}<div>Old.</div>"
    )
    assert visible_html(html) == f"{banner}\n\nTwo of them.".strip()


@pytest.mark.parametrize("head", HEADS)
def test_where_it_begins_with_a_head_all_of_it_is_quoted(head):
    html = "<div>Two of them.</div>" + BOX.format(f"<br><hr>{head}<div>Old.</div>")
    assert visible_html(html) == "Two of them."


def test_its_own_container_begins_what_is_quoted_without_a_head():
    html = BOX.format(f"<div>Two of them.</div>{INNER.format('Old.')}")
    assert visible_html(html) == "Two of them."


def test_without_a_head_it_is_quoted_below_an_answer():
    assert visible_html("<p>Two.</p>" + BOX.format("<p>Old.</p>")) == "Two."


@pytest.mark.parametrize("banner", BANNERS)
def test_without_a_head_it_is_shown_below_a_banner_alone(banner):
    assert visible_html(f"<p>{banner}</p>{BOX.format('Two.')}").endswith("\nTwo.")


def test_without_a_head_it_is_shown_below_what_a_telephone_adds():
    html = f"<p>Get Outlook for iOS</p>{BOX.format('Two of them.')}"
    assert visible_html(html) == "Two of them."


def test_one_field_begins_what_is_quoted():
    assert (
        visible_html("<p>Two.</p>" + BOX.format("<p>Von: Jane</p><p>Old.</p>"))
        == "Two."
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>The screen says:</p><blockquote>Error 0x80</blockquote><p>Why?</p>",
        "<p>The screen says:</p><blockquote style='margin-left:40px'>Error 0x80</blockquote><p>Why?</p>",
        "<p>Here it is:</p><blockquote><p>Contract 55</p></blockquote>",
        "<blockquote><p>All of it is indented.</p></blockquote>",
        "<p>One</p><blockquote>two<blockquote>three</blockquote></blockquote>",
    ],
)
def test_what_a_person_indents_stays(html):
    words = visible_html(html).split()
    assert words == visible_html(html.replace("blockquote", "div")).split()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Blue.</p><p>On 3/5/24 10:12, Jane wrote:</p><br><blockquote>Which?</blockquote>",
        "<p>Blue.</p><blockquote>On 3/5/24 10:12, Jane wrote:<br>Which?</blockquote>",
        "<p>Blue.</p><blockquote>From: Jane &lt;j@shop.example&gt;<br>To: me<br>Subject: x<br><br>Which?</blockquote>",
        "<p>Blue.</p><blockquote type='cite'>Which?</blockquote>",
        "<p>Blue.</p><blockquote style='border-left: 1px solid'>Which?</blockquote>",
    ],
)
def test_what_somebody_is_said_to_have_written_is_quoted(html):
    assert visible_html(html) == "Blue."


@pytest.mark.parametrize("one", [BOX.format("x"), "<blockquote><br></blockquote>"])
def test_the_time_for_boxes_grows_with_their_number(one):
    began = time.thread_time()
    visible_html(one * 2_000)
    short = time.thread_time() - began
    visible_html(one * 8_000)
    assert time.thread_time() - began - short < 10 * short + 0.5
