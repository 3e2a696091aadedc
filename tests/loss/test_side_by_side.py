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
