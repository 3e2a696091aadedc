"""A provider's limit of bytes a day is kept, over any 24 hours."""

from datetime import datetime, timedelta

from tools.policy import EXISTING_SHARE, Allowance, Usage, connection_slots

NOON = datetime(2026, 3, 4, 12, 30)
HOUR = timedelta(hours=1)


def usage(**hours_before):
    """Bytes that were read so many hours before noon: h3=500."""
    found = Usage()
    for name, count in hours_before.items():
        found = found.reading(count, NOON - int(name[1:]) * HOUR)
    return found


def test_what_was_read_in_the_last_24_hours_counts():
    assert usage(h24=1, h23=2, h0=4).total(NOON) == 7


def test_what_was_read_before_does_not():
    assert usage(h25=1, h1=2).total(NOON) == 2
    assert usage(h25=1, h1=2).reading(0, NOON).hours[0][1] == 2, "it is forgotten"


def test_bytes_count_until_their_whole_hour_is_24_hours_past():
    read = usage(h0=5)
    until = datetime(2026, 3, 5, 13)
    assert read.total(until - timedelta(seconds=1)) == 5
    assert read.total(until) == 0


def test_mailboxes_of_one_account_count_together():
    together = Usage.together([usage(h1=1, h0=2), usage(h0=3)])
    assert [count for _hour, count in together.hours] == [1, 5]


def test_usage_is_kept_as_json():
    assert Usage.parse(usage(h2=1, h0=2).as_json()) == usage(h2=1, h0=2)
    assert Usage.parse(None) == Usage()


def test_reading_stops_at_80_percent():
    allowance = Allowance(1000, usage(h3=700))
    assert allowance.has_room(100, NOON)
    assert not allowance.has_room(101, NOON)
    assert not Allowance(1000, usage(h3=800)).has_room(0, NOON), "nothing more fits"


def test_existing_mail_leaves_room_for_new_mail():
    allowance = Allowance(1000, usage(h3=600))
    assert not allowance.has_room(1, NOON, EXISTING_SHARE)
    assert allowance.has_room(200, NOON)


def test_it_opens_when_enough_is_24_hours_past():
    allowance = Allowance(1000, usage(h10=300, h5=300, h1=200))
    assert allowance.opens_at(1, NOON) == datetime(2026, 3, 5, 3)
    assert allowance.opens_at(301, NOON) == datetime(2026, 3, 5, 8)


def test_it_is_open_where_there_is_room():
    assert Allowance(1000, usage(h1=1)).opens_at(1, NOON) == NOON


def test_what_costs_more_than_a_day_waits_until_nothing_counts():
    old = Usage.together([usage(h30=9), usage(h1=1)])
    assert Allowance(1000, old).opens_at(5000, NOON) == datetime(2026, 3, 5, 12)


def test_some_connections_are_left_to_people():
    assert [connection_slots(limit) for limit in (15, 10, 1)] == [12, 8, 1]
