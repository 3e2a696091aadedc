"""Lines and heads above quotations, by language, program and layout; and what people
write that only looks like one.

Half of the languages (TUNED) were looked at while the rules were made; the others show
whether these hold for what was not.
"""

# Mail literals are easier to read on one line.
# ruff: noqa: E501

import textwrap
import time
from hashlib import md5
from html import escape

import pytest
from attributions_kit import BARE, DATED, HEADS

from tools.quotes.attribution import precedes_head
from tools.quotes.heads import find_head
from tools.quotes.html_reply import visible_html
from tools.quotes.reply_text import visible_text

OLD = "Old words.\nMore of them."
QUOTED = "> Old words.\n> More of them."


def wrapped(line, width):
    """A line as programs break it."""
    return "\n".join(
        textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    )


ABOVE_A_QUOTATION = {
    "one line": lambda line: f"New words.\n\n{line}\n{QUOTED}",
    "an empty line": lambda line: f"New words.\n\n{line}\n\n{QUOTED}",
    "nothing above": lambda line: f"New words.\n{line}\n{QUOTED}",
    "72 columns": lambda line: f"New words.\n\n{wrapped(line, 72)}\n{QUOTED}",
    "40 columns": lambda line: f"New words.\n\n{wrapped(line, 40)}\n{QUOTED}",
    "30 columns": lambda line: f"New words.\n\n{wrapped(line, 30)}\n{QUOTED}",
}
ABOVE_TEXT = {
    "an empty line": lambda line: f"New words.\n\n{line}\n\n{OLD}",
    "one line": lambda line: f"New words.\n\n{line}\n{OLD}",
    "40 columns": lambda line: f"New words.\n\n{wrapped(line, 40)}\n{OLD}",
}
IN_HTML = {
    "cite": lambda line: (
        f"<p>New words.</p><div>{escape(line)}<br></div><blockquote type='cite'>{OLD}</blockquote>"
    ),
    "no mark": lambda line: (
        f"<p>New words.</p><div>{escape(line)}<br></div><blockquote>{OLD}</blockquote>"
    ),
    "within": lambda line: (
        f"<p>New words.</p><blockquote>{escape(line)}<br><br>{OLD}</blockquote>"
    ),
}
HEAD_LAYOUTS = {
    "marker": lambda mark, fields: f"New words.\n\n{mark}\n{fields}\n\n{OLD}",
    "marker apart": lambda mark, fields: f"New words.\n\n{mark}\n\n{fields}\n\n{OLD}",
    "rule": lambda mark, fields: f"New words.\n\n{'_' * 32}\n{fields}\n\n{OLD}",
    "alone": lambda mark, fields: f"New words.\n\n{fields}\n\n{OLD}",
}


def is_tuned(language):
    return md5(f"x{language}".encode()).digest()[-1] % 2 == 1


def filled(lines, tuned):
    """The lines of the languages that were looked at, or of the others."""
    values = {"who": "Jane Doe", "at": "<jane@shop.example>"}
    return [line.format(**values) for name, line in lines if is_tuned(name) == tuned]


def share(texts, read):
    """How many of these texts are read right."""
    texts = list(texts)
    return sum(read(text) == "New words." for text in texts) / len(texts)


@pytest.mark.parametrize("tuned", [True, False])
@pytest.mark.parametrize("layout", ABOVE_A_QUOTATION.values(), ids=ABOVE_A_QUOTATION)
def test_lines_above_a_quotation_are_known_in_sixty_languages(layout, tuned):
    lines = filled((*DATED, *BARE), tuned)
    assert share(map(layout, lines), visible_text) > 0.93


@pytest.mark.parametrize("tuned", [True, False])
@pytest.mark.parametrize("layout", ABOVE_TEXT.values(), ids=ABOVE_TEXT)
def test_dated_lines_above_any_text_are_known(layout, tuned):
    assert share(map(layout, filled(DATED, tuned)), visible_text) > 0.9


@pytest.mark.parametrize("tuned", [True, False])
@pytest.mark.parametrize("layout", IN_HTML.values(), ids=IN_HTML)
def test_they_are_known_in_html(layout, tuned):
    lines = filled((*DATED, *BARE), tuned)
    assert share(map(layout, lines), visible_html) > 0.97


@pytest.mark.parametrize("tuned", [True, False])
@pytest.mark.parametrize("layout", HEAD_LAYOUTS.values(), ids=HEAD_LAYOUTS)
def test_heads_are_known(layout, tuned):
    texts = [
        layout(mark, fields.replace("|", "\n"))
        for name, mark, fields in HEADS
        if is_tuned(name) == tuned
    ]
    assert share(texts, visible_text) > 0.85
    if layout is not HEAD_LAYOUTS["alone"]:
        assert share(texts, visible_text) == 1


OWN_WORDS = (
    "On Monday I wrote to you:\n\nMy chair is broken.\n\nPlease help.",
    "On 5 March 2024 at 10:12 I wrote to you:\n\nMy chair is broken.",
    "On 5 March 2024 I wrote to Jane Doe <jane@shop.example>:\n\nMy chair is broken.",
    "Hello,\n\nyour colleague wrote on 5 March 2024 at 10:12:\n\nWe pay.\n\nWhen?",
    "Here is what the driver wrote on 05/03/2024 10:12:\n\nNobody at home.\n\nI was.",
    "Hello,\n\non 5 March 2024 at 10:12, the driver wrote:\n\nNobody at home.\n\nI was.",
    "Guten Tag,\n\nam 05.03.2024 um 10:12 schrieb ich Ihnen:\n\nDer Stuhl ist kaputt.",
    "Guten Tag,\n\nam 05.03.2024 um 10:12 schrieb der Fahrer:\n\nNiemand da.\n\nDoch.",
    "Bonjour,\n\nle 05/03/2024 à 10:12, je vous ai écrit :\n\nLa chaise est cassée.",
    "Bonjour,\n\nle 05/03/2024 à 10:12, le livreur a écrit :\n\nAbsent.\n\nNon.",
    "Hola,\n\nel 05/03/2024 a las 10:12, el chófer escribió:\n\nNo había nadie.\n\nSí.",
    "Goedendag,\n\nop 05-03-2024 om 10:12 schreef ik u:\n\nDe stoel is kapot.",
    "Von: Köln\nAn: Bonn\nDatum: 5. März 2024\n\nBitte ein Angebot.",
    "Hello,\n\nplease book:\n\nFrom: Berlin\nTo: Rome\nDate: 5 March 2024\n\nThanks",
    "Hello,\n\nhere is the log:\n\n05/03/2024 10:12, door: open\n05/03/2024 10:13: shut:\n\nWhy?",
    "Please write to jane@shop.example before 5.3.2024 10:12:\n\n- one\n- two",
    "You reach Bob here (bob@customer.example):\n\nat home\n\nor not",
    "The server says:\n\n<jane@shop.example>: host mx.shop.example[192.0.2.25] said:\n550 no.\n\nWhy?",
    "The order\n\n------------------------------\nItem: Chair\nColour: blue\nPrice: 10.00\n\nis late.",
    "---------- my list ----------\nName: Jane\nMail: soon\nTime: 10:12\n\nAll of it.",
    "The error says:\n\n> Error 0x80\n\nWhat is it?",
)


@pytest.mark.parametrize("text", OWN_WORDS)
def test_what_people_write_of_themselves_and_others_is_never_hidden(text):
    assert visible_text(text) == text


@pytest.mark.parametrize("text", OWN_WORDS)
def test_nor_in_html(text):
    html = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.split("\n"))
    assert visible_html(html) == text


def test_people_may_write_above_what_they_quote_by_hand():
    text = "You said:\n> We pay.\n\nWhen?"
    assert visible_text(text).endswith("When?")


@pytest.mark.parametrize(
    "line",
    [
        "janedoe@shop.example wrote:",
        "2013/10/2 Jane Doe <jane@shop.example>",
        "2016-03-03 17:21 GMT+01:00 Jane Doe <jane@shop.example>:",
        "Am 20.06.24 um 16:20 schrieb Acme - Payments\nVon: Acme\nDatum: 20. Juni 2024\nAn: mir",
        "---------- Replied Message ----------\n| From | Jane<jane@shop.example> |\n| Date | 5/3/2024 10:12 |\n| To | me@customer.example |\n| Subject | Chair |",
        "Jane Doe <jane@shop.example> on 03/05/2024 10:12:02 AM\nTo: me\ncc:\nSubject: Chair",
    ],
)
def test_other_forms_of_programs(line):
    assert visible_text(f"New words.\n\n{line}\n\n{OLD}") == "New words."


def test_marks_of_direction_change_nothing():
    line = "\u200fOn 5 Mar 2024 10:12, \u202aJane\u202c <\u202aj@shop.example\u202c\u200f> wrote:\u202c"
    assert visible_text(f"New words.\n\n{line}\n\n{OLD}") == "New words."


LINES = (
    "On Tue, 5 Mar 2024 at 10:12 Jane Doe from",
    "x@y.example: ",
    "Jane Doe <jane@shop.example>:",
    "a:>",
    "-------- " + "a" * 50 + " --------",
    "Von: x",
    "schrieb " * 60 + ":",
    "1.2.3.4" * 70 + ":",
    "(" * 480 + ":",
    "| a | b |",
)


@pytest.mark.parametrize("line", LINES)
def test_the_time_grows_with_the_number_of_lines(line):
    def seconds(count):
        began = time.thread_time()
        visible_text("New.\n" + f"{line}\n" * count)
        return time.thread_time() - began

    short = seconds(1_000)
    assert seconds(8_000) < 16 * short + 0.5


@pytest.mark.parametrize(
    "line",
    [
        "##- Please type your reply above this line -##",
        "--- Reply ABOVE THIS LINE to post a comment ---",
        "##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein -##",
        "Veuillez répondre au-dessus de cette ligne",
        "---\n*Previous Replies*",
        " ------------------------------\nPrevious discussion",
    ],
)
def test_programs_mark_where_earlier_posts_begin(line):
    assert visible_text(f"New words.\n\n{line}\n\n{OLD}") == "New words."
    assert OLD in visible_text(f"{line}\n\n{OLD}")


def test_a_quotation_may_begin_behind_the_line_that_says_who_wrote():
    assert precedes_head("On 03/05/2024 at 10:12 Jane wrote: > Is it open?")


def test_a_colon_before_a_quotation_mark_alone_says_not_who_wrote():
    assert not precedes_head("On 03/05/2024 at 10:12 the gauge read: > 5 bar")


def test_a_rule_above_other_words_is_the_writers():
    assert find_head(["---", "", "Previous replies were late"], 0) is None
