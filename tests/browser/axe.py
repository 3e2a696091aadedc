"""What axe-core finds on a page (https://www.deque.com/axe/)."""

from dataclasses import dataclass

from kit.paths import WEB
from screen import Screen

SCRIPT = WEB / "node_modules" / "axe-core" / "axe.min.js"
# What Odoo's own widgets break on each page, stock's and ours alike.
ODOOS_OWN = {
    "accesskeys": ".o_kanban_record",
    "aria-allowed-attr": ".o_searchview, .o_searchview_input, .o-dropdown, "
    ".o-autocomplete--input",
    "aria-allowed-role": "article.o_kanban_record",
    "aria-required-parent": ".o_notebook .nav-link, .settings_tab .tab",
    "autocomplete-valid": ".o_select_menu_toggler",
    "button-name": ".o_control_panel .btn, .o_optional_columns_dropdown .o-dropdown",
    "color-contrast": ".badge, .o_form_label, .o_setting_right_pane .text-muted span, "
    ".o-mail-Message-date, .o-mail-Message em, .o-mail-DateSection span, "
    ".settings_tab .app_name",
    "empty-table-header": "th",
    "image-alt": ".o-mail-Avatar img, img.o-mail-Message-avatar",
    "label": ".o_list_record_selector input, .o_field_widget[name=name] input",
    "label-content-name-mismatch": ".o-mail-Chatter-attachFiles",
    "landmark-main-is-top-level": "main.o_content",
    "landmark-no-duplicate-main": "main",
    "landmark-unique": "main, .o_cp_searchview",
    "role-img-alt": ".o_searchview_icon, .o-mail-Chatter i, .o-mail-ActivityButton i",
}
PLACES = ".o_action_manager, .modal-body"
RUN = """async ([places, odoosOwn]) => {
    const {violations} = await axe.run(places, {
        resultTypes: ["violations"], elementRef: true,
    });
    const isOdoosOwn = (rule, node) =>
        rule.id in odoosOwn && node.element?.matches(odoosOwn[rule.id]);
    return violations.flatMap(rule => rule.nodes
        .filter(node => !isOdoosOwn(rule, node))
        .map(node => [rule.id, String(node.target), node.html]));
}"""


@dataclass(frozen=True)
class Violation:
    """A rule of axe-core that an element breaks: its selector and its HTML."""

    rule: str
    target: str
    html: str


def violations(screen: Screen) -> list[Violation]:
    """Those of the page and of the window above it that are not Odoo's own."""
    if not screen.page.evaluate("() => 'axe' in window"):
        screen.page.evaluate(SCRIPT.read_text("utf-8"))
    found = screen.page.evaluate(RUN, [PLACES, ODOOS_OWN])
    return [Violation(*each) for each in found]
