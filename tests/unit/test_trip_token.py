"""The token of a test message, as a mail brings it back."""

from peers.mails import mail

from tools.mail import parse
from tools.matching import TRIP_FIELD, marked_subject, trip_token

TOKEN = "0123456789abcdef" * 2
OTHER = "f" * 32


def token_of(**headers):
    return trip_token(parse(mail(**headers)))


def test_it_is_in_the_header_field():
    assert token_of(**{TRIP_FIELD.replace("-", "_"): TOKEN}) == TOKEN


def test_it_is_in_the_subject_where_a_server_took_the_field_off():
    assert token_of(Subject=marked_subject("Re: Test", TOKEN)) == TOKEN


def test_a_damaged_field_does_not_hide_the_subject():
    headers = {TRIP_FIELD.replace("-", "_"): "x", "Subject": f"[{TOKEN}]"}
    assert token_of(**headers) == TOKEN


def test_the_field_comes_before_the_subject():
    headers = {TRIP_FIELD.replace("-", "_"): TOKEN, "Subject": f"[{OTHER}]"}
    assert token_of(**headers) == TOKEN


def test_a_mail_of_a_customer_has_none():
    assert token_of(Subject=f"Order {TOKEN}") is None
