from datetime import datetime, timedelta

from tools.policy.automatic_limits import (
    ADDRESS,
    DAY,
    HOUR,
    TICKET,
    Limit,
    hourly_limits,
    trip,
)

NOW = datetime(2026, 3, 4, 12)


def sent(*minutes_ago):
    """A `Newest` that knows mails of every scope, sent so many minutes ago."""
    times = sorted((NOW - timedelta(minutes=m) for m in minutes_ago), reverse=True)

    def newest(scope, count, since):
        within = [time for time in times if time > since]
        return within[count - 1] if len(within) >= count else None

    return newest


def test_below_the_limit_mail_goes_out():
    assert trip([Limit(ADDRESS, 3, HOUR)], sent(1, 2), NOW) is None


def test_at_the_limit_it_pauses_until_the_oldest_that_counts_is_an_hour_old():
    found = trip([Limit(ADDRESS, 2, HOUR)], sent(10, 20, 50), NOW)
    assert found.until == NOW + timedelta(minutes=40)


def test_mail_older_than_the_window_does_not_count():
    assert trip([Limit(ADDRESS, 2, HOUR)], sent(10, 60), NOW) is None


def test_the_limit_that_lasts_longest_is_named():
    limits = [Limit(ADDRESS, 2, HOUR), Limit(TICKET, 3, DAY)]
    found = trip(limits, sent(10, 20, 90), NOW)
    assert found.limit == limits[1]
    assert found.until == NOW + DAY - timedelta(minutes=90)


def test_a_day_may_see_four_times_what_an_hour_may():
    assert hourly_limits(10, 0, 0) == [
        Limit(ADDRESS, 10, HOUR),
        Limit(ADDRESS, 40, DAY),
    ]


def test_nought_is_no_limit():
    assert hourly_limits(0, 0, 0) == []
    assert trip([], sent(*range(50)), NOW) is None
