"""Where answers go, and who is in Cc."""

import pytest

from tools.classification.program_senders import is_program
from tools.mail.address import Address
from tools.mail.machine_addresses import is_everybodys, is_machine
from tools.mail.message import parse
from tools.policy.recipients import answer_address, copied_people, reader_address

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


NO_REPLY = [
    *("noreply", "no-reply", "no_replies", "do.not.reply", "donotreply", "no-answer"),
    *(
        "do-not-respond",
        "support-noreply",
        "noreply-billing",
        "noreply+x",
        "never-reply",
    ),
    *("ne-pas-repondre", "ne_pas_repondre", "nepasrepondre", "ne.pas.repondre"),
    *("keine-antwort", "keine_antwort", "keinantwort", "nicht-antworten"),
    *("bitte.nicht.beantworten", "no-responder", "noresponder", "no_contestar"),
    *("nao-responda", "naoresponder", "non-rispondere", "niet-beantwoorden"),
    *("geen_antwoord", "svara-ej", "svar_ikke", "ala-vastaa", "nie.odpowiadaj"),
    *("neodpovidat", "ne-otvechat", "cevaplama", "ne-valaszoljon", "nu_raspunde"),
    *("nobody", "notifications", "alerts", "cron", "jenkins", "bounces+7=x"),
]


@pytest.mark.parametrize("local_part", NO_REPLY)
def test_who_reads_no_mail_is_a_machine_for_copies_and_for_the_kind(local_part):
    email = f"{local_part}@x.example"
    assert is_machine(email)
    assert is_program(Address("", email))
    assert copied_people(message(Cc=f"{email}, bob@x.example"), OWN) == (
        Address("", "bob@x.example"),
    )


@pytest.mark.parametrize(
    "email", ["mailer-daemon", "mailer-daemon@x.example", "postmaster@x.example"]
)
def test_mail_systems_are_machines(email):
    assert is_machine(email)


@pytest.mark.parametrize(
    "email",
    [
        "anna@x.example",
        "noah@x.example",
        "bo@x.example",
        "anna.jenkins@x.example",
        "jenkins.anna@x.example",
        "a.cron@x.example",
        "norbert.reply@x.example",
        "noel.answer@x.example",
        "support@x.example",
        "",
    ],
)
def test_people_are_no_machines(email):
    assert not is_machine(email)
    assert not is_program(Address("", email))


@pytest.mark.parametrize(
    "email",
    ["bob@gmail.com", "b.o.b@gmail.com", "bob+1@gmail.com", "b.ob+x@googlemail.com"],
)
def test_variants_of_an_address_reach_one_reader(email):
    assert reader_address(email) == "bob@gmail.com"


def test_dots_are_of_the_name_at_other_providers():
    assert reader_address("b.o.b+x@shop.example") == "b.o.b@shop.example"


@pytest.mark.parametrize("local", ["wordpress", "www-data", "webform", "noreply"])
def test_what_many_peoples_mail_comes_from_is_nobodys(local):
    assert is_everybodys(f"{local}@shop.example")


@pytest.mark.parametrize("local", ["ann", "info", "enquiries", "web", "forms.lee"])
def test_what_people_read_is_theirs(local):
    assert not is_everybodys(f"{local}@shop.example")
