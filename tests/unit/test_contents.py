"""What people read in a mail of several parts: the same for all who ask."""

# Mail literals are easier to read on one line.
# ruff: noqa: E501

import time

import lxml.html
import pytest

from tools.mail.email_message import gateway_message
from tools.mail.message import parse
from tools.quotes.agent_reply import agent_reply
from tools.quotes.fold import fold_text, history_passage
from tools.quotes.reply_text import visible_reply, words_only
from tools.text.html_tree_parser import has_text
from tools.text.joined_html import joined_html

HEAD = "From: a@b.example\nMIME-Version: 1.0\n"
PICTURE = "Content-Type: image/png; name=x.png\nContent-Disposition: inline; filename=x.png\n\nx"


def text(words):
    return f"Content-Type: text/plain; charset=utf-8\n\n{words}\n"


def html(words):
    return f"Content-Type: text/html; charset=utf-8\n\n{words}\n"


def several(kind, *parts):
    boundary = f"{kind}-{len(parts)}-{sum(map(len, parts))}"
    inside = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary={boundary}\n\n{inside}--{boundary}--\n"


def mail(part):
    return parse((HEAD + part).encode())


def in_sight(message):
    """The words of the history before a click."""
    passage = history_passage(message.contents)
    body = passage.text if passage.is_html else fold_text(passage.text)
    tree = lxml.html.fromstring(f"<div>{body or passage.text}</div>")
    for element in tree.xpath("//*[@data-o-mail-quote]"):
        element.drop_tree()
    return words_only(tree.text_content())


QUOTE = "On 2 Nov 2026, at 10:12, Acme <support@acme.example> wrote:\n\n> Old."
BANNER = "CAUTION: this mail came from outside."
FOOTER = "_______________\nlist mailing list"
FORMS = several("alternative", text("Words."), html("<p><b>Words.</b></p>"))

SHAPES = {
    "text": (text("Words."), "Words."),
    "html": (html("<p>Words.</p>"), "Words."),
    "alternatives": (FORMS, "Words."),
    "alternatives, html first": (
        several("alternative", html("<p>Rich.</p>"), text("Poor.")),
        "Rich.",
    ),
    "alternatives that differ": (
        several("alternative", text("Poor."), html("<p>Rich.</p>")),
        "Rich.",
    ),
    "alternatives of text alone": (
        several("alternative", text("One."), text("Two.")),
        "One.\n\nTwo.",
    ),
    "an alternative of several parts": (
        several("alternative", text("One. Two."), several("mixed", html("<p>One.</p>"), PICTURE, html("<p>Two.</p>"))),
        "One. Two.",
    ),
    "words, and html that is a picture": (
        several("alternative", text("Words."), several("related", html("<img src=cid:x>"), PICTURE)),
        "Words.",
    ),
    "html with its picture": (
        several("alternative", text("Words."), several("related", html("<p>Words.</p><img src=cid:x>"), PICTURE)),
        "Words.",
    ),
    "text between pictures": (
        several("mixed", text("One."), PICTURE, text("Two."), PICTURE, text(f"Three.\n\n{QUOTE}")),
        "One.\n\nTwo.\n\nThree.",
    ),
    "a banner above alternatives": (
        several("mixed", text(BANNER), FORMS),
        f"{BANNER}\n\nWords.",
    ),
    "a banner in html above html": (
        several("mixed", html(f"<p>{BANNER}</p>"), html("<p>Words.</p>")),
        f"{BANNER}\n\nWords.",
    ),
    "empty html before html": (
        several("mixed", html("<html><body><br></body></html>"), html("<p>Words.</p>")),
        "Words.",
    ),
    "empty html before text": (several("mixed", html("<p>&nbsp;</p>"), text("Words.")), "Words."),
    "a list's footer": (several("mixed", FORMS, text(FOOTER)), "Words."),
    "a footer below a quotation": (
        several("mixed", text(f"Words.\n\n{QUOTE}"), text("A footer of more.")),
        "Words.\n\n\nA footer of more.",
    ),
    "the same beside one another": (several("mixed", text("Words."), html("<p>Words.</p>")), "Words."),
    "the same, html first": (several("mixed", html("<p>Words.</p>"), text("Words.")), "Words."),
    "text beside html": (several("mixed", text("One."), html("<p>Two.</p>")), "One.\n\nTwo."),
    "html that ends nowhere": (
        several("mixed", html("<p>One.<!-- x"), html("<div><style>p{"), text("Two.")),
        "One.\n\nTwo.",
    ),
    "html in a head that ends nowhere": (html("<head><title>T</title><p>Words."), "Words."),
    "windows-1252 called something else": (text("Wait\u0085 \u0093Words\u0094"), "Wait\n \u201cWords\u201d"),
}  # fmt: skip


@pytest.mark.parametrize(("part", "words"), SHAPES.values(), ids=SHAPES)
def test_all_that_is_read_is_the_reply_and_in_the_history(part, words):
    message = mail(part)
    assert visible_reply(message) == words
    assert in_sight(message) == words_only(words)
    assert words_only(agent_reply(message)) == words_only(words)


@pytest.mark.parametrize(("part", "words"), SHAPES.values(), ids=SHAPES)
def test_the_gateway_gets_one_text_and_the_files(part, words):
    message = mail(part)
    built = gateway_message(message.shown, message.from_)
    parts = [p for p in built.walk() if p.get_content_maintype() != "multipart"]
    (shown,) = [p for p in parts if not p.get_filename()]
    assert shown is parts[0]
    assert shown.get_content() == message.contents.whole.text
    assert [p.get_filename() for p in parts[1:]] == ["x.png"] * (len(parts) - 1)
    assert [file.filename for file in message.attachments] == ["x.png"] * (
        len(parts) - 1
    )


def test_a_quotation_begins_in_one_part_and_ends_in_another():
    head = "From: Jane <jane@shop.example>\nSent: 5 March 2024\nTo: me\nSubject: Chair"
    message = mail(
        several("mixed", text(f"New.\n\n{head}\n\nOld."), PICTURE, text("Older."))
    )
    assert visible_reply(message) == in_sight(message) == "New."


def test_both_forms_are_there_for_who_has_to_know():
    contents = mail(FORMS).contents
    assert contents.plain_text == "Words."
    assert "<b>" in contents.all_html
    assert [one.is_html for one in contents.others] == [False]


def test_all_html_is_read_where_there_is_more_of_it():
    contents = mail(several("alternative", html("<p>A</p>"), html("<p>B</p>"))).contents
    assert (contents.text, "A" in contents.all_html) == ("B", True)


def test_a_mail_of_files_alone_has_no_text():
    message = mail(several("mixed", PICTURE))
    built = gateway_message(message.shown, message.from_)
    assert (message.body_text, message.body_html, visible_reply(message)) == (
        "",
        None,
        "",
    )
    assert [p.get_content_type() for p in built.walk()] == [
        "multipart/mixed",
        "image/png",
    ]


def test_a_whole_mail_that_is_a_file_has_its_head_once():
    message = mail("Content-Type: application/pdf; name=a.pdf\nSubject: s\n\n%PDF")
    built = gateway_message(message.shown, message.from_)
    (file,) = built.get_payload()
    assert (built["Subject"], file["Subject"]) == ("s", None)
    assert file.get_filename() == "a.pdf"


def test_pictures_in_html_without_words_are_shown():
    message = mail(several("mixed", html("<img src=cid:x>"), html("<img src=cid:y>")))
    assert message.body_html.count("<img") == 2


@pytest.mark.parametrize("names", ["[cid:x]", "[image: x.png] [image: y.png]", ""])
def test_of_names_of_pictures_and_pictures_these_are_shown(names):
    message = mail(several("alternative", text(names), html("<img src=cid:x>")))
    assert message.body_html.strip() == "<img src=cid:x>"


def test_html_too_deep_to_join_is_joined_as_words():
    deep = "<div>" * 300 + "Two."
    assert joined_html([("<p>One.</p>", True), (deep, True)]) == (
        "<div><div><p>One.</p></div><pre>Two.</pre></div>"
    )
    assert joined_html([("<!-- -->", True)]) == "<div><pre></pre></div>"


def test_of_html_too_deep_nothing_is_looked_for():
    assert has_text("<title>x</title><p>Words.")
    assert not has_text("<div>" * 300 + "Words.")


def test_the_time_grows_with_the_number_of_parts():
    def seconds(count):
        message = mail(several("mixed", *[text("One."), html("<p>Two.")] * count))
        began = time.thread_time()
        visible_reply(message)
        history_passage(message.contents)
        return time.thread_time() - began

    short = seconds(20)
    assert seconds(200) < 20 * short + 0.5
