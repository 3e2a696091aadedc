"""Where answers go, and who is in Cc."""

import pytest

from tools.mail.message import parse
from tools.policy.recipients import answer_address, copied_people, is_machine

OWN = frozenset({"support@acme.example"})


def message(**headers):
    lines = {"From": "Form <form@site.example>", **headers}
    text = "".join(f"{name.replace('_', '-')}: {v}\r\n" for name, v in lines.items())
    return parse(text.encode() + b"\r\n")


def answers_to(reply_to, **headers):
    found = answer_address(message(Reply_To=reply_to, **headers), OWN)
    return found and (found.name, found.email)


@pytest.mark.parametrize(
    "reply_to",
    [
        "",
        "form@site.example",
        "anna@customer.example, FORM@site.example",
        "Support <support@acme.example>",
        "support+7@acme.example",
        "no-reply@site.example",
        "do_not_reply@site.example",
        "MAILER-DAEMON",
    ],
)
def test_answers_go_to_the_sender(reply_to):
    assert answers_to(reply_to) is None


def test_answers_go_to_somebody_else():
    wanted = ("Anna", "anna@customer.example")
    assert answers_to("Anna <Anna@customer.example>") == wanted
    assert answers_to("support@acme.example, Anna <anna@customer.example>") == wanted


def test_the_lists_address_is_no_customers():
    posts = {"List_Post": "<mailto:users@list.example>"}
    assert answers_to("users@list.example", **posts) is None
    by_id = {"List_Id": "<users.list.example>", "To": "users@list.example"}
    assert answers_to("users@list.example", **by_id) is None


def test_the_author_behind_a_list_is():
    found = answers_to(
        "anna@customer.example",
        From="Anna via Users <users@list.example>",
        List_Post="<mailto:users@list.example>",
    )
    assert found == ("", "anna@customer.example")


def test_people_in_cc_without_us_the_sender_and_machines():
    mail = message(
        Cc="Bob <bob@x.example>, support@acme.example, support+7@acme.example, "
        "form@site.example, noreply@x.example, Cee <cee@x.example>, bob@x.example, "
        "nobody without address"
    )
    people = copied_people(mail, OWN)
    assert [(one.name, one.email) for one in people] == [
        ("Bob", "bob@x.example"),
        ("Cee", "cee@x.example"),
    ]


def test_a_mailing_does_not_make_hundreds_of_contacts():
    mail = message(Cc=", ".join(f"p{n}@x.example" for n in range(100)))
    found = copied_people(mail, OWN)
    assert (len(found), found[0].email) == (20, "p0@x.example")


@pytest.mark.parametrize("email", ["anna@x.example", "noah@x.example", "bo@x.example"])
def test_people_are_no_machines(email):
    assert not is_machine(email)
