"""The lock of a run: nobody waits for it, and it ends with the one who holds it."""

import pytest

DONE, FAILED, BUSY = range(3)
SAVES = {
    "a text": {"description": "saved meanwhile"},
    "name and interval": {"name": "renamed", "interval_minutes": 7},
    "the size limit": {"max_message_mib": 20},
}
POINTS = ("after store", "in the filing transaction", "before the run is noted")


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("what", SAVES)
def test_saving_waits_for_no_run(office, point, what):
    mailboxes = office.mailboxes("imaps")
    office.deliver(mailboxes[0], 5)
    status, seconds = office.order(
        "save", point=point, mailboxes=mailboxes, values=SAVES[what]
    )
    assert seconds < 1
    assert status == DONE
    office.check(mailboxes, 5)


def test_a_run_ends_after_its_batch_where_the_mailbox_is_taken_offline(office):
    mailboxes = office.mailboxes("imaps")
    office.deliver(mailboxes[0], 5)
    status, _seconds = office.order(
        "save", point="after store", mailboxes=mailboxes, values={"active": False}
    )
    assert status == DONE
    assert office.left(mailboxes) == 3
    office.run(mailboxes)
    assert office.left(mailboxes) == 3
    office.order("write", mailboxes=mailboxes, values={"active": True})
    office.run(mailboxes)
    office.check(mailboxes, 5)


def test_the_schedule_follows_when_the_run_is_over(office):
    mailboxes = office.mailboxes("imaps")
    office.deliver(mailboxes[0], 5)
    values = {"name": "renamed", "interval_minutes": 7}
    office.order("save", point="after store", mailboxes=mailboxes, values=values)
    ((_name, interval, _active),), coming = office.order(
        "schedule", mailboxes=mailboxes
    )
    assert (interval, coming) == (5, True)
    office.order("keep_in_step")
    (found,), _coming = office.order("schedule", mailboxes=mailboxes)
    assert found == ["Helpdesk mailbox: renamed", 7, True]


def test_fetch_now_during_a_run_says_so_and_lets_another_one_follow(office):
    mailboxes = office.mailboxes("imaps")
    office.deliver(mailboxes[0], 5)
    sentence, again = office.order(
        "fetch_now", point="after store", mailboxes=mailboxes
    )
    assert sentence == "It is being fetched already; look again in a moment."
    assert again


@pytest.mark.parametrize("point", POINTS)
def test_a_cut_database_connection_leaves_no_lock_behind(office, point):
    mailboxes = office.mailboxes("imaps")
    office.deliver(mailboxes[0], 5)
    first, second = office.order("cut", point=point, mailboxes=mailboxes)
    assert (first, second) == (FAILED, DONE)
    office.check(mailboxes, 5)


def test_a_lock_is_not_left_in_a_connection_that_is_used_again(office):
    mailboxes = office.mailboxes("imaps", 2)
    twice = {"mailboxes": mailboxes * 2}
    assert office.order("run", orders=[twice]) == [DONE]
    assert office.order("locks") == 0
