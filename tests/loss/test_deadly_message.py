"""A message that ends its worker is parked after a bounded number of tries, and stops
no other one (law 2)."""

import signal

import pytest

MAX_TRIES = 6
MAX_FETCHES = 3
DONE, KILLED = 0, -signal.SIGKILL
both = pytest.mark.parametrize("protocol", ["imaps", "pop3s"])


def run_while_deadly(office, mailboxes, method):
    """Workers that a mail ends at `method`; how many until one lives on."""
    order = {"mailboxes": mailboxes, "chunk": 3, "deadly": [method, "deadly"]}
    for ended in range(20):
        (status,) = office.order("run", orders=[order])
        if status != KILLED:
            return ended
        office.order("forward", mailboxes=mailboxes)
    raise AssertionError("it ends its worker again and again")


def deliver_around(office, protocol):
    """A mailbox with mails before and behind the deadly one."""
    mailboxes = office.mailboxes(protocol)
    for subject in ("one", "two", "deadly", "four", "five"):
        office.deliver_one(mailboxes[0], subject)
    return mailboxes


def assert_others_filed_once(office, mailboxes, number=4):
    found = office.order("count", mailboxes=mailboxes)
    assert (found["cases"], found["history"]) == (number, number)
    assert found["rows"] == number + 1


@both
def test_while_it_is_processed(office, protocol):
    mailboxes = deliver_around(office, protocol)
    assert run_while_deadly(office, mailboxes, "_parse") == MAX_TRIES
    assert_others_filed_once(office, mailboxes)
    ((state, attempts, error),) = [
        row for row in office.order("rows", mailboxes=mailboxes) if row[0] != "done"
    ]
    assert (state, attempts) == ("parked", MAX_TRIES)
    assert error.startswith("Odoo was ended while it processed this message, at the ")
    office.wait_for_left(mailboxes, 0)


@both
def test_the_others_go_on_after_the_first_time(office, protocol):
    mailboxes = deliver_around(office, protocol)
    order = {"mailboxes": mailboxes, "deadly": ["_parse", "deadly"]}
    assert office.order("run", orders=[order]) == [KILLED]
    office.deliver_one(mailboxes[0], "six")
    assert office.order("run", orders=[order]) == [KILLED]
    assert office.order("run", orders=[order]) == [DONE], "it waits for its time"
    assert_others_filed_once(office, mailboxes, 5)


@both
def test_while_it_is_fetched(office, protocol):
    mailboxes = deliver_around(office, protocol)
    assert run_while_deadly(office, mailboxes, "_received_values") == MAX_FETCHES
    assert_others_filed_once(office, mailboxes)
    ((state, _attempts, error),) = [
        row for row in office.order("rows", mailboxes=mailboxes) if row[0] != "done"
    ]
    assert state == "parked"
    assert error.startswith("Odoo was ended each time it fetched this message, 3 times")
    office.wait_for_left(mailboxes, 1)  # what was not read


def test_while_it_is_fetched_from_the_sent_folder(office):
    mailboxes = office.mailboxes("imaps")
    name = office.deliver_one(mailboxes[0], "question")
    office.order(
        "write", mailboxes=mailboxes, values={"sent_folder": office.folder("Sent")}
    )
    office.deliver_one(mailboxes[0], "long ago", folder="Sent")
    office.run(mailboxes)
    for subject in ("one", "deadly", "three"):
        office.deliver_one(mailboxes[0], subject, answers=name, folder="Sent")
    assert run_while_deadly(office, mailboxes, "_received_values") == MAX_FETCHES
    found = sorted(row[0] for row in office.order("rows", mailboxes=mailboxes))
    assert found == ["done", "done", "done", "parked"]
    assert office.order("count", mailboxes=mailboxes)["cases"] == 1
