"""./dev/i18n: the translation template anew, and each language brought up to it."""

import re
import sys
import tempfile
from pathlib import Path

import polib

from . import odoo_runner, paths
from .count import Count
from .say import Missing, say

FOLDER = paths.ROOT / "i18n"
TEMPLATE = FOLDER / f"{paths.ADDON}.pot"
LANGUAGES = ("de", "fr", "es", "nl")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\{.*?\}\}|</?\w+|t-out=\"[^\"]*\"")


def main() -> int:
    """Write the template and the languages' files; says what is not translated."""
    fresh = export()
    fresh.save(TEMPLATE)
    for language in LANGUAGES:
        path = FOLDER / f"{language}.po"
        catalogue = polib.pofile(path) if path.exists() else polib.POFile()
        catalogue.metadata = fresh.metadata | {"Language": language}
        keep_wrapped(catalogue, fresh)
        catalogue.merge(fresh)
        for entry in catalogue.obsolete_entries():
            catalogue.remove(entry)
        catalogue.save(path)
        say(f"{language}: {len(problems(catalogue))} texts are not translated")
    return 0


def keep_wrapped(catalogue: polib.POFile, fresh: polib.POFile) -> None:
    """Texts of `fresh` keep their translation where only their lines break elsewhere.

    Odoo takes a text of a view with its line breaks and indentation.
    """
    known = {entry.msgid for entry in catalogue}
    by_words = {_words(e.msgid): e.msgstr for e in catalogue if e.translated()}
    for entry in fresh:
        translation = by_words.get(_words(entry.msgid))
        if translation and entry.msgid not in known:
            catalogue.append(polib.POEntry(msgid=entry.msgid, msgstr=translation))


def _words(text: str) -> str:
    return " ".join(text.split())


def export() -> polib.POFile:
    """All translatable texts of the add-on, as Odoo finds them.

    Raises Missing where Odoo does not write them.
    """
    cluster = odoo_runner.prepare()
    database = "i18n"
    cluster.copy(odoo_runner.addon_template(cluster), database)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.pot"
        command = ["i18n", "export", "-d", database, "-o", str(path), paths.ADDON]
        if odoo_runner.run(*command, log="i18n.log") or not path.exists():
            raise Missing("Odoo could not export; see .dev/logs/i18n.log")
        catalogue = polib.pofile(path)
    cluster.drop(database)
    for name in ("POT-Creation-Date", "PO-Revision-Date"):
        catalogue.metadata.pop(name, None)
    catalogue.sort(key=lambda entry: entry.msgid)
    return catalogue


def problems(catalogue: polib.POFile) -> list[str]:
    """Texts that are not translated, or whose placeholders and tags were changed."""
    return [
        entry.msgid
        for entry in catalogue
        if not entry.translated()
        or sorted(_PLACEHOLDER.findall(entry.msgid))
        != sorted(_PLACEHOLDER.findall(entry.msgstr))
    ]


def run() -> Count:
    """The template has every text, and each language a translation of it."""
    wanted = {entry.msgid for entry in export()}
    template = {entry.msgid for entry in polib.pofile(TEMPLATE)}
    total = _check("the template", sorted(wanted ^ template))
    for language in LANGUAGES:
        catalogue = polib.pofile(FOLDER / f"{language}.po")
        missing = wanted - {entry.msgid for entry in catalogue}
        total += _check(language, [*sorted(missing), *problems(catalogue)])
    return total


def _check(name: str, wrong: list[str]) -> Count:
    for text in wrong[:10]:
        print(f"{name}: {text!r}", file=sys.stderr)
    return Count(0, 1) if wrong else Count(1, 0)


if __name__ == "__main__":
    sys.exit(main())
