"""A server writes into its mails between two sessions: they stay the same mails."""

import signal

import pytest
from test_killed_worker import LEFT, both

pytestmark = pytest.mark.on("mailutils")
MAILS = 4
POINTS = [point for point in LEFT if point.startswith("after ")]


def letter(number):
    """A mail without Message-ID, so that nothing but its bytes tells it from others."""
    lines = ("From: a@customer.example", f"Subject: {number}", "", "Where is it?", "")
    return "\r\n".join(lines).encode()


@both
@pytest.mark.parametrize("point", POINTS)
def test_a_killed_worker_doubles_nothing(office, protocol, point):
    mailboxes = office.mailboxes(protocol)
    for number in range(MAILS):
        office.deliver_raw(mailboxes[0], letter(number))
    died_of = office.order("kill", point=point, mailboxes=mailboxes, chunk=2)
    assert died_of == signal.SIGKILL
    office.run(mailboxes)
    assert office.order("count", mailboxes=mailboxes) == {
        "cases": MAILS,
        "history": MAILS,
        "rows": MAILS,
        "states": ["done"],
        "on the server": ["removed"],
        "errors": [],
    }
    office.wait_for_left(mailboxes, 0)
