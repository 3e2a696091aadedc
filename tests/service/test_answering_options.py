"""Each option that is about answers, in a running server."""

import pytest
from kit.rpc import RpcError
from peers.bounces import bounce
from running_odoo import AGENT, ANNA, answer_to, mail

OWN_SERVER = {
    "outgoing_host": "localhost",
    "outgoing_encryption": "ssl_strict",
}


def asked(odoo, subject, **values):
    """(mailbox, first mail, ticket) of a question of Anna's."""
    box = odoo.mailbox(**values)
    first = mail(subject, "It leaks EMU.")
    odoo.receive(box, first)
    (ticket,) = odoo.tickets(subject)
    return box, first, ticket


def acknowledgement(odoo):
    """The template that a new mailbox has."""
    found = odoo.call(
        "fetchmail.server",
        "default_get",
        ["acknowledgement_template_id"],
        context={"default_case_mailbox": True},
    )
    return found["acknowledgement_template_id"]


def test_a_new_ticket_is_acknowledged_once_within_the_minutes(odoo):
    box = odoo.mailbox(acknowledgement_template_id=acknowledgement(odoo))
    who = "Bea <bea@customer.example>"
    odoo.receive(box, mail("First of two", sender=who))
    odoo.sent("bea@customer.example", "First of two")
    odoo.receive(box, mail("Second of two", sender=who))
    odoo.change(box, acknowledgement_minutes=0)
    odoo.receive(box, mail("Third", sender=who))
    odoo.sent("bea@customer.example", "Third")
    assert odoo.sent_now("bea@customer.example", "Second of two") == []


def test_an_answer_comes_from_the_mailbox_and_comes_back_to_the_ticket(odoo):
    box, first, ticket = asked(odoo, "Answer me")
    odoo.answer(ticket["id"], "Use the other one GNU.")
    (sent,) = odoo.sent(ANNA, "GNU")
    (sender,) = sent.message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Agnes Agent", box.address)
    assert sent.message["In-Reply-To"] == first["Message-ID"]
    reply = mail("Re: Answer me", "That works.", **answer_to(sent.message))
    (row,) = odoo.receive(box, reply)
    assert row["ticket_id"][0] == ticket["id"]


@pytest.mark.parametrize("quote", ["none", "last", "all"])
def test_an_answer_quotes_as_much_as_the_mailbox_says(odoo, quote):
    box, first, ticket = asked(odoo, f"Quote {quote}", answer_quote=quote)
    reply = mail(f"Re: Quote {quote}", "Still, IBEX.", **answer_to(first))
    odoo.receive(box, reply)
    odoo.answer(ticket["id"], f"We look, {quote}.")
    (sent,) = odoo.sent(ANNA, f"We look, {quote}.")
    shown = [word for word in ("EMU", "IBEX") if word in sent.text]
    assert shown == {"none": [], "last": ["IBEX"], "all": ["EMU", "IBEX"]}[quote]


def test_an_answer_bears_the_mailbox_s_name_and_number_where_it_says_so(odoo):
    box, _first, ticket = asked(
        odoo, "By name", answer_from="mailbox", subject_tag=True
    )
    odoo.answer(ticket["id"], "By the team.")
    (sent,) = odoo.sent(ANNA, "By the team.")
    assert sent.message["From"].addresses[0].display_name == box.address.split("@")[0]
    assert sent.message["Subject"] == f"Re: By name [{ticket['number']}]"


def test_without_a_frame_the_answer_stands_alone(odoo):
    _box, _first, ticket = asked(odoo, "No frame", response_template_id=False)
    odoo.answer(ticket["id"], "Bare GECKO.")
    assert odoo.sent(ANNA, "Bare GECKO.")


def test_plus_addresses_bring_answers_without_references_home(odoo):
    box, _first, ticket = asked(odoo, "Plus", plus_addressing=True)
    odoo.answer(ticket["id"], "Answer to the plus address.")
    (sent,) = odoo.sent(ANNA, "Answer to the plus address.")
    address = sent.message["Reply-To"].addresses[0].addr_spec
    assert address.startswith(box.address.partition("@")[0] + "+")
    (row,) = odoo.receive(box, mail("Something else", To=address))
    assert row["ticket_id"][0] == ticket["id"]


def test_mail_goes_out_by_the_mailbox_s_own_account(odoo):
    box, _first, ticket = asked(odoo, "Own account")
    odoo.call("fetchmail.server", "action_send_through_account", [box.id])
    odoo.change(box, outgoing_port=odoo.dovecot.submissions, **OWN_SERVER)
    tested = odoo.call("fetchmail.server", "action_test_outgoing", [box.id])
    assert tested["params"]["title"] == "Sending works"
    odoo.answer(ticket["id"], "By our own account OKAPI.")
    (sent,) = odoo.sent(ANNA, "OKAPI")
    assert "with ESMTPSA" in str(sent.message["Received"])
    odoo.call("fetchmail.server", "action_send_by_odoo", [box.id])
    odoo.answer(ticket["id"], "By Odoo again LYNX.")
    (sent,) = odoo.sent(ANNA, "LYNX")
    assert "with ESMTPSA" not in str(sent.message["Received"])


def test_a_closed_port_of_the_own_account_is_said(odoo):
    box = odoo.mailbox()
    odoo.call("fetchmail.server", "action_send_through_account", [box.id])
    odoo.change(box, outgoing_port=9, **OWN_SERVER)
    with pytest.raises(RpcError, match="does not answer on port 9"):
        odoo.call("fetchmail.server", "action_test_outgoing", [box.id])


def test_followers_outside_get_what_customers_write_where_the_mailbox_says_so(odoo):
    box = odoo.mailbox(cc_follow=True, answer_quote="none")
    carl = "carl@copied.example"
    first = mail("Relay", "It leaks.", Cc=f"Carl <{carl}>")
    odoo.receive(box, first)
    odoo.receive(box, mail("Re: Relay", "For you only, NUMBAT.", **answer_to(first)))
    odoo.change(box, relay_messages=True)
    odoo.receive(box, mail("Pay here", "For all, OCELOT.", **answer_to(first)))
    (sent,) = odoo.sent(carl, "OCELOT")
    (sender,) = sent.message["From"].addresses
    assert sender.display_name == f"Anna Berg via {box.address.partition('@')[0]}"
    assert sent.message["Subject"] == "Re: Relay"
    assert odoo.sent_now(carl, "NUMBAT") == []


def test_an_agent_answers_a_notification_by_mail(odoo):
    box, first, ticket = asked(odoo, "By mail", case_user_id=odoo.agent_id)
    reply = mail("Re: By mail", "Hurry, OTTER.", **answer_to(first))
    odoo.receive(box, reply)
    notice = odoo.sent(AGENT, "OTTER")[-1]
    answer = mail(
        "Re: By mail",
        "We hurry, PUMA.",
        sender=f"Agnes Agent <{AGENT}>",
        **answer_to(notice.message),
    )
    (row,) = odoo.receive(box, answer)
    assert row["ticket_id"][0] == ticket["id"]
    assert odoo.sent(ANNA, "PUMA")


def test_an_agent_closes_a_ticket_by_a_command_unless_they_are_off(odoo):
    box, first, ticket = asked(odoo, "Command", case_user_id=odoo.agent_id)
    odoo.receive(box, mail("Re: Command", "Hm, QUOLL.", **answer_to(first)))
    notice = odoo.sent(AGENT, "QUOLL")[-1]
    by_agent = {"sender": f"Agnes Agent <{AGENT}>", **answer_to(notice.message)}
    odoo.change(box, agent_commands=False)
    odoo.receive(box, mail("Re: Command", "#close\n\nNot yet RHEA.", **by_agent))
    assert not odoo.tickets("Command")[0]["closed"]
    odoo.change(box, agent_commands=True)
    odoo.receive(box, mail("Re: Command", "#close\n\nDone SAIGA.", **by_agent))
    assert odoo.tickets("Command")[0]["closed"]
    odoo.run_queue()
    assert odoo.sent_now(ANNA, "RHEA") == odoo.sent_now(ANNA, "SAIGA") == []


def test_an_agent_who_is_not_proven_is_held_where_the_mailbox_asks_for_it(odoo):
    box, first, ticket = asked(odoo, "Proof", case_user_id=odoo.agent_id)
    odoo.receive(box, mail("Re: Proof", "Hm, TAPIR.", **answer_to(first)))
    notice = odoo.sent(AGENT, "TAPIR")[-1]
    odoo.change(box, agent_dmarc=True, authserv_id="mx.acme.example")
    by_agent = {"sender": f"Agnes Agent <{AGENT}>", **answer_to(notice.message)}
    (row,) = odoo.receive(box, mail("Re: Proof", "No proof UAKARI.", **by_agent))
    assert row["state"] == "held"
    odoo.run_queue()
    assert odoo.sent_now(ANNA, "UAKARI") == []


def test_what_customers_hold_does_nothing_in_an_agents_name(odoo):
    box, first, ticket = asked(odoo, "Forged", case_user_id=odoo.agent_id)
    odoo.receive(box, mail("Re: Forged", "Hm, VICUNA.", **answer_to(first)))
    notice = odoo.sent(AGENT, "VICUNA")[-1]
    by_agent = {"sender": f"Agnes Agent <{AGENT}>"}
    answer = mail(
        "Re: Forged", "We look, WOMBAT.", **by_agent, **answer_to(notice.message)
    )
    odoo.receive(box, answer)
    seen = odoo.sent(ANNA, "WOMBAT")[-1]
    forged = mail(
        "Re: Forged", "#close\n\nXERUS", **by_agent, **answer_to(seen.message)
    )
    (row,) = odoo.receive(box, forged)
    assert row["state"] == "held"
    assert not odoo.tickets("Forged")[0]["closed"]
    odoo.call("fetchmail.message", "action_accept_agent", [row["id"]])
    assert odoo.tickets("Forged")[0]["closed"]


def test_automatic_mail_stops_at_the_limit_for_an_address(odoo):
    box = odoo.mailbox(
        acknowledgement_template_id=acknowledgement(odoo),
        acknowledgement_minutes=0,
        automatic_per_address=2,
    )
    who = "Loop <loop@customer.example>"
    for number in range(4):
        odoo.receive(box, mail(f"Loop {number}", sender=who))
    odoo.sent("loop@customer.example", "Loop", count=2)
    odoo.run_queue()
    assert len(odoo.sink.to("loop@customer.example")) == 2


def test_a_bounce_is_noted_on_the_ticket_and_makes_none(odoo):
    box, _first, ticket = asked(odoo, "It bounces")
    odoo.answer(ticket["id"], "It is on its way VOLE.")
    (sent,) = odoo.sent(ANNA, "VOLE")
    odoo.dovecot.deliver(box.address, bounce(sent.raw, ANNA))

    def noted():
        """the bounce on the ticket"""
        odoo.fetch(box)
        named = [("id", "=", ticket["id"])]
        (found,) = odoo.find("helpdesk.ticket", named, "undelivered_note")
        return "mailbox full" in (found["undelivered_note"] or "").lower()

    odoo.wait(noted)
    assert len(odoo.tickets("It bounces")) == 1
