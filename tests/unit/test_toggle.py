"""Marked quotations are put into the editor's own toggle lists."""

import json

import pytest
from lxml import html as lxml_html

from tools.quotes.fold import MARK
from tools.quotes.toggle import toggle_quotes

QUOTE = f'<div {MARK}="1">old</div>'


def toggled(html):
    return toggle_quotes(html, title, "key")


def title(is_signature, is_quotation):
    named = (("Signature", is_signature), ("Earlier", is_quotation))
    return " and ".join(name for name, is_held in named if is_held)


def blocks(html):
    root = lxml_html.fragment_fromstring(toggled(html), create_parent="div")
    return root.xpath("//*[@data-embedded='toggleBlock']")


def test_where_nothing_is_marked_nothing_is_made():
    assert toggled("<p>new</p>") is None


def test_marks_that_stand_in_a_line_or_a_table_are_no_lists():
    assert toggled(f'<p>a <span {MARK}="1">b</span></p>') is None
    assert toggled(f'<table><tr><td {MARK}="1">b</td></tr></table>') is None


def test_html_that_cannot_be_read_is_left_alone():
    assert toggled(f"\x01{MARK}") is None
    assert toggled(f'<html {MARK}="1"/>') is None


def test_successive_quotations_make_one_list_and_lose_their_marks():
    (block,) = blocks(f"<p>new</p>{QUOTE}{QUOTE}")
    title, content = block
    assert title.text_content() == "Earlier"
    assert content.text_content() == "oldold"
    assert json.loads(block.get("data-embedded-props")) == {"toggleBlockId": "key-0"}
    assert MARK not in lxml_html.tostring(block, encoding="unicode")


def test_text_between_quotations_parts_them_and_stays():
    made = toggled(f"<p>new</p>{QUOTE}between{QUOTE}<p>end</p><!-- note -->")
    assert len(blocks(f"{QUOTE}between{QUOTE}")) == 2
    words = lxml_html.fromstring(f"<div>{made}</div>").text_content()
    assert words == "newEarlieroldbetweenEarlieroldend"


def test_quotations_deeper_down_are_found():
    (block,) = blocks(f"<div><p>new</p><div>{QUOTE}</div></div>")
    assert block.getparent().tag == "div"


def test_preformatted_text_becomes_a_box_that_keeps_its_lines():
    made = toggled(f'<pre>new</pre><div {MARK}="1"><pre>old</pre></div>')
    assert "<pre" not in made and made.count("white-space:pre-wrap") == 2


@pytest.mark.parametrize(
    ("classes", "named"),
    (
        (("o_mailbox_signature",), "Signature"),
        (("o_mailbox_quotation",), "Earlier"),
        (("o_mailbox_signature", "o_mailbox_quotation"), "Signature and Earlier"),
        (("o_mailbox_signature o_mailbox_quotation",), "Signature and Earlier"),
        (("of the sender",), "Earlier"),
    ),
)
def test_a_list_s_title_says_what_is_in_it(classes, named):
    marked = (f'<div {MARK}="1" class="{one}">old</div>' for one in classes)
    (block,) = blocks("<p>new</p>" + "".join(marked))
    assert block[0].text_content() == named
