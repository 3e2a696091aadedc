"""The receiving server of the tests keeps what a client sent, to the byte."""

import smtplib

import pytest
from peers.smtp_receiver import SmtpReceiver

RAW = b"From: a@x.example\r\nTo: b@y.example\r\nSubject: Hi\r\n\r\n.\r\nBody\r\n"


@pytest.fixture
def receiver():
    with SmtpReceiver() as running:
        yield running


def send(receiver, recipients=("b@y.example",)):
    with smtplib.SMTP(receiver.host, receiver.port, timeout=10) as client:
        client.sendmail("a@x.example", list(recipients), RAW)


def test_a_mail_is_kept_with_its_envelope_and_its_exact_bytes(receiver):
    send(receiver, ["b@y.example", "Hidden@y.example"])
    (kept,) = receiver.wait_for(1)
    assert kept.sender == "a@x.example"
    assert kept.recipients == ("b@y.example", "Hidden@y.example")
    assert kept.raw == RAW
    assert receiver.to("hidden@y.example") == [kept]
    assert kept.text == ".\nBody\n"


def test_it_refuses_in_the_words_it_was_told(receiver):
    receiver.refuse = "550 5.1.1 nobody here"
    with pytest.raises(smtplib.SMTPDataError, match="nobody here"):
        send(receiver)
    assert receiver.deliveries == []
    receiver.clear()
    send(receiver)
    assert len(receiver.deliveries) == 1


def test_waiting_for_mail_that_does_not_come_fails(receiver):
    with pytest.raises(TimeoutError, match="0 mails came, not 1"):
        receiver.wait_for(1, seconds=0.01)
