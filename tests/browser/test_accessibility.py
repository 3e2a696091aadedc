"""axe-core finds nothing on the main pages that is ours."""

import axe
import pages_stack
import pytest


@pytest.fixture(scope="module")
def stack(place, ca):
    """Pages that all have something to show."""
    with pages_stack.running(place / "pages", ca) as running:
        yield running


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("page", pages_stack.PAGES)
def test_a_main_page_has_no_violation_of_ours(screen, stack, page, width):
    screen.page.set_viewport_size({"width": width, "height": 900})
    stack.open(screen, page)
    assert axe.violations(screen) == []


def test_what_breaks_a_rule_is_found(screen, stack):
    stack.open(screen, "ticket")
    broken = "<p style='color: #eee; background: #fff'>Pale</p>"
    screen.page.evaluate(
        "html => document.querySelector('.o_form_sheet')"
        ".insertAdjacentHTML('afterbegin', html)",
        broken,
    )
    found = axe.violations(screen)
    assert [each.rule for each in found] == ["color-contrast"]
