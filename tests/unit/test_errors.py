"""Errors that are kept, and told later."""

from datetime import datetime, timedelta

import pytest

from tools.errors import (
    FixSettings,
    ParkMessage,
    ReconnectNeeded,
    RetryLater,
    error_from_json,
)

NOW = datetime(2026, 3, 4, 10)
KINDS = (FixSettings, ParkMessage, ReconnectNeeded, RetryLater)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kept_error_comes_back_as_it_was(kind):
    kept = kind("some_code", "the server's words").as_json(NOW)
    found = error_from_json(kept, NOW)
    assert type(found) is kind
    assert (found.code, found.detail) == ("some_code", "the server's words")
    assert found.pause is None


def test_of_its_pause_comes_back_what_is_left():
    kept = RetryLater("throttled", pause=timedelta(minutes=5)).as_json(NOW)
    assert error_from_json(kept, NOW).pause == timedelta(minutes=5)
    later = NOW + timedelta(minutes=2)
    assert error_from_json(kept, later).pause == timedelta(minutes=3)
    assert error_from_json(kept, NOW + timedelta(hours=1)).pause is None


@pytest.mark.parametrize("value", [None, False, "text", {}, {"kind": "Exception"}])
def test_anything_else_is_no_error(value):
    assert error_from_json(value, NOW) is None
