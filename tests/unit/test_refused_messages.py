"""Who is to blame where a server lists messages but does not hand them out."""

from datetime import timedelta

import pytest

from tools.errors import RetryLater
from tools.policy import Judgement, Refusal, judge

WORDS = "NO System I/O error"
LATER = "NO [UNAVAILABLE] being checked"
AMONG_OTHERS = Refusal(WORDS, 1, True)
FOR_GOOD = RetryLater("messages_refused", WORDS)
FOR_NOW = RetryLater("server_busy", LATER)


def refusing(*keys, why=FOR_GOOD):
    return dict.fromkeys(keys, why)


def sessions(count, refused, waiting=None, beside_others=False):
    """The judgement of each of so many sessions."""
    found = []
    for _session in range(count):
        found.append(judge(waiting or {}, refused, beside_others))
        waiting = found[-1].waiting
    return found


def test_a_refusal_of_everything_is_the_mailboxs_and_is_held_against_no_message():
    before = {"a": AMONG_OTHERS}
    found = judge(before, refusing("a", "b", "c"), beside_others=False)
    assert found == Judgement(before, {}, FOR_GOOD)


def test_what_passes_is_told_of_a_mailbox_before_what_does_not():
    refused = refusing("a") | refusing("b", why=FOR_NOW)
    assert judge({}, refused, beside_others=False).trouble is FOR_NOW


def test_a_message_refused_among_others_is_asked_for_again():
    found = judge({}, refusing("a"), beside_others=True)
    assert found == Judgement({"a": AMONG_OTHERS}, {})


@pytest.mark.parametrize("beside_others", [True, False])
def test_refused_again_in_a_later_session_it_is_put_aside(beside_others):
    again = RetryLater("messages_refused", "NO again")
    found = judge({"a": AMONG_OTHERS}, {"a": again}, beside_others)
    assert found == Judgement({}, {"a": Refusal("NO again", 2, True)})


def test_the_only_message_there_ever_was_is_put_aside_after_five_sessions():
    found = sessions(5, refusing("a"))
    assert [one.trouble for one in found] == [FOR_GOOD] * 4 + [None]
    assert found[-1].proven == {"a": Refusal(WORDS, 5, False)}


def test_one_that_was_alone_is_put_aside_as_soon_as_others_are_handed_out():
    alone = judge({}, refusing("a"), beside_others=False).waiting
    found = judge(alone, refusing("a"), beside_others=True)
    assert set(found.proven) == {"a"}


def test_several_that_others_came_beside_once_are_put_aside_after_five_sessions():
    """No new mail comes, so that nothing shows whether the mailbox works."""
    before = judge({}, refusing("a", "b"), beside_others=True).waiting
    found = sessions(4, refusing("a", "b"), before)
    assert [one.trouble for one in found] == [None] * 4
    assert [len(one.proven) for one in found] == [0, 0, 0, 2]


def test_one_that_will_pass_is_put_aside_after_fifty_sessions():
    before = judge({}, refusing("a", why=FOR_NOW), beside_others=True).waiting
    assert before == {"a": Refusal(LATER, 1, True, True)}
    found = sessions(49, refusing("a", why=FOR_NOW), before)
    assert [one.trouble for one in found] == [None] * 49
    assert [len(one.proven) for one in found] == [0] * 48 + [1]


def test_the_only_message_is_the_mailboxs_trouble_for_as_many_sessions():
    found = sessions(50, refusing("a", why=FOR_NOW))
    assert [one.trouble for one in found] == [FOR_NOW] * 49 + [None]
    assert found[-1].proven == {"a": Refusal(LATER, 50, False, True)}


def test_a_pause_that_is_asked_for_is_held_against_no_message():
    pause = RetryLater("server_busy", LATER, pause=timedelta(minutes=5))
    found = judge({}, {"a": pause}, beside_others=False)
    assert found == Judgement({}, {}, pause)
    known = {"a": AMONG_OTHERS}
    found = judge(known, {"a": pause}, beside_others=False)
    assert found == Judgement({"a": Refusal(LATER, 2, True, True)})


def test_a_session_without_refusals_changes_nothing():
    assert judge({"a": AMONG_OTHERS}, {}, False) == Judgement({"a": AMONG_OTHERS})


def test_a_refusal_is_kept_as_json():
    assert Refusal.parse(AMONG_OTHERS.as_json()) == AMONG_OTHERS
    assert Refusal.parse(["words"]) is None
