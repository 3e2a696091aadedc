"""What of a message is quoted, and what is not."""

import pytest
from fuzzing.measures import grows_too_fast

from tools.quotes.quotable import quotable


@pytest.mark.parametrize(
    "empty", ["", "  ", "<p></p>", "<img src='/web/image/1'>", None]
)
def test_nothing_is_quoted_of_an_empty_message(empty):
    assert quotable(empty) == ""


@pytest.mark.parametrize(
    "older",
    [
        '<div data-o-mail-quote="1">Old words</div>',
        '<div class="gmail_extra gmail_quote">Old words</div>',
        '<blockquote type="cite">Old words</blockquote>',
    ],
)
def test_quotes_of_quotes_are_left_out(older):
    assert quotable(f"<p>New words</p>{older}") == "<div><p>New words</p></div>"


def test_a_message_that_only_quotes_is_quoted_whole():
    only = '<blockquote type="cite">Their words</blockquote>'
    assert quotable(only) == f"<div>{only}</div>"


def test_nothing_that_is_quoted_loads_anything():
    html = (
        '<p style="background-image:url(http://a)">See</p><input type="image" '
        'src="http://b"><video poster="http://c"></video>'
    )
    quoted = '<div><p>See</p><input type="image"/><video/></div>'
    assert quotable(html) == quoted


def test_pictures_and_scripts_are_left_out():
    html = '<p>See <img src="/web/image/7?access_token=x">this</p><script>1</script>'
    assert quotable(html) == "<div><p>See this</p></div>"


def test_text_after_what_is_dropped_stays():
    html = '<p>A<span data-o-mail-quote="1">old</span>B</p>'
    assert quotable(html) == "<div><p>AB</p></div>"


def test_a_long_message_is_cut_as_text():
    quoted = quotable("<p>" + "a<b>b</b>&amp;" * 100 + "</p>", longest=4)
    assert quoted == "<p>ab&amp;a [...]</p>"


def test_few_words_in_much_markup_are_cut_too():
    quoted = quotable("<b></b>" * 100 + "ab", longest=4)
    assert quoted == "<p>ab [...]</p>"


def test_any_depth_gives_a_value():
    assert isinstance(quotable("<div>" * 5000 + "deep" + "</div>" * 5000), str)


@pytest.mark.parametrize(
    "unit", ["<!-- a -->", "<img>a", '<p data-o-mail-quote="1">a</p>b', "<p>a</p>"]
)
def test_quoting_takes_linear_time(unit):
    def read(raw):
        quotable(raw.decode())

    small, large = (f"<div>{unit * n}c</div>".encode() for n in (2_500, 10_000))
    assert grows_too_fast(read, small, large) == ""
