"""Marks before a subject: answers, forwarded mail, and what only looks like one."""

import pytest

from tools.classification.wording import fold
from tools.text.subject_marks import (
    has_forward_mark,
    has_mark,
    without_answer_marks,
)

ANSWERS = (
    *("Re:", "AW:", "Antw:", "SV:", "RIF:", "Odp:", "RES:", "RE :", "Re[2]:"),
    *("回复：", "答复:", "回覆:", "返信:", "Отв:", "Ответ:"),
)
FORWARDS = (
    *("Fw:", "Fwd:", "WG:", "VB:", "RV:", "ENC:", "I:", "PD:", "ILT:", "VL:", "FS:"),
    *("Doorst:", "Továbbítás:", "转发：", "轉寄:", "転送:", "전달:", "ΠΡΘ:", "Пересл:"),
)
EITHER = ("VS:", "TR:", "YNT:", "vs[3]:")


@pytest.mark.parametrize("mark", ANSWERS + EITHER)
def test_the_mark_of_an_answer_is_taken_off(mark):
    assert without_answer_marks(f"{mark} {mark}Order") == "Order"


@pytest.mark.parametrize("subject", ["Ref: Order", "Fwd: Order", "Retour: x", "Re", ""])
def test_what_is_no_mark_of_an_answer_stays(subject):
    assert without_answer_marks(subject) == subject


def test_marks_within_a_subject_stay():
    assert without_answer_marks("Re: Order Re: 17") == "Order Re: 17"


@pytest.mark.parametrize("mark", FORWARDS + EITHER)
def test_the_mark_of_a_forwarded_mail(mark):
    assert has_forward_mark(f" {mark} Order")


@pytest.mark.parametrize("mark", ANSWERS + ("Ref:", "Order:", "Fwd", "ivs:"))
def test_what_is_no_mark_of_a_forwarded_mail(mark):
    assert not has_forward_mark(f"{mark} Order")


@pytest.mark.parametrize("mark", ANSWERS + FORWARDS + EITHER + ("Ref:",))
def test_each_mark_says_that_a_mail_has_one_before_it_also_when_folded(mark):
    assert has_mark(f"{mark} Order")
    assert has_mark(fold(f"{mark} Order"))


@pytest.mark.parametrize("subject", ["Order: 17", "Report: x", "Re", "", "[Re: x] y"])
def test_a_subject_without_a_mark(subject):
    assert not has_mark(subject)
