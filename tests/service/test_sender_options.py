"""Each option that is about senders, in a running server."""

import re

import pytest
from running_odoo import ANNA, answer_to, mail

HELD = ("held", "human")


def stranger(number):
    return f"Eve {number} <eve{number}@stranger.example>"


def state(odoo, box, message):
    (row,) = odoo.receive(box, message)
    return row["state"], row["kind"]


def test_confirmation_holds_asks_and_releases(odoo):
    box = odoo.mailbox(confirm_senders=True, create_contact=True)
    assert state(odoo, box, mail("Confirm me", sender=stranger(1))) == HELD
    (asked,) = odoo.sent("eve1@stranger.example", "Please confirm your message")
    url = re.search(r"https?://\S+/helpdesk_mailbox/confirm\S+", asked.text)[0]
    page = odoo.page(url)
    assert page.status_code == 200
    assert not odoo.tickets("Confirm me")
    assert "Thank you" in odoo.press(page).text
    (ticket,) = odoo.wait(lambda: odoo.tickets("Confirm me"))
    assert ticket["partner_id"][1] == "Eve 1"
    assert "Already confirmed" in odoo.page(url).text
    # A contact by now: not asked again.
    assert state(odoo, box, mail("Known now", sender=stranger(1)))[0] == "done"


def test_a_wrong_confirmation_link_is_answered_on_a_page(odoo):
    page = odoo.page(f"{odoo.server.url}/helpdesk_mailbox/confirm?token=wrong")
    assert page.status_code == 404


@pytest.mark.parametrize("button", ["action_release", "action_accept_sender"])
def test_what_is_held_is_released_by_a_person(odoo, button):
    box = odoo.mailbox(sender_filter="contacts", sender_filter_action="hold")
    subject = f"Held for {button}"
    (row,) = odoo.receive(box, mail(subject, sender=stranger(button)))
    assert row["state"] == "held"
    odoo.call("fetchmail.message", button, [row["id"]])
    assert len(odoo.tickets(subject)) == 1
    again = state(odoo, box, mail(f"{subject} 2", sender=stranger(button)))
    assert again[0] == ("done" if button == "action_accept_sender" else "held")


@pytest.mark.parametrize("button", ["action_reject", "action_reject_sender"])
def test_what_is_held_is_rejected_by_a_person(odoo, button):
    box = odoo.mailbox(sender_filter="contacts", sender_filter_action="hold")
    (row,) = odoo.receive(box, mail(f"For {button}", sender=stranger(button)))
    odoo.call("fetchmail.message", button, [row["id"]])
    (row,) = odoo.rows(box)
    assert row["state"] == "ignored"
    again = state(odoo, box, mail("Again", sender=stranger(button)))
    assert again[0] == ("ignored" if button == "action_reject_sender" else "held")


def test_who_is_no_contact_is_refused_once_a_day(odoo):
    box = odoo.mailbox(sender_filter="contacts", sender_filter_action="refuse")
    assert state(odoo, box, mail("Refuse me", sender=stranger(5)))[0] == "ignored"
    (told,) = odoo.sent("eve5@stranger.example", "registered customers only")
    assert told.message["Auto-Submitted"] == "auto-replied"
    assert state(odoo, box, mail("Refuse me 2", sender=stranger(5)))[0] == "ignored"
    odoo.run_queue()
    assert len(odoo.sent_now("eve5@stranger.example", "registered")) == 1
    assert state(odoo, box, mail("From Anna"))[0] == "done"


def test_who_is_no_contact_is_ignored(odoo):
    box = odoo.mailbox(sender_filter="contacts", sender_filter_action="ignore")
    assert state(odoo, box, mail("Ignore me", sender=stranger(6)))[0] == "ignored"
    odoo.run_queue()
    assert odoo.sink.to("eve6@stranger.example") == []


def test_a_mailbox_without_new_tickets_takes_answers_only(odoo):
    box = odoo.mailbox()
    first = mail("Only answers")
    odoo.receive(box, first)
    odoo.change(box, allow_new_cases=False)
    assert state(odoo, box, mail("A new one")) == HELD
    reply = mail("Re: Only answers", "An answer", **answer_to(first))
    assert state(odoo, box, reply)[0] == "done"
    odoo.change(box, no_new_case_action="refuse")
    other = mail("Another new one", sender=stranger(7))
    assert state(odoo, box, other)[0] == "ignored"
    odoo.sent("eve7@stranger.example", box.address.partition("@")[0])


def test_denied_and_allowed_senders(odoo):
    box = odoo.mailbox(sender_filter="contacts")
    entries = [
        {"pattern": "denied.example", "kind": "deny", "server_id": box.id},
        {"pattern": "friend@allowed.example", "kind": "allow", "server_id": box.id},
    ]
    odoo.call("fetchmail.sender", "create", entries)
    denied = mail("Denied", sender="x@mail.denied.example")
    assert state(odoo, box, denied)[0] == "ignored"
    allowed = mail("Allowed", sender="friend@allowed.example")
    assert state(odoo, box, allowed)[0] == "done"


def test_the_trusted_server_tells_forged_senders(odoo):
    box = odoo.mailbox(confirm_senders=True, authserv_id="mx.acme.example")
    verdict = "mx.acme.example; dmarc=fail header.from=stranger.example"
    forged = mail("Forged", sender=stranger(8), Authentication_Results=verdict)
    (row,) = odoo.receive(box, forged)
    assert row["state"] == "held"
    assert "mx.acme.example found that the address may be forged" in row["reason"]
    odoo.run_queue()
    assert odoo.sink.to("eve8@stranger.example") == []


def test_a_stranger_who_names_a_ticket_is_held_or_gets_an_own_one(odoo):
    box = odoo.mailbox(wrong_sender_policy="hold")
    first = mail("Anna's own")
    odoo.receive(box, first)
    (ticket,) = odoo.tickets("Anna's own")
    reply = mail("Re: Anna's own", sender=stranger(9), **answer_to(first))
    (row,) = odoo.receive(box, reply)
    assert (row["state"], row["named_ticket_id"][0]) == ("held", ticket["id"])
    odoo.call("fetchmail.message", "action_release_to_named_case", [row["id"]])
    assert odoo.rows(box)[-1]["ticket_id"][0] == ticket["id"]
    odoo.change(box, wrong_sender_policy="own")
    reply = mail("Re: Anna's own 2", sender=stranger(10), **answer_to(first))
    (row,) = odoo.receive(box, reply)
    assert row["ticket_id"][0] != ticket["id"]


def test_colleagues_answer_where_the_mailbox_lets_them(odoo):
    box = odoo.mailbox()
    (company,) = odoo.call("res.partner", "create", [{"name": "Globex"}])
    people = [
        {"name": n, "email": f"{n}@globex.example", "parent_id": company}
        for n in ("hank", "homer")
    ]
    odoo.call("res.partner", "create", people)
    first = mail("Of Globex", sender="hank@globex.example")
    odoo.receive(box, first)
    (ticket,) = odoo.tickets("Of Globex")
    by_homer = {"sender": "homer@globex.example", **answer_to(first)}
    (row,) = odoo.receive(box, mail("Re: Of Globex", **by_homer))
    assert row["ticket_id"][0] != ticket["id"]
    odoo.change(box, join_by_company=True)
    (row,) = odoo.receive(box, mail("Re: Of Globex again", **by_homer))
    assert row["ticket_id"][0] == ticket["id"]


def test_a_closed_ticket_is_reopened_or_followed_by_a_new_one(odoo):
    box = odoo.mailbox()
    first = mail("Closed once")
    odoo.receive(box, first)
    (ticket,) = odoo.tickets("Closed once")
    (done,) = odoo.call(
        "helpdesk.ticket.stage", "search", [("closed", "=", True)], limit=1
    )

    def close():
        odoo.call("helpdesk.ticket", "write", [ticket["id"]], {"stage_id": done})

    close()
    odoo.receive(box, mail("Re: Closed once", "Not yet", **answer_to(first)))
    assert not odoo.tickets("Closed once")[0]["closed"]
    close()
    odoo.change(box, closed_case_policy="new", closed_case_days=0)
    (row,) = odoo.receive(box, mail("Re: Closed once", "Now", **answer_to(first)))
    assert row["ticket_id"][0] != ticket["id"]


def test_everybody_in_cc_follows_where_the_mailbox_says_so(odoo):
    box = odoo.mailbox(cc_follow=True)
    copied = mail("With a copy", Cc="Carl <carl@copied.example>")
    odoo.receive(box, copied)
    (ticket,) = odoo.tickets("With a copy")
    names = odoo.find(
        "mail.followers",
        [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket["id"])],
        "email",
    )
    assert "carl@copied.example" in [f["email"] for f in names]


def test_notifications_are_ignored_or_taken(odoo):
    box = odoo.mailbox()
    values = {"sender": "noreply@shop.example", "Auto_Submitted": "auto-generated"}
    assert state(odoo, box, mail("A note", **values)) == ("ignored", "notification")
    odoo.change(box, accept_notifications=True)
    assert state(odoo, box, mail("A note 2", **values)) == ("done", "notification")


def test_a_rule_sets_the_team_and_another_one_holds(odoo):
    (team,) = odoo.call("helpdesk.ticket.team", "create", [{"name": "Invoices"}])
    box = odoo.mailbox()

    def rule(word, **values):
        condition = {"part": "subject", "operator": "contains", "value": word}
        values = {"name": word, "server_id": box.id, **values}
        values["condition_ids"] = [(0, 0, condition)]
        odoo.call("fetchmail.rule", "create", [values])

    rule("invoice", team_id=team, priority="3")
    rule("lottery", outcome="hold")
    rule("newsletter", outcome="ignore")
    assert state(odoo, box, mail("My invoice"))[0] == "done"
    (ticket,) = odoo.tickets("My invoice")
    assert (ticket["team_id"][0], ticket["priority"]) == (team, "3")
    assert state(odoo, box, mail("You won the lottery"))[0] == "held"
    assert state(odoo, box, mail("Our newsletter"))[0] == "ignored"


def test_an_unknown_person_becomes_a_contact_where_the_mailbox_says_so(odoo):
    box = odoo.mailbox()
    for number, makes in ((20, False), (21, True)):
        odoo.change(box, create_contact=makes)
        odoo.receive(box, mail(f"Contact {number}", sender=stranger(number)))
        (ticket,) = odoo.tickets(f"Contact {number}")
        assert bool(ticket["partner_id"]) == makes
        assert ticket["partner_email"] == f"eve{number}@stranger.example"


def test_mail_of_a_known_contact_belongs_to_that_contact(odoo):
    box = odoo.mailbox()
    odoo.receive(box, mail("Known"))
    (ticket,) = odoo.tickets("Known")
    assert ticket["partner_email"] == ANNA
    assert ticket["partner_id"][1] == "Anna Berg"
