"""Who wrote a forwarded mail first, by program and language."""

# Mail literals are easier to read on one line.
# ruff: noqa: E501

import pytest

from tools.mail.address import Address
from tools.mail.message import parse
from tools.quotes.forwarded import find_forwarded

JANE = Address("Jane Doe", "jane@customer.example")
FORMS = {
    "gmail": "---------- Forwarded message ---------\nFrom: Jane Doe "
    "<jane@customer.example>\nDate: Tue, 5 Mar 2024 10:12:00 +0100\nSubject: Chair\n"
    "To: <agent@shop.example>\n",
    "gmail bold": "---------- Forwarded message ---------\nVon: *Jane Doe* "
    "<jane@customer.example>\nDate: Tue, 5 Mar 2024 10:12:00 +0100\nSubject: Chair\n",
    "apple": "Begin forwarded message:\n\n> From: Jane Doe <jane@customer.example>\n"
    "> Subject: Chair\n> Date: 5 March 2024 at 10:12:00 CET\n> To: agent@shop.example\n",
    "thunderbird de": "-------- Weitergeleitete Nachricht --------\nBetreff: Chair\n"
    "Datum: Tue, 5 Mar 2024 10:12:00 +0100\nVon: Jane Doe <jane@customer.example>\n"
    "An: agent@shop.example\n",
    "thunderbird fr": "-------- Message transféré --------\nSujet : \tChair\nDate : \tTue, "
    "5 Mar 2024 10:12:00 +0100\nDe : \tJane Doe <jane@customer.example>\nPour : \tme\n",
    "outlook": "________________________________\nFrom: Jane Doe <jane@customer.example>\n"
    "Sent: Tuesday, March 5, 2024 10:12 AM\nTo: Agent\nSubject: Chair\n",
    "outlook mailto": "-----Original Message-----\nFrom: Jane Doe "
    "[mailto:jane@customer.example]\nSent: 5 March 2024 10:12\nTo: A\nSubject: Chair\n",
    "outlook mac": "From: Jane Doe <jane@customer.example<mailto:jane@customer.example>>\n"
    "Date: Tuesday, 5 March 2024 at 10:12\nTo: Agent <a@shop.example>\nSubject: Chair\n",
    "outlook it": "Da: Jane Doe <jane@customer.example>\nInviato: martedì 5 marzo 2024\n"
    "A: Agent\nOggetto: Chair\n",
    "outlook ru": "От: Jane Doe <jane@customer.example>\nОтправлено: 5 марта 2024\n"
    "Кому: Agent\nТема: Chair\n",
    "outlook zh": "发件人: Jane Doe <jane@customer.example>\n发送时间: 2024年3月5日\n"
    "收件人: Agent\n主题: Chair\n",
}


def letter(body, subject="Fwd: Chair", **headers):
    fields = {"From": "agent@shop.example", "Subject": subject, **headers}
    lines = "".join(f"{name.replace('_', '-')}: {v}\n" for name, v in fields.items())
    kind = "Content-Type: text/plain; charset=utf-8\n\n"
    return parse((lines + kind + body).encode())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_first_sender_of_a_forwarded_mail(form):
    found = find_forwarded(letter(f"Please help her.\n\n{form}\nIt is broken.\n"))
    assert (found.sender, found.subject, found.note) == (
        JANE,
        "Chair",
        "Please help her.",
    )


def test_the_date_is_read_where_it_has_the_form_of_mail():
    assert (
        str(find_forwarded(letter(FORMS["gmail"])).date) == "2024-03-05 09:12:00+00:00"
    )
    assert find_forwarded(letter(FORMS["outlook ru"])).date is None


def test_a_mail_attached_whole():
    raw = (
        b"From: agent@shop.example\nSubject: See attached\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease help.\n--b\n"
        b"Content-Type: message/rfc822\n\nFrom: Jane Doe <jane@customer.example>\n"
        b"Subject: =?utf-8?q?St=C3=BChle?=\nDate: Tue, 5 Mar 2024 10:12:00 +0100\n\nHi\n"
        b"--b--\n"
    )
    found = find_forwarded(parse(raw))
    assert (found.sender, found.subject, found.note) == (JANE, "Stühle", "Please help.")


@pytest.mark.parametrize(
    ("body", "subject", "headers"),
    [
        ("Where is my order?", "Fwd: Chair", {}),
        (FORMS["outlook"], "Re: Chair", {"In_Reply_To": "<1@x.example>"}),
        (FORMS["outlook"], "Chair", {}),
        ("----- Forwarded message -----\nFrom: Jane\nSubject: Chair\n", "Fwd: x", {}),
        ("From: Berlin\nTo: Rome\nDate: 5.3.2024\n", "Fwd: trip", {}),
    ],
)
def test_no_forwarded_mail_or_no_address(body, subject, headers):
    assert find_forwarded(letter(body, subject, **headers)) is None
