"""Forwards of somebody who adds nothing, or a closing and a name."""

import pytest

from tools.quotes.closing import is_closing
from tools.quotes.fold import fold_quotes
from tools.quotes.html_reply import visible_html
from tools.quotes.reply_text import visible_text

HEAD = "From: Tom <tom@shop.example>\nSent: Monday, November 9, 2026 8:00 AM\nTo: Ann <ann@shop.example>\nSubject: Door\n"  # noqa: E501
CLOSINGS = (
    "Kind regards,\nNora Berg",
    "Mit freundlichen Grüßen\n\nNora Berg\nShop Ltd\nTel.: 1234",
    "Cordialement\nNora",
)


@pytest.mark.parametrize(
    "marker",
    [
        "Begin forwarded message:",
        "Anfang der weitergeleiteten Nachricht:",
        "Début du message réexpédié :",
        "転送されたメッセージ:",
    ],
)
def test_a_forward_without_own_words_shows_what_apple_mail_quotes(marker):
    quoted = "> From: Tom <tom@shop.example>\n> Subject: Door\n>\n> The door is broken."
    text = f"{marker}\n\n{quoted}\n>> Older."
    assert visible_text(text) == f"{marker}\n\n{quoted}"
    assert visible_text(text, narrow=True) == marker
    html = f"<div>{marker}</div><blockquote type=cite><div><b>From: </b>Tom</div><div><b>Subject: </b>Door</div><br><div>The door is broken.</div></blockquote>"  # noqa: E501
    assert "The door is broken." in visible_html(html)
    assert "data-o-mail-quote" not in fold_quotes(html)


def test_a_forward_of_proton_shows_the_quoted_text_below_its_head():
    text = "------- Forwarded Message -------\nFrom: Tom <tom@shop.example>\nSubject: Door\n\n\n> The door is broken."  # noqa: E501
    assert visible_text(text) == text


@pytest.mark.parametrize("closing", CLOSINGS)
def test_below_a_closing_and_a_name_the_forwarded_mail_is_shown(closing):
    text = f"{closing}\n\n{HEAD}\nThe door is broken."
    assert visible_text(text) == text
    assert visible_text(text, narrow=True) == closing


@pytest.mark.parametrize(
    "own",
    [
        "Thanks,\nNora",
        "It works.\n\nKind regards,\nNora",
        "Kind regards,\nNora\nCan you come on Friday?",
        "Kind regards,\nNora\n\nPS the door is still broken.",
        "Kind regards,\n" + "Nora Berg of the Shop " * 4,
    ],
)
def test_below_own_words_an_earlier_mail_is_folded(own):
    assert visible_text(f"{own}\n\n{HEAD}\nThe door is broken.") == own.strip()


def test_no_lines_many_lines_and_a_long_one_are_no_closing():
    assert not is_closing([])
    assert not is_closing(["Regards", *["Nora"] * 10])
    assert not is_closing(["Regards " * 10])
