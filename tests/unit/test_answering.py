import pytest

from tools.mail.message import parse
from tools.policy.no_answer import no_answer_reason


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("X-Auto-Response-Suppress: DR, OOF", "X-Auto-Response-Suppress: DR, OOF"),
        ("X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: All"),
        ("Precedence: Bulk", "Precedence: Bulk"),
        ("Return-Path: <>", "Return-Path: <>"),
        ("List-Unsubscribe: <mailto:u@list.example>", "List-Unsubscribe:"),
        ("X-Auto-Response-Suppress: DR, RN", None),
        ("Precedence: first-class", None),
        ("Return-Path: <anna@customer.example>", None),
    ],
)
def test_fields_that_ask_for_no_automatic_answer(field, reason):
    raw = f"From: anna@customer.example\r\n{field}\r\n\r\nHello".encode()
    assert no_answer_reason(parse(raw)) == reason
