"""Customer, ticket, agent, customer: over real IMAP and SMTP, with real programs."""

import pytest
from helpdesk import AGENT, CUSTOMER, MACHINE
from peers.mails import ADDRESS

PROGRAMS = ("mutt", "s_nail")


def answers(postman):
    """What people wrote that reached the customer, oldest first."""
    return [d for d in postman.to(CUSTOMER) if "Auto-Submitted" not in d.message]


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_loop(helpdesk, customer, postman, program):
    subject = f"The kettle leaks ({program})"
    helpdesk.write(f"Anna Berg <{CUSTOMER}>", subject, "It leaks. What now?")
    helpdesk.fetch()
    (ticket,) = helpdesk.tickets(subject)
    helpdesk.answer(ticket["id"], "Did you switch it on?")
    sent = postman.mail_to(CUSTOMER, "Did you switch it on?")
    (sender,) = sent.message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Ada Agent", ADDRESS)
    assert sent.message["Reply-To"].addresses[0].addr_spec == ADDRESS

    getattr(customer, f"answer_with_{program}")(f"Yes, I did ({program}).")
    helpdesk.fetch()
    assert helpdesk.tickets(subject)[0]["id"] == ticket["id"]
    assert len(helpdesk.tickets(subject)) == 1
    assert f"Yes, I did ({program})." in helpdesk.history(ticket["id"])[-1]

    helpdesk.answer(ticket["id"], "Then send it back to us.")
    postman.mail_to(CUSTOMER, "Then send it back to us.")
    assert len(answers(postman)) == 2


def test_an_agent_answers_by_email_and_closes_the_ticket(helpdesk, customer, postman):
    subject = "The toaster smokes"
    helpdesk.write(f"Anna Berg <{CUSTOMER}>", subject, "It smokes.")
    helpdesk.fetch()
    (ticket,) = helpdesk.tickets(subject)
    helpdesk.answer(ticket["id"], "Which model is it?")
    customer.answer_with_mutt("The red one.")
    helpdesk.fetch()
    notice = postman.mail_to(AGENT, "The red one.")
    reply = {
        "In_Reply_To": notice.message["Message-ID"],
        "References": notice.message["References"],
    }
    text = f"We send a new one.\n\n> {notice.text[:20]}"
    helpdesk.write(f"Ada Agent <{AGENT}>", f"Re: {subject}", text, **reply)
    helpdesk.fetch()
    postman.mail_to(CUSTOMER, "We send a new one.")
    text = "#close\n\nShe was angry."
    helpdesk.write(f"Ada Agent <{AGENT}>", f"Re: {subject}", text, **reply)
    helpdesk.fetch()
    assert helpdesk.tickets(subject)[0]["closed"]
    assert not [mail for mail in postman.to(CUSTOMER) if "angry" in mail.text]


def test_an_unknown_command_is_answered_and_nothing_is_done(
    helpdesk, customer, postman
):
    subject = "The grinder is loud"
    helpdesk.write(f"Anna Berg <{CUSTOMER}>", subject, "Very loud.")
    helpdesk.fetch()
    (ticket,) = helpdesk.tickets(subject)
    helpdesk.answer(ticket["id"], "Since when?")
    customer.answer_with_s_nail("Since Monday.")
    helpdesk.fetch()
    notice = postman.mail_to(AGENT, "Since Monday.")
    reached = len(postman.to(CUSTOMER))
    reply = {"References": notice.message["References"]}
    helpdesk.write(f"Ada Agent <{AGENT}>", f"Re: {subject}", "#shut\n\nBye.", **reply)
    helpdesk.fetch()
    refusal = postman.mail_to(AGENT, "There is no such command.")
    assert "#assign LOGIN" in refusal.text
    assert refusal.message["Auto-Submitted"] == "auto-replied"
    assert not helpdesk.tickets(subject)[0]["closed"]
    assert len(postman.to(CUSTOMER)) == reached


def test_two_machines_that_answer_each_other_stop(helpdesk, customer, postman):
    """The customer's side answers each mail with a new question, without a mark."""
    limits = {"acknowledgement_minutes": 0, "automatic_per_address": 5}
    helpdesk.change_mailbox(**limits)
    helpdesk.write(MACHINE, "Flood 0", "Hello?")
    answered = 0
    for _round in range(12):
        helpdesk.fetch()
        arrived = len(postman.to(MACHINE))
        for number in range(answered, arrived):
            helpdesk.write(MACHINE, f"Flood {number + 1}", "And?")
        answered = arrived
    assert answered == 5
    (last,) = helpdesk.tickets("Flood 5")
    assert "Limit reached: 5 automatic emails to" in last["automatic_pause"]
