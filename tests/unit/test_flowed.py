"""Lines that a mail program broke are whole again (RFC 3676)."""

import pytest

from tools.mail.message import parse
from tools.text.flowed import unwrap_flowed


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("", ""),
        ("one \ntwo\nthree", "one two\nthree"),
        ("> one \n> two\n>> deep \n>> er\n", "> one two\n>> deep er\n"),
        ("> quoted \nanswer", "> quoted\nanswer"),
        ("text \n-- \nAnna", "text\n-- \nAnna"),
        ("> -- \n> Anna", "> -- \n> Anna"),
        (" > stuffed\n From here\n  two", "> stuffed\nFrom here\n two"),
        (">\n>> \n", ">\n>>\n"),
        ("one \n\ntwo", "one\n\ntwo"),
        ("last ", "last"),
    ],
)
def test_soft_line_breaks_are_undone(text, whole):
    assert unwrap_flowed(text) == whole


def test_the_blank_goes_too_where_delsp_says_so():
    assert unwrap_flowed("日本 \n語", delete_space=True) == "日本語"


def test_a_flowed_mail_has_its_text_in_whole_lines():
    raw = b"Content-Type: text/plain; format=Flowed; delsp=no\r\n\r\none \r\ntwo\r\n"
    assert parse(raw).body_text == "one two"


def test_a_fixed_mail_keeps_its_lines():
    assert parse(b"Content-Type: text/plain\n\none \ntwo").body_text == "one \ntwo"
