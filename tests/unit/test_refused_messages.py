"""Who is to blame where a server lists messages but does not hand them out."""

import pytest

from tools.policy import Judgement, Refusal, judge

WORDS = "NO System I/O error"
AMONG_OTHERS = Refusal(WORDS, 1, True)


def refusing(*keys):
    return dict.fromkeys(keys, WORDS)


def test_a_refusal_of_everything_is_the_mailboxs_and_is_held_against_no_message():
    before = {"a": AMONG_OTHERS}
    found = judge(before, refusing("a", "b", "c"), beside_others=False)
    assert found == Judgement(before, {}, blames_mailbox=True)


def test_a_message_refused_among_others_is_asked_for_again():
    found = judge({}, refusing("a"), beside_others=True)
    assert found == Judgement({"a": AMONG_OTHERS}, {})


@pytest.mark.parametrize("beside_others", [True, False])
def test_refused_again_in_a_later_session_it_is_put_aside(beside_others):
    found = judge({"a": AMONG_OTHERS}, {"a": "NO again"}, beside_others)
    assert found == Judgement({}, {"a": Refusal("NO again", 2, True)})


def test_the_only_message_there_ever_was_is_put_aside_after_five_sessions():
    waiting, trouble = {}, []
    for _session in range(5):
        found = judge(waiting, refusing("a"), beside_others=False)
        waiting = found.waiting
        trouble.append(found.blames_mailbox)
    assert trouble == [True, True, True, True, False]
    assert found.proven == {"a": Refusal(WORDS, 5, False)}


def test_one_that_was_alone_is_put_aside_as_soon_as_others_are_handed_out():
    alone = judge({}, refusing("a"), beside_others=False).waiting
    found = judge(alone, refusing("a"), beside_others=True)
    assert set(found.proven) == {"a"}


def test_a_session_without_refusals_changes_nothing():
    assert judge({"a": AMONG_OTHERS}, {}, False) == Judgement({"a": AMONG_OTHERS})


def test_a_refusal_is_kept_as_json():
    assert Refusal.parse(AMONG_OTHERS.as_json()) == AMONG_OTHERS
    assert Refusal.parse(["words"]) is None
