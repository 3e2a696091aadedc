"""Plain text as people read it."""

import re

import lxml.html
import pytest

from tools.text import text_to_html
from tools.text.aligned_lines import aligned_runs
from tools.text.text_to_html import MAX_LINKS


def shown(text):
    return lxml.html.fromstring(f"<div>{text_to_html(text)}</div>")


def links(text):
    return [(one.text, one.get("href")) for one in shown(text).iter("a")]


def test_an_empty_line_ends_a_paragraph_and_a_line_end_stays():
    assert text_to_html("Hello,\n\n\nthe lamp\nflickers.\n \nAnn") == (
        '<p dir="auto">Hello,</p><p dir="auto">the lamp<br/>flickers.</p>'
        '<p dir="auto">Ann</p>'
    )


def test_nothing_makes_nothing():
    assert text_to_html("") == text_to_html(" \n\n\t\n") == ""


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        'https://a.example/"onmouseover="alert(1)',
        "https://a.example/<b>x",
        "ann@b.example<i>",
        "&lt;b&gt;",
    ],
)
def test_nothing_of_a_text_is_markup(text):
    tree = shown(text)
    assert tree.text_content() == text
    assert {one.tag for one in tree.iter()} <= {"div", "p", "a", "br"}
    assert all(set(a.attrib) == {"href", "target", "rel"} for a in tree.iter("a"))


@pytest.mark.parametrize(
    "text, link, leads_to",
    [
        ("See https://a.example/x?b=1&c=2.", "https://a.example/x?b=1&c=2", None),
        ("(see https://a.example/x)", "https://a.example/x", None),
        ("https://a.example/Lamp_(desk)!", "https://a.example/Lamp_(desk)", None),
        ("<https://a.example/x>", "https://a.example/x", None),
        ("“https://a.example/x”", "https://a.example/x", None),
        ("www.a.example", "www.a.example", "https://www.a.example"),
        ("mail ann@b.example.", "ann@b.example", "mailto:ann@b.example"),
    ],
)
def test_an_address_is_a_link_without_the_marks_around_it(text, link, leads_to):
    assert links(text) == [(link, leads_to or link)]


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "ftp://a.example", "ann@localhost", "12@3", "a@b@c"]
)
def test_other_things_are_no_links(text):
    assert links(text) == []


def test_a_text_of_nothing_but_links_has_so_many_and_loses_no_word():
    text = " ".join(f"https://a.example/{n}" for n in range(MAX_LINKS + 5))
    assert len(links(text)) == MAX_LINKS
    assert shown(text).text_content() == text


def test_indents_and_lists_stay():
    tree = shown("We need:\n  - a lamp\n     of 40 W\n\t- a chair")
    assert tree.text_content() == (
        "We need:\u00a0 - a lamp\u00a0\u00a0\u00a0\u00a0 of 40 W"
        + "\u00a0" * 7
        + " - a chair"
    )


TABLES = [
    "Item       Price   Qty\nScrew      1.20    100\nVery long  12.00   7",
    "Name:\tAnn\nCity:\tBerlin",
    "Lamp        12    49.00\nShade      100     7.50",
    "| a | b  |\n|---|----|\n| 1 | 22 |",
    "+----+\n| ab |\n+----+",
    "┌──┬──┐\n│a │b │\n└──┴──┘",
]


@pytest.mark.parametrize("table", TABLES)
def test_columns_stay_below_each_other(table):
    (block,) = shown(table)
    assert block.get("class") == "o_mailbox_columns"
    lines = [block.text, *(br.tail for br in block.iter("br"))]
    assert lines == table.expandtabs(8).split("\n")


def test_a_sum_below_the_last_column_belongs_to_the_table():
    rows = ["Lamp, brass        12     49.00", "Shade, paper        3      7.50"]
    sums = [" " * 26 + "-----", " " * 26 + "56.50"]
    shown = text_to_html("\n".join([*rows, *sums]))
    assert shown.count("<div") == 1 and "<p" not in shown
    assert "<br/>".join(sums) in shown


def test_a_table_is_apart_from_the_words_around_it():
    tree = shown(f"Please send:\n{TABLES[0]}\nThank you.")
    assert [one.tag for one in tree] == ["p", "div", "p"]


@pytest.mark.parametrize(
    "text",
    [
        "One sentence.  Another one.\nA line.  And more.",
        "The first  line\nand the second one",
        "+49 30 1234\n+49 30 5678",
        "One\n\nTwo",
        "",
    ],
)
def test_ordinary_lines_are_no_table(text):
    assert not any(is_aligned for is_aligned, _lines in aligned_runs(text.split("\n")))


def test_words_from_right_to_left_have_their_own_direction():
    assert all(one.get("dir") == "auto" for one in shown("שלום\n\nHello\n\na  b\na  c"))


def test_odoo_takes_no_line_for_a_signature_to_fold():
    (first,) = shown("--\nAnn")
    assert first.text is None and first[0].tag == "span"


@pytest.mark.parametrize(
    "text",
    [
        "https://" + ")" * 300_000,
        "a@" * 200_000,
        "a." * 200_000 + "@",
        "ann@" + "a." * 200_000,
        " \t" * 200_000 + "x",
        ("x  " * 200 + "\n") * 1_000,
        "www." * 100_000,
    ],
)
def test_any_text_keeps_its_words(text):
    words = re.sub(r"\s", "", shown(text).text_content())
    assert words == re.sub(r"\s", "", text)
