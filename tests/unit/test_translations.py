"""./dev/i18n: what a translation survives."""

import polib
from kit import i18n


def catalogue(*pairs):
    found = polib.POFile()
    found.extend(polib.POEntry(msgid=text, msgstr=said) for text, said in pairs)
    return found


def test_a_text_that_is_wrapped_anew_keeps_its_translation():
    german = catalogue(("Nothing\n  is lost.", "Nichts geht verloren."))
    fresh = catalogue(("Nothing is\n      lost.", ""))
    i18n.keep_wrapped(german, fresh)
    assert german.find("Nothing is\n      lost.").msgstr == "Nichts geht verloren."


def test_a_translation_of_its_own_stays():
    german = catalogue(("Nothing is lost.", "Alt"), ("Nothing\nis lost.", "Neu"))
    i18n.keep_wrapped(german, catalogue(("Nothing is lost.", "")))
    assert [entry.msgstr for entry in german] == ["Alt", "Neu"]


def test_another_text_gets_none():
    german = catalogue(("Nothing is lost.", "Nichts geht verloren."))
    i18n.keep_wrapped(german, catalogue(("Nothing was lost.", "")))
    assert german.find("Nothing was lost.") is None
