"""Who is to blame where a connection ends while messages are fetched."""

import pytest

from tools.policy import Suspicion


def after(*sessions):
    """What stands against a message after sessions, with others or without."""
    found = Suspicion()
    for beside_others in sessions:
        found = found.again(beside_others)
    return found


@pytest.mark.parametrize(
    ("sessions", "is_proven"),
    [
        ([False] * 4, False),
        ([False] * 5, True),
        ([True, False], False),
        ([True, False, False], True),
        ([False, False, True], True),
    ],
)
def test_three_times_are_enough_where_others_were_handed_out(sessions, is_proven):
    assert after(*sessions).is_proven is is_proven


def test_it_is_kept_as_json():
    assert Suspicion.parse(after(True).as_json()) == Suspicion(1, True)


def test_the_numbers_of_earlier_versions_count_as_they_did():
    assert Suspicion.parse(3).is_proven
    assert Suspicion.parse(None) == Suspicion()
