"""Attacks by mail on a running server: who may do what, and what leaves (law 12)."""

from dataclasses import dataclass

import pytest
from kit.rpc import RpcError
from peers.smtp_receiver import Delivery
from running_odoo import AGENT, AGENT_PASSWORD, ANNA, Mailbox, answer_to, mail

AGNES = f"Agnes Agent <{AGENT}>"
EVE = "eve@evil.example"
BOB = "bob@acme.example"
BOB_PASSWORD = "the colleague's password"


@dataclass
class Talk:
    """A ticket of Anna's: its mailbox, its id, and the newest mail that each side got
    about it."""

    mailbox: Mailbox
    subject: str
    ticket: int
    to_agent: Delivery
    to_anna: Delivery


@pytest.fixture(scope="module")
def bob(odoo):
    """The id of a second agent of the team."""
    values = {
        "name": "Bob Colleague",
        "login": BOB,
        "email": BOB,
        "password": BOB_PASSWORD,
        "group_ids": [(4, odoo.xmlid("helpdesk_mgmt.group_helpdesk_user"))],
        "notification_type": "email",
    }
    (number,) = odoo.call("res.users", "create", [values])
    team = [(4, number)]
    odoo.call("helpdesk.ticket.team", "write", [odoo.team], {"user_ids": team})
    return number


def talk(odoo, subject, **values):
    """A `Talk`: Anna asked and asked again, and Agnes answered her."""
    box = odoo.mailbox(case_user_id=odoo.agent_id, **values)
    first = mail(subject, "It leaks.")
    odoo.receive(box, first)
    odoo.receive(box, mail(f"Re: {subject}", f"Hurry {subject}.", **answer_to(first)))
    (ticket,) = odoo.tickets(subject)
    odoo.answer(ticket["id"], f"We hurry {subject}.")
    return Talk(
        box,
        subject,
        ticket["id"],
        odoo.sent(AGENT, f"Hurry {subject}.")[-1],
        odoo.sent(ANNA, f"We hurry {subject}.")[-1],
    )


def reply(odoo, about, text, to, sender=AGNES, **more):
    """The row of a mail to the ticket that answers the mail `to`."""
    more = {"sender": sender, **answer_to(to.message), **more}
    (row,) = odoo.receive(about.mailbox, mail(f"Re: {about.subject}", text, **more))
    return row


def went_to(odoo, address, words, seen_by):
    """The mails to `address` with `words`, once the address `seen_by` got what was
    sent after them."""
    address_of_last, last = seen_by
    odoo.sent(address_of_last, last)
    return odoo.sent_now(address, words)


def followers(odoo, ticket):
    """The addresses of a ticket's followers."""
    (found,) = odoo.find(
        "helpdesk.ticket", [("id", "=", ticket)], "message_partner_ids"
    )
    people = [("id", "in", found["message_partner_ids"])]
    return {p["email"] for p in odoo.find("res.partner", people, "email")}


def is_closed(odoo, about):
    """Whether the ticket is closed."""
    return odoo.tickets(about.subject)[0]["closed"]


def test_an_agent_s_note_by_mail_stays_inside(odoo):
    about = talk(odoo, "Note")
    reply(odoo, about, "#note\nHe never pays BINTURONG.", about.to_agent)
    odoo.answer(about.ticket, "After the note.")
    last = (ANNA, "After the note.")
    assert went_to(odoo, ANNA, "BINTURONG", last) == []


def test_an_answer_to_a_colleague_s_note_stays_inside(odoo, bob):
    about = talk(odoo, "Colleague")
    partner = odoo.find("res.users", [("id", "=", odoo.agent_id)], "partner_id")
    odoo.sign_in(BOB, BOB_PASSWORD).call(
        "helpdesk.ticket",
        "message_post",
        [about.ticket],
        body="Does he pay?",
        message_type="comment",
        subtype_xmlid="mail.mt_note",
        partner_ids=[partner[0]["partner_id"][0]],
    )
    note = odoo.sent(AGENT, "Does he pay?")[-1]
    reply(odoo, about, "Never, CARACAL.", note)
    odoo.answer(about.ticket, "After the colleague.")
    last = (ANNA, "After the colleague.")
    assert went_to(odoo, ANNA, "CARACAL", last) == []


def test_a_mention_in_a_note_is_not_mailed_to_a_customer(odoo):
    about = talk(odoo, "Mention")
    (anna,) = odoo.find("res.partner", [("email", "=", ANNA)], "name")
    odoo.sign_in(AGENT, AGENT_PASSWORD).call(
        "helpdesk.ticket",
        "message_post",
        [about.ticket],
        body="She never pays AARDWOLF.",
        message_type="comment",
        subtype_xmlid="mail.mt_note",
        partner_ids=[anna["id"]],
    )
    odoo.answer(about.ticket, "After the mention.")
    last = (ANNA, "After the mention.")
    assert went_to(odoo, ANNA, "AARDWOLF", last) == []


@pytest.mark.parametrize("text", ["#close\nWe refund all KAKAPO.", "We refund KAKAPO."])
def test_a_customer_s_mail_proves_no_agent(odoo, text):
    about = talk(odoo, f"Forged {len(text)}")
    row = reply(odoo, about, text, about.to_anna)
    assert (row["state"], row["ticket_id"]) == ("held", False)
    assert "says that it is from Agnes Agent" in row["reason"]
    assert not is_closed(odoo, about)
    odoo.answer(about.ticket, f"After {text[:6]}.")
    last = (ANNA, f"After {text[:6]}.")
    assert went_to(odoo, ANNA, "KAKAPO", last) == []


def test_the_token_of_one_agent_is_none_for_another(odoo, bob):
    about = talk(odoo, "Wrong agent")
    row = reply(odoo, about, "#close", about.to_agent, sender=f"Bob <{BOB}>")
    assert row["state"] == "held"
    assert not is_closed(odoo, about)


def test_an_agent_s_own_notice_proves_the_agent(odoo):
    about = talk(odoo, "Genuine")
    row = reply(odoo, about, "We send a new one SERVAL.", about.to_agent)
    assert row["state"] == "done"
    assert odoo.sent(ANNA, "SERVAL")
    assert reply(odoo, about, "#close", about.to_agent)["state"] == "done"
    assert is_closed(odoo, about)


def test_what_a_customer_gets_holds_no_token_of_an_agent(odoo):
    about = talk(odoo, "Tokens")
    tokens = set(str(about.to_agent.message["References"]).split())
    given = about.to_anna.raw.decode("ascii", "replace")
    proving = {token for token in tokens if "case-" in token}
    assert proving and not [token for token in proving if token in given]


def test_a_number_and_a_forged_sender_add_nobody_and_open_nothing(odoo):
    about = talk(odoo, "Number")
    assert reply(odoo, about, "#close", about.to_agent)["state"] == "done"
    (ticket,) = odoo.tickets("Number")
    subject = f"[{ticket['number']}] Number"
    for sender in (AGNES, f"Anna Berg <{ANNA}>"):
        odoo.receive(about.mailbox, mail(subject, "Look.", sender=sender, Cc=EVE))
        assert EVE not in followers(odoo, about.ticket)
    forged = mail(subject, "Look.", sender=f"Eve <{EVE}>")
    odoo.receive(about.mailbox, forged)
    odoo.answer(about.ticket, "For Anna only.")
    assert went_to(odoo, EVE, "For Anna only.", (ANNA, "For Anna only.")) == []


@pytest.mark.parametrize(
    "sender",
    [
        "Agnes Agent",
        f"=?utf-8?q?=22{AGENT.replace('@', '=40')}=22?= <{EVE}>",
        f'"{AGENT}" <{EVE}>',
        f"<{AGENT},{EVE}>",
        f"{AGENT}, {EVE}",
        f"Team: {AGENT};",
        f"{EVE} ({AGENT})",
    ],
)
def test_only_one_plain_address_in_from_is_an_identity(odoo, sender):
    about = talk(odoo, f"Identity {abs(hash(sender)) % 10**6}")
    built = mail(f"Re: {about.subject}", "#close", **answer_to(about.to_agent.message))
    raw = built.as_bytes().split(b"\n")
    raw = [
        b"From: " + sender.encode() if line.lower().startswith(b"from:") else line
        for line in raw
    ]
    raw[1:1] = [b"Reply-To: " + AGENT.encode(), b"Sender: " + AGENT.encode()]
    raw[1:1] = [b"To: " + about.mailbox.address.encode()]
    odoo.dovecot.deliver(about.mailbox.address, b"\n".join(raw))
    odoo.settled(about.mailbox, built["Message-ID"])
    assert not is_closed(odoo, about)
    names = odoo.history(about.ticket)[-1]["author_id"] or [0, ""]
    assert "Agnes" not in names[1] or "#close" not in str(odoo.history(about.ticket))


def test_only_the_topmost_word_of_the_named_server_counts(odoo):
    about = talk(odoo, "Verdict", authserv_id="mx.acme.example")
    own = "mx.acme.example; dmarc=fail header.from=acme.example"
    lower = "mx.acme.example; dmarc=pass header.from=acme.example"
    built = mail(
        f"Re: {about.subject}", "#close", sender=AGNES, To=about.mailbox.address
    )
    for name, value in answer_to(about.to_anna.message).items():
        built[name.replace("_", "-")] = value
    trace = f"Authentication-Results: {own}\nAuthentication-Results: {lower}\n"
    odoo.dovecot.deliver(about.mailbox.address, trace.encode() + built.as_bytes())
    row = odoo.settled(about.mailbox, built["Message-ID"])
    assert row["state"] == "held"
    assert not is_closed(odoo, about)


def test_an_acknowledgement_goes_to_nobody_whom_a_stranger_names(odoo):
    found = odoo.call(
        "fetchmail.server",
        "default_get",
        ["acknowledgement_template_id"],
        context={"default_case_mailbox": True},
    )
    box = odoo.mailbox(**found)
    victim = "victim@elsewhere.example"
    relay = mail("Buy at evil.example", "Hm.", sender=f"Eve <{EVE}>", Reply_To=victim)
    odoo.receive(box, relay)
    odoo.receive(box, mail("Call 0900 123456 now", "Hm.", sender=f"Eve <{EVE}>"))
    (sent,) = odoo.sent(EVE, "received")
    assert "123456" not in sent.text + str(sent.message["Subject"])
    assert odoo.sent_now(victim, "") == []


def test_another_model_s_template_is_not_mailed(odoo):
    model = odoo.call("ir.model", "search", [("model", "=", "res.partner")])
    values = {"name": "Partner", "model_id": model[0], "body_html": "<p>Secret</p>"}
    (template,) = odoo.call("mail.template", "create", [values])
    box = odoo.mailbox()
    for name in (
        "acknowledgement",
        "response",
        "refusal",
        "no_new_case",
        "confirmation",
    ):
        with pytest.raises(RpcError, match="template"):
            odoo.change(box, **{f"{name}_template_id": template})


@pytest.mark.parametrize(
    "first", [f"#note {'he never pays ' * 9}", "#note:", "# note", "＃note", "*#note*"]
)
def test_what_is_nearly_a_note_stays_inside(odoo, first):
    about = talk(odoo, f"Nearly {len(first)}{ord(first[0])}{ord(first[-1])}")
    reply(odoo, about, f"{first}\nHe has no money PANGOLIN.", about.to_agent)
    odoo.answer(about.ticket, f"After {about.subject}.")
    last = (ANNA, f"After {about.subject}.")
    assert went_to(odoo, ANNA, "PANGOLIN", last) == []


@pytest.mark.parametrize("address", ["", BOB])
def test_nobody_writes_in_the_mailbox_s_own_name_or_a_colleague_s(odoo, bob, address):
    about = talk(odoo, f"Own name {len(address)}")
    sender = f"Agnes Agent <{address or about.mailbox.address}>"
    reply(odoo, about, "Pay Eve TUATARA.", about.to_anna, sender=sender)
    odoo.answer(about.ticket, f"After {about.subject}.")
    last = (ANNA, f"After {about.subject}.")
    assert went_to(odoo, ANNA, "TUATARA", last) == []
    assert "TUATARA" not in str(odoo.history(about.ticket))


def test_a_stranger_s_words_are_not_sent_on_to_whom_the_stranger_names(odoo):
    cora = "cora@other.example"
    odoo.call("res.partner", "create", [{"name": "Cora", "email": cora}])
    box = odoo.mailbox(case_user_id=odoo.agent_id, answer_quote="none")
    eve = {"sender": f"Eve <{EVE}>"}
    first = mail("Offer", "Hm.", Cc=cora, **eve)
    odoo.receive(box, first)
    eve["sender"] = f"Agnes Agent <{EVE}>"
    second = mail("Re: Your invoice", "Pay DUGONG.", **eve, **answer_to(first))
    odoo.receive(box, second)
    odoo.sent(AGENT, "DUGONG")
    (ticket,) = odoo.tickets("Offer")
    odoo.answer(ticket["id"], "We do not pay.")
    assert went_to(odoo, cora, "DUGONG", (EVE, "We do not pay.")) == []
