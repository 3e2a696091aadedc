import pytest
from lxml import etree

from tools.quotes.fold import fold_quotes
from tools.text import parse_html
from tools.text.relative_links import drop_relative_links


def shown(html):
    body = parse_html(html).find("body")
    drop_relative_links(body)
    return etree.tostring(body[0], encoding="unicode", method="html")


@pytest.mark.parametrize(
    "address",
    [
        "/web/session/logout?redirect=/",
        "/odoo/helpdesk.ticket/1",
        "odoo/helpdesk.ticket/1",
        "?debug=1",
        "",
        "//evil.example/a",
        "\\\\evil.example",
        "/\\evil.example",
        "&#9;/web",
        "https:/web/session/logout",
        "HTTP:web",
        "ht&#10;tps:/web",
        "1:2",
    ],
)
def test_a_link_that_names_no_server_leads_nowhere(address):
    assert shown(f'<p><a href="{address}">x</a></p>') == "<p><a>x</a></p>"


@pytest.mark.parametrize(
    "address",
    [
        "http://shop.example/a?b=1",
        "HTTPS://shop.example",
        "mailto:ada@shop.example",
        "tel:+4912345",
        "cid:a@b",
        "#top",
    ],
)
def test_a_link_that_names_where_it_leads_or_a_place_in_the_mail_stays(address):
    html = f'<p><a href="{address}">x</a></p>'
    assert shown(html) == html


def test_areas_of_a_picture_are_links_too():
    html = '<map name="m"><area href="/web" alt="x"></map>'
    assert shown(html) == '<map name="m"><area alt="x"></map>'


def test_history_has_no_link_into_our_pages():
    html = '<p>Hi <a href="/web/session/logout?redirect=/">Read more</a></p>'
    assert "<a>Read more</a>" in fold_quotes(html)
