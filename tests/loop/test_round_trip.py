"""Customer, case, agent, customer: over real IMAP and SMTP, with real programs."""

import pytest
from conftest import CUSTOMER
from helpdesk import ADDRESS

PROGRAMS = ("mutt", "s_nail")


def answers(postman):
    """What people wrote that reached the customer, oldest first."""
    return [d for d in postman.to(CUSTOMER) if "Auto-Submitted" not in d.message]


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_loop(helpdesk, customer, postman, program):
    subject = f"The kettle leaks ({program})"
    helpdesk.write(f"Anna Berg <{CUSTOMER}>", subject, "It leaks. What now?")
    helpdesk.fetch()
    (case,) = helpdesk.cases(subject)
    helpdesk.answer(case["id"], "Did you switch it on?")
    (sent,) = answers(postman)
    assert sent.message["From"] == f'"Ada Agent" <{ADDRESS}>'
    assert sent.message["Reply-To"].addresses[0].addr_spec == ADDRESS
    assert "Did you switch it on?" in sent.text

    getattr(customer, f"answer_with_{program}")(f"Yes, I did ({program}).")
    helpdesk.fetch()
    assert helpdesk.cases(subject)[0]["id"] == case["id"]
    assert len(helpdesk.cases(subject)) == 1
    assert f"Yes, I did ({program})." in helpdesk.history(case["id"])[-1]

    helpdesk.answer(case["id"], "Then send it back to us.")
    assert "Then send it back to us." in answers(postman)[-1].text
