"""A worker killed at any point loses nothing and doubles nothing (law 3)."""

import signal

import pytest

MAILS = 5
both = pytest.mark.parametrize("protocol", ["imaps", "pop3s"])
# What is left on the server when the worker dies, with two mails in a chunk.
LEFT = {
    "before the rows are saved": (5, 5),
    "after store": (5, 5),
    "in the filing transaction": (5, 5),
    "after the filing commit": (5, 5),
    "after delete on the server": (3, 0),
    "before the run is noted": (0, 0),
}


@both
@pytest.mark.parametrize("point", LEFT)
def test_killed_worker(office, protocol, point):
    mailboxes = office.mailboxes(protocol)
    office.deliver(mailboxes[0], MAILS)
    died_of = office.order("kill", point=point, mailboxes=mailboxes, chunk=2)
    assert died_of == signal.SIGKILL
    office.wait_for_left(mailboxes, LEFT[point][protocol == "pop3s"])
    office.run(mailboxes)
    office.check(mailboxes, MAILS)


@both
def test_killed_again_and_again(office, protocol):
    mailboxes = office.mailboxes(protocol)
    office.deliver(mailboxes[0], MAILS)
    for point in LEFT:
        office.order("kill", point=point, mailboxes=mailboxes, chunk=1)
    office.run(mailboxes)
    office.check(mailboxes, MAILS)


@both
def test_mail_that_arrives_after_the_kill_is_filed_too(office, protocol):
    mailboxes = office.mailboxes(protocol)
    office.deliver(mailboxes[0], MAILS)
    office.order("kill", point="after store", mailboxes=mailboxes)
    office.run(mailboxes)
    office.check(mailboxes, MAILS)
    office.deliver(mailboxes[0], 1)
    office.run(mailboxes)
    assert office.order("count", mailboxes=mailboxes)["rows"] == MAILS + 1
