"""text/enriched becomes HTML that is safe and closed (RFC 1896)."""

import pytest

from tools.mail.message import parse
from tools.text.enriched import enriched_to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("<bold>Now</bold> is\nthe time", "<b>Now</b> is the time"),
        ("one\n\ntwo\n\n\nthree", "one<br/>two<br/><br/>three"),
        ("<<b> & <", "&lt;b&gt; &amp; &lt;"),
        ("<nofill>a\nb</nofill>\nc", "a<br/>b c"),
        ("<color><param>red</param>red</color>", "red"),
        ("<bold><italic>a</bold>", "<b><i>a</i></b>"),
        ("</bold>a", "a"),
        ("<script>x</script>", "x"),
    ],
)
def test_enriched_text_is_html(text, html):
    assert enriched_to_html(text) == html


def test_richtext_has_its_own_line_breaks():
    html = enriched_to_html("a\nb<nl>c<lt>d<comment>no</comment>", richtext=True)
    assert html == "a b<br/>c&lt;d"


def test_an_enriched_mail_is_shown():
    mail = parse(
        b"Content-Type: text/enriched; charset=utf-8\n\n<bold>H\xc3\xa9</bold>"
    )
    assert (mail.body_html, mail.body_text, mail.attachments) == ("<b>Hé</b>", "Hé", ())
