"""Workers at the same time: on one mailbox harmless, on ten side by side."""

import pytest

DONE, FAILED, BUSY = range(3)
both = pytest.mark.parametrize("protocol", ["imaps", "pop3s"])


@both
@pytest.mark.parametrize("point", ["after store", "in the filing transaction"])
def test_second_worker_on_a_mailbox_leaves_it_to_the_first(office, protocol, point):
    mailboxes = office.mailboxes(protocol)
    office.deliver(mailboxes[0], 5)
    order = {"mailboxes": mailboxes}
    statuses = office.order("meet", point=point, first=order, second=order)
    assert statuses == [DONE, BUSY]
    office.check(mailboxes, 5)


@both
def test_even_without_the_lock_the_unique_index_lets_nothing_be_doubled(
    office, protocol
):
    mailboxes = office.mailboxes(protocol)
    office.deliver(mailboxes[0], 5)
    statuses = office.order(
        "meet",
        point="before the rows are inserted",
        first={"mailboxes": mailboxes, "locked": False},
        second={"mailboxes": mailboxes, "locked": False},
    )
    assert statuses == [FAILED, DONE]
    office.run(mailboxes)
    office.check(mailboxes, 5)


def test_ten_mailboxes_side_by_side(office):
    mailboxes = office.mailboxes("imaps", 5) + office.mailboxes("pop3s", 5)
    for mailbox in mailboxes:
        office.deliver(mailbox, 3)
    orders = [
        {"mailboxes": mailboxes},
        {"mailboxes": mailboxes[::-1]},
        {"mailboxes": mailboxes[5:] + mailboxes[:5]},
    ]
    assert FAILED not in office.order("run", orders=orders)
    office.run(mailboxes)
    office.check(mailboxes, 3)


def of_one_account(office):
    """Two mailboxes that read two folders of one account, with a mail in each."""
    first, second = office.mailboxes("imaps", 2)
    account = office.address(first)
    values = {"user": account, "imap_folder": office.folder("Other")}
    office.order("write", mailboxes=[second], values=values)
    office.deliver_one(first, "one")
    office.deliver_one(first, "two", folder="Other")
    return first, second


def states(office, mailbox):
    return office.order("count", mailboxes=[mailbox])["states"]


def test_an_account_has_no_more_sessions_than_its_provider_allows(office):
    first, second = of_one_account(office)
    one = {"limits": {"connections": 1}}
    statuses = office.order(
        "meet",
        point="after store",
        first={"mailboxes": [first], **one},
        second={"mailboxes": [second], **one},
    )
    assert statuses == [DONE, BUSY]
    assert (states(office, first), states(office, second)) == (["done"], [])
    office.run([second], **one)
    assert states(office, second) == ["done"]


def test_a_killed_worker_leaves_no_connection_taken(office):
    first, second = of_one_account(office)
    one = {"limits": {"connections": 1}}
    office.order("kill", point="after store", mailboxes=[first], **one)
    office.run([second], **one)
    assert states(office, second) == ["done"]


def test_what_one_worker_has_read_of_an_account_stops_another(office):
    first, second = of_one_account(office)
    spent = {"limits": {"bytes_a_day": 1000}}
    office.order("run", orders=[{"mailboxes": [first]}])
    order = {"mailboxes": [second], **spent}
    assert office.order("run", orders=[order]) == [FAILED]
    assert states(office, second) == []
    office.run([second])
    assert states(office, second) == ["done"]
