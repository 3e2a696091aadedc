"""The kind of a mail, and why."""

import pytest

from tools.classification.classify import KINDS, RULES, classify
from tools.mail.message import parse
from tools.reasons import because


def verdict(raw):
    found = classify(parse(raw), frozenset({"help@desk.example"}))
    return found.kind, found.reason


def report(action):
    return (
        b"Return-Path: <>\nAuto-Submitted: auto-replied\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        b"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
        b"Final-Recipient: rfc822; a@b\n" + action + b"\n--b--\n"
    )


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (b"", "human"),
        (b"no", "human"),
        (b"No (a person wrote this); x=y", "human"),
        (b"(comment) no", "human"),
        (b"auto-replied", "auto_reply"),
        (b"Auto-Replied (vacation)", "auto_reply"),
        (b"auto-replied; owner-email=a@b", "auto_reply"),
        (b"auto-generated", "notification"),
        (b"auto-notified; owner-email=a@b", "notification"),
        (b"x-something", "notification"),
    ],
)
def test_auto_submitted_is_read_as_rfc_3834_says(value, kind):
    assert verdict(b"From: a@b\nAuto-Submitted: " + value + b"\n\nhi")[0] == kind


@pytest.mark.parametrize(
    ("fields", "kind", "action", "status"),
    [
        (b"Action: failed\nStatus: 5.1.1", "bounce", "failed", "5.1.1"),
        (b"Action: delayed\nStatus: 4.4.1", "delayed", "delayed", "4.4.1"),
        (b"Action: delivered", "receipt", "delivered", ""),
        (b"Action: relayed", "receipt", "relayed", ""),
        (b"Action: expanded", "receipt", "expanded", ""),
    ],
)
def test_the_action_of_a_delivery_report_decides(fields, kind, action, status):
    code = "delivery_status" if status else "delivery_report"
    reason = because(code, action=action, status=status)
    assert verdict(report(fields)) == (kind, reason)


def test_a_delivery_report_that_says_nothing_is_a_bounce():
    assert verdict(report(b"")) == ("bounce", because("unreadable_report"))


def test_an_odd_report_from_the_null_path_is_a_bounce():
    raw = b"Return-Path: <>\nContent-Type: multipart/report; boundary=b\n\n--b\n\nno"
    assert verdict(raw) == ("bounce", because("null_path_report"))


def test_a_person_with_an_empty_return_path_is_a_person():
    assert verdict(b"Return-Path: <>\nFrom: a@b\n\nhi")[0] == "human"


@pytest.mark.parametrize(
    ("report_kind", "kind"),
    [
        (b"disposition-notification", "receipt"),
        (b"feedback-report", "feedback_report"),
    ],
)
def test_receipts_and_complaints_are_recognised(report_kind, kind):
    raw = (
        b"Content-Type: multipart/report; boundary=b\n\n"
        b"--b\nContent-Type: message/" + report_kind + b"\n\nX: y\n--b--\n"
    )
    assert verdict(raw)[0] == kind


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        (b"List-Id: <x.y>", because("field", field="List-Id")),
        (b"list-unsubscribe: <mailto:x@y>", because("field", field="List-Unsubscribe")),
        (b"Precedence: Bulk", because("field_value", field="Precedence", value="bulk")),
    ],
)
def test_mail_in_bulk_is_list_mail(field, reason):
    assert verdict(b"From: a@b\n" + field + b"\n\nhi") == ("list", reason)


def test_a_precedence_that_means_nothing_here_is_ignored():
    assert verdict(b"Precedence: first-class\n\nhi")[0] == "human"


def test_a_mail_without_signs_is_from_a_person():
    found = classify(parse(b"From: a@b\n\nhi"))
    assert (found.kind, found.rule, found.hits) == ("human", "no-rule", ())
    assert found.reason == because("no_sign")


def test_all_hits_are_kept_and_the_first_decides():
    found = classify(parse(b"List-Id: <x.y>\nAuto-Submitted: auto-generated\n\nhi"))
    assert found.rule == "auto-generated"
    assert [hit.rule for hit in found.hits] == ["auto-generated", "list-field"]


def test_each_rule_has_its_own_name_and_a_known_kind():
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.kind for rule in RULES} <= set(KINDS)
