"""The rate of an import and the time it will take."""

from datetime import datetime, timedelta

from tools.policy import import_pace

NOW = datetime(2026, 11, 26, 12, 0)


def pace(recent, remaining, seconds):
    return import_pace(recent, remaining, NOW - timedelta(seconds=seconds), NOW)


def test_a_rate_and_the_time_that_the_rest_takes_at_it():
    found = pace(recent=3100, remaining=6820, seconds=600)
    assert found.a_minute == 310
    assert found.left == timedelta(minutes=22)


def test_an_import_that_began_just_now_has_none_yet():
    assert pace(recent=50, remaining=100, seconds=14) is None
    assert pace(recent=9, remaining=100, seconds=60) is None


def test_an_import_that_stands_still_has_none():
    assert import_pace(0, 100, None, NOW) is None


def test_nothing_is_left_to_wait_for_at_the_end():
    assert pace(recent=50, remaining=0, seconds=60) is None


def test_a_slow_one_files_at_least_one_a_minute():
    assert pace(recent=10, remaining=5, seconds=3600).a_minute == 1
