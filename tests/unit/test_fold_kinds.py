"""What is folded says whether it is a signature, a quotation, or both."""

import lxml.html
import pytest

from tools.quotes.fold import fold_quotes, fold_text

SIGNATURE = '<div class="gmail_signature">Jane Doe<br>Shop Ltd.</div>'
QUOTATION = '<blockquote type="cite">Old words.</blockquote>'
BOTH = f"<div>{SIGNATURE}{QUOTATION}</div>"


def kinds(html):
    """The classes of each folded element, in their order."""
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    return [one.get("class") for one in tree.xpath("//*[@data-o-mail-quote]")]


@pytest.mark.parametrize(
    ("html", "found"),
    (
        (f"<p>New words.</p>{SIGNATURE}", ["o_mailbox_signature"]),
        (f"<p>New words.</p>{QUOTATION}", ["o_mailbox_quotation"]),
        (f"<p>New words.</p>{BOTH}", ["o_mailbox_signature o_mailbox_quotation"]),
        (
            "<div>New words.<br>-- <br>Jane<br>Shop</div>",
            ["o_mailbox_signature", None, "o_mailbox_signature", None]
            + ["o_mailbox_signature"],
        ),
        ('<p class="o_mailbox_signature">New words.</p>', []),
    ),
)
def test_of_html(html, found):
    assert [one or None for one in kinds(fold_quotes(html))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    (
        ("New words.\n\n-- \nJane\nShop", ["o_mailbox_signature"]),
        ("New words.\n\n> Old words.", ["o_mailbox_quotation"]),
        (
            "New words.\n\n-- \nJane\n\nOn 3/5/24 10:12, Jane wrote:\n> Old words.",
            ["o_mailbox_signature o_mailbox_quotation"],
        ),
        ("New words.", []),
    ),
)
def test_of_plain_text(text, found):
    assert kinds(fold_text(text)) == found


def test_of_lines_within_one_element():
    html = "<pre>On 3/5/24 10:12, Jane wrote:\n&gt; a\n\nnew\nmore\n-- \nJane</pre>"
    assert kinds(fold_quotes(html)) == ["o_mailbox_quotation", "o_mailbox_signature"]
