"""What folds in the HTML that mail programs make, and what stays in sight."""

# Mail literals are easier to read on one line.
# ruff: noqa: E501

import re

import lxml.html
import pytest

from tools.mail.message import parse
from tools.quotes.agent_reply import agent_reply
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


@pytest.mark.parametrize("html", ["", " ", "<", "<!-- x -->", "<p>one</p>", "text"])
def test_html_without_quotations_keeps_its_words_and_gets_no_mark(html):
    folded = fold_quotes(html)
    assert "data-o-mail-quote" not in folded
    assert words(folded) == words(html)


def test_of_html_that_is_too_deep_the_words_are_shown():
    html = "<div>" * 1000 + "<blockquote>x</blockquote>" + "</div>" * 1000
    assert fold_quotes(html) == "<div><pre>x</pre></div>"


def test_the_direction_of_a_text_stays():
    folded = fold_quotes('<body dir="rtl" bgcolor="red"><p>x</p></body>')
    assert folded.startswith('<div dir="rtl" style="background-color: #ff0000')


@pytest.mark.parametrize(
    "html",
    [
        "<title>T</title>{}",
        "<p style='color:red; display : none'>x</p>{}",
        "<p hidden>x<img src=y></p>{}",
        "<template>x</template>{}",
        "<form><button>x</button>{}<select><option>x</select></form>",
    ],
)
def test_what_nobody_sees_is_no_reply_and_not_in_the_history(html):
    page = html.format("<p>Words.</p>")
    assert visible_html(page) == "Words."
    assert words(fold_quotes(page)) == "Words."


def test_where_all_is_hidden_it_is_shown():
    assert visible_html("<p hidden>Words.</p>") == "Words."
    assert shown(fold_quotes("<p hidden>Words.</p>")) == "Words."


def test_html_that_a_tree_loses_is_shown_as_words():
    assert visible_html("<frameset><noframes>Words.</noframes></frameset>") == "Words."


SIGNED = '<p>New words.</p><div class="gmail_signature">{}</div>'


@pytest.mark.parametrize("name", ["class='x gmail_signature'", "id=x_Signature"])
def test_a_signature_in_an_element_of_its_own_folds(name):
    html = f"<p>New words.</p><div {name}>Jane<br>Shop</div>"
    assert visible_html(html) == shown(fold_quotes(html)) == "New words."


def test_a_long_text_in_the_element_of_a_signature_stays_in_sight():
    html = SIGNED.format("<p>Words.</p>" * 20)
    assert shown(fold_quotes(html)).count("Words.") == 20
    assert "gmail_signature" not in fold_quotes(html)


@pytest.mark.parametrize(
    "html",
    [
        "<pre>One.\n&gt; two\nthree\n&gt; four\nfive</pre>",
        "<div>--<br>One.</div>",
        "<div>One.\n--\n" + "Line.\n" * 20 + "</div>",
    ],
)
def test_odoo_finds_nothing_to_fold_in_what_stays_in_sight(html):
    (first,) = lxml.html.fromstring(fold_quotes(html)).xpath("//*[text()]")
    assert first.text is None and first[0].tag == "span" and first[0].text is None


@pytest.mark.parametrize("text", ["--\n" + "Line.\n" * 20, "> one\n> two"])
def test_nor_in_plain_text(text):
    assert fold_text(text).startswith(
        ('<p dir="auto"><span></span>--<br/>', '<p dir="auto">&gt; one<br/>')
    )


def test_plain_text_folds_and_keeps_its_lines():
    html = fold_text("New <words>.\n\nOn 3/5/24 10:12, Jane wrote:\n> Old\n> words.\n")
    assert html == (
        '<p dir="auto">New &lt;words&gt;.</p><div data-o-mail-quote="1" '
        'class="o_mailbox_quotation"><p dir="auto">'
        "On 3/5/24 10:12, Jane wrote:<br/>&gt; Old<br/>&gt; words.</p></div>"
    )


def test_the_reply_of_a_mail_in_html_only():
    raw = b"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n" + (
        GMAIL.encode()
    )
    assert visible_reply(parse(raw)) == "New words."


def both(plain, html):
    raw = (
        "From: a@b.example\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n"
        f"{plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n"
    )
    return parse(raw.encode())


def test_the_reply_of_a_mail_with_both_is_that_of_its_html_as_the_history_shows_it():
    assert visible_reply(both("Plain words.\n\n> old", "<p>Other</p>")) == "Other"


def test_where_both_say_the_same_it_has_the_lines_of_the_text():
    mail = both(
        "One.\n\n* two\n\n> old", "One.<br><p>* two</p><blockquote type=cite>old"
    )
    assert visible_reply(mail) == "One.\n\n* two"


def test_quotations_between_answers_are_marked_in_the_reply_of_html():
    html = "<pre>&gt; One?\nYes.</pre><blockquote cite=x>Two?</blockquote>No."
    assert visible_html(html) == "> One?\nYes.\n> Two?\nNo."


def test_an_agents_answer_says_where_links_lead():
    html = (
        '<p>See <a href="https://a.example/b">here</a> or <a href="https://c.example/">'
        'https://c.example</a>, <a href="mailto:x@c.example">write</a>.</p>'
    )
    mail = both("See here", html)
    assert agent_reply(mail) == (
        "See here <https://a.example/b> or https://c.example, write."
    )


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ("New words.\n\n> Inside.", "<p>New words.</p><p>Inside.</p>"),
        ("New words.\n\nInside.", "<p>New words.</p><blockquote type=cite>Inside."),
    ],
)
def test_of_an_agents_answer_that_counts_which_knows_its_quotation(plain, html):
    assert agent_reply(both(plain, html)) == "New words."


def test_of_an_agents_answer_in_html_alone_what_may_be_quoted_is():
    raw = b"From: a@b.example\nContent-Type: text/html\n\n"
    mail = parse(raw + b"<p>New words.</p><blockquote>Inside.</blockquote>")
    assert agent_reply(mail) == "New words."
    assert visible_reply(mail) == "New words.\n\nInside."


def test_an_agents_answer_in_text_alone():
    raw = b"From: a@b.example\n\nNew words.\n\n> Inside."
    assert agent_reply(parse(raw)) == "New words."


def test_the_direction_of_a_page_stays():
    assert fold_quotes('<html dir="rtl"><p>x</p>') == '<div dir="rtl"><p>x</p></div>'


def test_a_page_of_white_on_blue_keeps_both_and_shows_no_remote_picture():
    html = '<body bgcolor="navy" text="#fff"><img alt="A" src="http://t.example/a">x'
    assert fold_quotes(html) == (
        '<div style="background-color: #000080; color: #ffffff">'
        '<img alt="A" data-original-src="http://t.example/a">x</div>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>begin</p><embed src=x><p>END</p>",
        "<p>begin</p><IMAGE src=x><p>END</p>",
        "<p>begin</p><object data=x><p>END</p></object>",
        "<p>begin</p><noscript><p>END</p></noscript>",
    ],
)
def test_elements_without_an_end_and_what_replaces_others_lose_no_text(html):
    folded = fold_quotes(html)
    assert "<p>END</p>" in folded
    assert not re.search("<(embed|image|object|noscript)", folded)
    assert visible_html(html).endswith("END")
