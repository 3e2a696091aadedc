"""./dev/index: the page in Apps, from the manifest and the fragments."""

import pytest
from kit.index_page import PAGE, page, write_page

MANIFEST = """{
    "name": "Mail & More",
    "version": "19.0.1.0.0",
    "author": "Those who made it",
    "license": "AGPL-3",
    "support": "us@acme.example",
    "development_status": "Beta",
}
"""


@pytest.fixture
def addon(tmp_path):
    """A function that writes fragments of an add-on; returns its folder."""

    def write(**fragments):
        (tmp_path / "__manifest__.py").write_text(MANIFEST)
        (tmp_path / "readme").mkdir(exist_ok=True)
        for name, text in fragments.items():
            (tmp_path / "readme" / f"{name}.md").write_text(text)
        return tmp_path

    return write


def test_sections_have_the_order_and_the_titles_of_oca(addon):
    html = page(addon(USAGE="Use it.", CONTEXT="Why.", DESCRIPTION="What."))
    titles = ["Use Cases / Context", "Usage", "Bug Tracker", "Credits"]
    places = [html.index(f"<h2>{title}</h2>") for title in titles]
    assert places == sorted(places)
    assert html.index("What.") < places[0]
    assert '<a href="#use-cases-context">Use Cases / Context</a>' in html
    assert "Installation" not in html


def test_headings_of_a_fragment_are_below_that_of_its_section(addon):
    html = page(addon(USAGE="# Answer\n\n## By mail\n", CONFIGURE="## Connect\n"))
    assert "<h3>Answer</h3>" in html and "<h4>By mail</h4>" in html
    assert "<h3>Connect</h3>" in html


def test_the_page_says_who_made_it_and_whom_to_write_to(addon):
    html = page(addon(CONTRIBUTORS="- Ada\n"))
    assert "<h1>Mail &amp; More</h1>" in html
    assert '<a href="mailto:us@acme.example">us@acme.example</a>' in html
    assert "Those who made it" in html and "<li>Ada</li>" in html


def test_pictures_are_found_beside_the_page(addon):
    root = addon(DESCRIPTION="![A list](../static/description/list.png)")
    (root / PAGE).parent.mkdir(parents=True)
    write_page(root)
    assert '<img class="img-fluid" src="list.png" alt="A list" />' in (
        (root / PAGE).read_text()
    )
