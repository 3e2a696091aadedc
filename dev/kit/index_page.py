"""./dev/index: writes static/description/index.html, the page that Odoo shows in Apps.

It is made of the fragments in `readme/`, in the layout of OCA's pages, while the wheel
is built; git does not know it.
"""

import argparse
import ast
import re
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

# Fragment -> the title of its section, in OCA's order; DESCRIPTION has none.
FRAGMENTS = {
    "DESCRIPTION": "",
    "CONTEXT": "Use Cases / Context",
    "INSTALL": "Installation",
    "CONFIGURE": "Configuration",
    "USAGE": "Usage",
    "ROADMAP": "Known issues / Roadmap",
    "HISTORY": "Changelog",
}
PAGE = Path("static/description/index.html")
PICTURES = "../static/description/"


def main() -> None:
    """Write the page of this checkout."""
    argparse.ArgumentParser(prog="./dev/index", description=__doc__).parse_args()
    root = Path(__file__).resolve().parents[2]
    write_page(root)
    print(PAGE)


def write_page(root: Path) -> None:
    """Write the page of the add-on in `root` from its manifest and fragments."""
    (root / PAGE).write_text(page(root), "utf-8")


def page(root: Path) -> str:
    """The page as HTML."""
    manifest = ast.literal_eval((root / "__manifest__.py").read_text("utf-8"))
    texts = {name: _fragment(root, name) for name in FRAGMENTS}
    described = _html(texts.pop("DESCRIPTION"))
    written = {FRAGMENTS[name]: _html(text) for name, text in texts.items() if text}
    written |= _about(manifest, _html(_fragment(root, "CONTRIBUTORS")))
    names = {title: re.sub(r"\W+", "-", title.lower()).strip("-") for title in written}
    contents = "".join(
        f'<li><a href="#{names[title]}">{escape(title)}</a></li>\n' for title in written
    )
    sections = "".join(
        f'<section id="{names[title]}">\n<h2>{escape(title)}</h2>\n{html}</section>\n'
        for title, html in written.items()
    )
    return (
        f'<div class="container">\n<h1>{escape(manifest["name"])}</h1>\n'
        f"<p>Maturity: {escape(manifest['development_status'])}. "
        f"License: {escape(manifest['license'])}. "
        f"Version: {escape(manifest['version'])}.</p>\n"
        f"{described}<p><strong>Table of contents</strong></p>\n"
        f"<ul>\n{contents}</ul>\n{sections}</div>\n"
    )


def _fragment(root: Path, name: str) -> str:
    path = root / "readme" / f"{name}.md"
    return path.read_text("utf-8") if path.exists() else ""


def _html(markdown: str) -> str:
    """A fragment as HTML: its headings below that of its section, and its pictures
    where the page finds them, and as wide as it."""
    reader = MarkdownIt("commonmark").enable("table")
    tokens = reader.parse(markdown)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) - min(levels) + 3, 6)}"
    html = reader.renderer.render(tokens, reader.options, {})
    return html.replace(f'<img src="{PICTURES}', '<img class="img-fluid" src="')


def _about(manifest: dict, contributors: str) -> dict[str, str]:
    """Title of a section -> HTML: whom to write to, and who made it."""
    support = escape(manifest["support"])
    return {
        "Bug Tracker": f'<p>Please write to <a href="mailto:{support}">{support}</a>.'
        "</p>\n",
        "Credits": f"<h3>Authors</h3>\n<ul>\n<li>{escape(manifest['author'])}</li>\n"
        f"</ul>\n<h3>Contributors</h3>\n{contributors}",
    }


if __name__ == "__main__":
    main()
