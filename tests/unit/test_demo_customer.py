"""Whom the demo's agent answers: somebody who can read it on the demo's mail server."""

from peers.postman import Postman

from dev.kit.demo_answer import Customer

MAIL = b"""From: %s
To: support@acme.example
Subject: It leaks
Message-ID: <1@customer.example>
%s
What now?
"""


def mail(sender, more=b""):
    return MAIL % (sender, more)


def test_the_customer_is_who_gets_the_answer():
    reply_to = b"Reply-To: office@customer.example\n"
    found = Customer.of([mail(b"Anna <anna@customer.example>", reply_to)])
    assert found == Customer("office@customer.example")


def test_a_sender_who_can_have_no_mailbox_here_is_passed_over():
    raws = [mail(b"<a:b/c@customer.example>"), mail(b"<anna@customer.example>")]
    assert Customer.of(raws) == Customer("anna@customer.example")


def test_without_such_a_sender_there_is_no_customer():
    assert Customer.of([mail(b"<a:b/c@customer.example>")]) is None


def test_a_plus_address_may_have_a_mailbox_of_its_own():
    class Users:
        users = {"anna+shop@customer.example": "", "bob@customer.example": ""}

    with Postman(Users()) as postman:
        mailbox = postman._mailbox
        assert mailbox("Anna+Shop@customer.example") == "anna+shop@customer.example"
        assert mailbox("bob+case@customer.example") == "bob@customer.example"
        assert mailbox("anna@customer.example") == ""
