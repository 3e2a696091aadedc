"""Errors that are kept, and told later."""

import json
from datetime import datetime, timedelta

import pytest

from tools.errors import (
    FixSettings,
    ParkMessage,
    ReconnectNeeded,
    RetryLater,
    ServerWords,
    error_from_json,
    printable,
)

NOW = datetime(2026, 3, 4, 10)
KINDS = (FixSettings, ParkMessage, ReconnectNeeded, RetryLater)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kept_error_comes_back_as_it_was(kind):
    kept = kind("some_code", "the words").as_json(NOW)
    found = error_from_json(kept, NOW)
    assert type(found) is kind
    assert (found.code, found.detail) == ("some_code", "the words")
    assert found.pause is None
    assert not found.is_quoted


@pytest.mark.parametrize("kind", KINDS)
def test_whose_words_they_are_is_kept(kind):
    error = kind("some_code", ServerWords("no\r\n such\tuser"))
    found = error_from_json(json.loads(json.dumps(error.as_json(NOW))), NOW)
    assert (found.detail, found.is_quoted) == ("no such user", True)
    assert kind("other_code", found.detail).is_quoted


def test_an_error_that_was_kept_before_is_no_quotation():
    kept = FixSettings("some_code", ServerWords("no")).as_json(NOW)
    del kept["quoted"]
    assert not error_from_json(kept, NOW).is_quoted


def test_words_that_are_cut_or_without_a_secret_are_still_the_servers():
    found = printable(ServerWords("s3cret " + "a" * 999), ["s3cret"])
    assert isinstance(found, ServerWords)
    assert found.startswith("[secret] aaa") and found.endswith("...")


def test_of_its_pause_comes_back_what_is_left():
    kept = RetryLater("throttled", pause=timedelta(minutes=5)).as_json(NOW)
    assert error_from_json(kept, NOW).pause == timedelta(minutes=5)
    later = NOW + timedelta(minutes=2)
    assert error_from_json(kept, later).pause == timedelta(minutes=3)
    assert error_from_json(kept, NOW + timedelta(hours=1)).pause is None


@pytest.mark.parametrize("value", [None, False, "text", {}, {"kind": "Exception"}])
def test_anything_else_is_no_error(value):
    assert error_from_json(value, NOW) is None
