"""Wordings compare texts however they were typed, in bounded time."""

import re
import time

import pytest

from tools.classification import (
    account_phrases,
    bounce_phrases,
    form_words,
    phrases,
    self_phrases,
    subjects,
    topic_words,
    trade_phrases,
)
from tools.classification.wording import Wording, fold

TABLES = [
    (f"{module.__name__.rpartition('.')[2]}.{name}", wording)
    for module in (
        subjects,
        phrases,
        bounce_phrases,
        form_words,
        self_phrases,
        topic_words,
        trade_phrases,
        account_phrases,
    )
    for name, wording in vars(module).items()
    if isinstance(wording, Wording)
]
NAMES = [name for name, _wording in TABLES]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  Réponse\n automatique ", "reponse automatique"),
        ("Re\u0301ponse", "reponse"),
        ("İzinliyim Yıllık", "izinliyim yillik"),
        ("Größe Øre Æble Łódź", "grosse ore aeble lodz"),
        ("d’absence", "d'absence"),
        ("自动答复：x", "自动答复:x"),
        ("ガ", "ガ"),
        ("자동", "자동"),
        ("й", "и"),
    ],
)
def test_folding(typed, folded):
    assert fold(typed) == folded


def test_ascii_wordings_begin_at_a_word_and_stay_ascii_beside_others():
    wording = Wording(r"izin|休暇|(?:a|b|休)c")
    assert wording.search("ein izin") == "izin"
    assert wording.search("benizin") is None
    assert wording.search("夏休暇中") == "休暇"
    assert wording.search("x 休c") == "休c"


@pytest.mark.parametrize(("name", "wording"), TABLES, ids=NAMES)
def test_no_quantifier_is_without_bound(name, wording):
    for pattern in (wording._ascii, wording._other):
        bare = re.sub(r"\\.", "", pattern.pattern) if pattern else ""
        assert not re.search(r"[*+]|\{\d+,\}", re.sub(r"\[[^\]]*\]", "", bare)), name


@pytest.mark.parametrize("wording", dict(TABLES).values(), ids=NAMES)
def test_texts_made_to_be_slow_are_not(wording):
    pieces = (
        "your message ",
        "a ",
        "not ",
        "ist ",
        "é ",
        "this is an ",
        "( ",
        "user: ",
    )
    began = time.process_time()
    for piece in pieces:
        text = fold((piece * 3000)[:3000])
        wording.search(text)
        wording.match(text)
    assert time.process_time() - began < 5
