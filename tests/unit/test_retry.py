"""Pauses grow, and end where they should."""

from datetime import datetime, timedelta, timezone

import pytest

from tools.policy.retry import CONNECTIONS, MESSAGES

NOW = datetime(2024, 1, 2, 3, 4, tzinfo=timezone.utc)


def pauses(policy, attempts):
    return [policy.next_attempt(n, NOW) - NOW for n in range(1, attempts + 1)]


def test_a_message_is_given_up_after_the_last_attempt():
    attempts = MESSAGES.max_attempts
    assert MESSAGES.next_attempt(attempts - 1, NOW) == NOW + timedelta(hours=4)
    assert MESSAGES.next_attempt(attempts, NOW) is None
    assert MESSAGES.next_attempt(1_000, NOW) is None


def test_a_mailbox_is_never_given_up_and_asked_at_least_once_an_hour():
    assert CONNECTIONS.max_attempts is None
    assert CONNECTIONS.next_attempt(10_000, NOW) == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("failures", "asked", "pause"),
    [
        (1, timedelta(minutes=5), timedelta(minutes=5)),
        (7, timedelta(minutes=5), timedelta(hours=1)),
        (1, None, timedelta(minutes=1)),
    ],
)
def test_a_pause_that_is_asked_for_is_kept(failures, asked, pause):
    assert CONNECTIONS.next_attempt(failures, NOW, asked) == NOW + pause


@pytest.mark.parametrize("policy", [MESSAGES, CONNECTIONS])
def test_pauses_grow(policy):
    found = pauses(policy, len(policy.pauses))
    assert found == sorted(set(found))


def test_before_the_first_attempt_there_is_no_pause():
    with pytest.raises(ValueError, match="before the first attempt"):
        MESSAGES.next_attempt(0, NOW)
