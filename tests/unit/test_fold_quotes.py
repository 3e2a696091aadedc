"""What folds in the HTML that mail programs make, and what stays in sight."""

# Mail literals are easier to read on one line.
# ruff: noqa: E501

import lxml.html
import pytest

from tools.mail.message import parse
from tools.quotes.fold import fold_quotes, fold_text
from tools.quotes.html_reply import visible_html
from tools.quotes.reply_text import visible_reply

GMAIL = (
    '<div dir="ltr"><div>New words.</div></div><br><div class="gmail_quote">'
    '<div dir="ltr" class="gmail_attr">On Tue, Mar 5, 2024 at 10:12 AM Jane &lt;'
    '<a href="mailto:j@shop.example">j@shop.example</a>&gt; wrote:<br></div>'
    '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">'
    "<div>Old words.</div></blockquote></div>"
)
GMAIL_OLD = (
    '<p>New words.</p><div class="gmail_extra"><br><div class="gmail_quote">'
    "2024-03-05 10:12 GMT+01:00 Jane <span>&lt;j@shop.example&gt;</span>:<br>"
    '<blockquote class="gmail_quote"><p>Old words.</p></blockquote></div></div>'
)
OUTLOOK_DESKTOP = (
    '<html><body><div class="WordSection1"><p class="MsoNormal">New words.</p>'
    '<p class="MsoNormal">&nbsp;</p><div><div style="border:none;border-top:solid '
    '#E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Von:</b> Jane Doe '
    "<br><b>Gesendet:</b> Dienstag, 5. März 2024<br><b>An:</b> Ich<br><b>Betreff:</b> "
    'Stuhl</p></div></div><p class="MsoNormal">Old words.</p></div></body></html>'
)
OUTLOOK_MAC = (
    '<div>New words.</div><span id="OLK_SRC_BODY_SECTION"><div style="border-top: '
    '#b5c4df 1pt solid"><span>From: </span>Jane<br><span>Date: </span>5 March 2024<br>'
    "<span>Subject: </span>Chair<br></div><div>Old words.</div></span>"
)
OUTLOOK_WEB = (
    '<div>New words.</div><div id="appendonsend"></div><hr style="width:98%">'
    '<div id="divRplyFwdMsg"><font><b>From:</b> Jane &lt;j@shop.example&gt;<br>'
    "<b>Sent:</b> 5 March 2024<br><b>Subject:</b> Chair</font></div><div>Old words.</div>"
)
OUTLOOK_MOBILE = (
    '<div>New words.</div><div id="ms-outlook-mobile-signature">Get <a>Outlook for iOS'
    '</a></div><div id="mail-editor-reference-message-container"><hr>'
    "<div><b>Von:</b> Jane<br></div><div>Old words.</div></div>"
)
APPLE = (
    "<div>New words.</div><br><div><blockquote type='cite'><div>Am 05.03.2024 um 10:12 "
    "schrieb Jane &lt;j@shop.example&gt;:</div><br><div>Old words.</div></blockquote>"
    "</div>"
)
THUNDERBIRD = (
    '<p>New words.</p><div class="moz-cite-prefix">Le 05/03/2024 à 10:12, Jane a '
    'écrit&nbsp;:<br></div><blockquote type="cite" cite="mid:1@x">Old words.</blockquote>'
)
YAHOO = (
    '<div class="ydp1yahoo-style-wrap"><div>New words.</div></div>'
    '<div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted"><div>'
    "On Tuesday, 5 March 2024, 10:12:00 CET, Jane wrote:</div><div>Old words.</div></div>"
)
PROTON = (
    '<div>New words.</div><div class="protonmail_quote">On Tuesday, 5 March 2024 10:12, '
    'Jane wrote:<br><blockquote class="protonmail_quote" type="cite">Old words.'
    "</blockquote></div>"
)
LOTUS = (
    '<font size="2">New words.</font><br><br><br><table><tr><td><font>From:</font></td>'
    "<td>Jane Doe/Shop</td></tr><tr><td>To:</td><td>me</td></tr><tr><td>Date:</td><td>"
    "05.03.2024 10:12</td></tr><tr><td>Subject:</td><td>Chair</td></tr></table><hr>"
    "<p>Old words.</p>"
)
ZIMBRA = (
    '<div>New words.</div><hr id="zwchr" data-marker="__DIVIDER__"><div '
    'data-marker="__HEADERS__"><b>From: </b>"Jane"<br><b>To: </b>me<br><b>Subject: </b>'
    "Chair<br></div><div>Old words.</div>"
)
GMX = (
    '<div>New words.<div name="quote" style="margin:10px 5px 5px 10px;border-left:2px '
    'solid #C3D9E5"><div style="margin:0 0 10px 0"><b>Gesendet:</b> Dienstag, 05. März '
    "2024<br><b>Von:</b> Jane &lt;j@shop.example&gt;<br><b>Betreff:</b> Stuhl</div>"
    "<div>Old words.</div></div></div>"
)
EXCHANGE = (
    "<p>New words.</p><p>________________________________<br>From: Jane "
    "[mailto:j@shop.example]<br>Sent: 5 March 2024<br>To: me<br>Subject: Chair</p>"
    "<p>Old words.</p>"
)
ORIGINAL = (
    "<div>New words.</div><div>-------- Ursprüngliche Nachricht --------</div>"
    "<div>Von: Jane &lt;j@shop.example&gt;</div><div>Datum: 05.03.24</div><p>Old words.</p>"
)
QQ = (
    "<div>New words.</div><div>------------------&nbsp;原始邮件&nbsp;------------------"
    '</div><div style="background:#efefef"><b>发件人:</b> "Jane"<br><b>发送时间:</b>'
    "2024年3月5日<br><b>主题:</b> Chair</div><div>Old words.</div>"
)
CLIENTS = {
    name.lower(): html
    for name, html in globals().copy().items()
    if name.isupper() and isinstance(html, str)
}


def shown(html):
    """The words in sight, as Odoo's web client leaves them."""
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    for element in tree.xpath("//*[@data-o-mail-quote]"):
        element.drop_tree()
    return " ".join(tree.text_content().split())


def words(html):
    return "".join(lxml.html.fromstring(f"<div>{html}</div>").text_content().split())


@pytest.mark.parametrize("html", CLIENTS.values(), ids=CLIENTS)
def test_of_each_program_only_the_quotation_folds(html):
    folded = fold_quotes(html)
    assert shown(folded) in ("New words.", "New words. Get Outlook for iOS")
    assert words(folded) == words(html)
    assert visible_html(html) == "New words."


@pytest.mark.parametrize("html", CLIENTS.values(), ids=CLIENTS)
def test_a_mail_that_is_only_a_quotation_stays_in_sight(html):
    alone = html.replace("New words.", "")
    assert "Old words." in shown(fold_quotes(alone))


def test_answers_between_quotations_and_what_they_answer_stay_in_sight():
    html = (
        '<div class="gmail_quote"><div class="gmail_attr">On 5 Mar 2024, Jane &lt;'
        'j@shop.example&gt; wrote:</div><blockquote class="gmail_quote">Colour?'
        '</blockquote><div>Blue.</div><blockquote class="gmail_quote">Size?</blockquote>'
        '<div>Large.</div><blockquote class="gmail_quote">Regards</blockquote></div>'
    )
    folded = fold_quotes(html)
    assert shown(folded) == "Colour?Blue.Size?Large."
    assert folded.count("<blockquote") == 1


def test_an_answer_below_the_quotation_stays_in_sight():
    html = THUNDERBIRD.replace("<p>New words.</p>", "") + "<p>New words.</p>"
    assert shown(fold_quotes(html)) == "New words."


def test_indented_text_is_no_quotation():
    html = (
        "<div>My list:</div><blockquote style='margin:0 0 0 40px;border:none;padding:0'>"
        "<div>one</div></blockquote>"
    )
    folded = fold_quotes(html)
    assert shown(folded) == "My list:one"
    assert "<blockquote" not in folded


def test_a_picture_is_in_sight_as_text_is():
    html = f'<div><img src="cid:1"></div>{THUNDERBIRD.replace("New words.", "")}'
    assert "<div><img" in fold_quotes(html)
    assert shown(fold_quotes(html)) == ""
    assert 'data-o-mail-quote="1"><img' not in fold_quotes(html)


def test_marks_that_the_sender_made_are_taken_off():
    html = '<p>One.</p><p data-o-mail-quote="1">Two.</p>'
    assert shown(fold_quotes(html)) == "One.Two."


def test_text_of_a_paragraph_and_its_quotation_are_told_apart():
    html = "New words.<br>On 3/5/24 10:12, Jane Doe wrote:<br>Old words."
    assert shown(fold_quotes(html)) == "New words."


@pytest.mark.parametrize(
    "html", ["", " ", "<", "<!-- x -->", "\0", "<p>one</p>", "text"]
)
def test_html_without_quotations_comes_back_as_it_was(html):
    assert fold_quotes(html) == html


def test_html_that_is_too_deep_comes_back_as_it_was():
    html = "<div>" * 1000 + "<blockquote>x</blockquote>" + "</div>" * 1000
    assert fold_quotes(html) == html


def test_plain_text_folds_and_keeps_its_lines():
    html = fold_text("New <words>.\n\nOn 3/5/24 10:12, Jane wrote:\n> Old\n> words.\n")
    assert html == (
        "<pre>New &lt;words&gt;.<br/></pre>"
        '<div data-o-mail-quote="1"><pre>On 3/5/24 10:12, Jane wrote:<br/>&gt; Old<br/>'
        "&gt; words.<br/></pre></div>"
    )


def test_plain_text_without_quotation_needs_no_other_form():
    assert fold_text("Where is it?\n\nJane") is None


def test_the_reply_of_a_mail_in_html_only():
    raw = b"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n" + (
        GMAIL.encode()
    )
    assert visible_reply(parse(raw)) == "New words."


def test_the_reply_of_a_mail_with_both_is_that_of_its_text():
    raw = (
        b"From: a@b.example\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n"
        b"Plain words.\n\n> old\n--b\nContent-Type: text/html\n\n<p>Other</p>\n--b--\n"
    )
    assert visible_reply(parse(raw)) == "Plain words."
