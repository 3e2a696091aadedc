"""Which texts of a mail a rule looks at, and which letters are the same."""

import pytest
from peers.mails import mail, message

from tools.mail import parse
from tools.parsing_limits import MAX_HTML_LENGTH, MAX_SHOWN_LENGTH
from tools.policy.rule_conditions import (
    Budget,
    Condition,
    ConditionUntried,
    TextTooLong,
    evidence,
    matches,
)
from tools.policy.shown_texts import shown_texts

INVOICE = Condition("body", "contains", "invoice")


def meets(raw, condition=INVOICE):
    return evidence(condition, parse(raw), "human", Budget()) is not None


def two_parts(second, subtype="plain", **headers):
    """A mail whose second part is a text that is shown behind the first one."""
    built = message("Good morning!")
    built.make_mixed()
    part = message(second).get_body()
    part.set_content(second, subtype=subtype, disposition="inline")
    for name in ("From", "To", "Subject", "Date", "Message-ID"):
        del part[name]
    built.attach(part)
    return built.as_bytes()


def html_alone(html):
    built = message()
    built.set_content(html, subtype="html")
    return built.as_bytes()


@pytest.mark.parametrize(
    "raw",
    [
        mail("Your invoice"),
        mail("Good morning!", html="<p>Your invoice</p>"),
        mail("Your invoice", html="<p>Good morning!</p>"),
        two_parts("Your invoice"),
        two_parts("<p>Your invoice</p>", "html"),
        mail(html="<p>Your in<b>vo</b>ice</p>"),
        html_alone("<head><p>Your invoice"),
        html_alone("<template>Your invoice</template>"),
        mail(html="<!-- --><p>Your inv<!-- x -->oice"),
        mail("Your in\u00advoice"),
        mail("Your in\u200bvoi\u2060ce"),
        mail("Your \uff49\uff4e\uff56\uff4f\uff49\uff43\uff45"),
        mail("Your \U0001d422\U0001d427voice"),
        mail("Your in\u3164vo\u034fice"),
    ],
)
def test_every_text_that_is_shown_is_looked_at_as_it_is_read(raw):
    assert meets(raw)
    assert meets(raw, Condition("body", "pattern", r"\binvoice\b"))
    assert meets(raw, Condition("body", "contains", "\uff29n\u00advoice"))


@pytest.mark.parametrize(
    "raw",
    [
        mail("Good morning!", files=[("a.txt", b"Your invoice")]),
        mail(html="<style>invoice</style><script>invoice</script><p>Hello</p>"),
        mail("in voice"),
    ],
)
def test_what_is_not_shown_is_not(raw):
    assert not meets(raw)


def test_subject_and_sender_are_read_alike():
    raw = mail(Subject="Your in\u200bvoice", From="\uff29n\u034fvoice <a@b.example>")
    for part in ("subject", "from"):
        assert meets(raw, Condition(part, "contains", "invoice"))
    whole = Condition("subject", "equals", "YOUR \uff49nvoice ")
    assert meets(raw, whole)


def test_pattern_meets_what_was_written_too():
    assert meets(mail("Only \u00bd"), Condition("body", "pattern", "\u00bd$"))


def test_what_nobody_sees_is_looked_for_in_vain():
    assert not meets(mail(), Condition("body", "contains", "\u200b"))


@pytest.mark.parametrize(
    "raw",
    [
        mail("lorem ipsum\n" * (MAX_SHOWN_LENGTH // 10) + "invoice"),
        mail(html="<p>x</p>" * (MAX_HTML_LENGTH // 8 + 1) + "invoice"),
    ],
)
def test_text_that_is_not_read_to_its_end_leaves_it_open(raw):
    with pytest.raises(TextTooLong, match="invoice"):
        meets(raw)
    assert not shown_texts(parse(raw)).is_whole
    two = [INVOICE, Condition("subject", "contains", "order")]
    assert matches(two, "any", parse(raw), "human", Budget())
    with pytest.raises(ConditionUntried):
        matches(two, "all", parse(raw), "human", Budget())


def test_found_in_the_beginning_it_is_met():
    raw = mail("invoice\n" + "lorem ipsum\n" * (MAX_SHOWN_LENGTH // 10))
    assert meets(raw)


def test_texts_are_read_once_for_all_conditions():
    now = iter(range(100))
    budget = Budget(100, lambda: float(next(now)))
    for _rule in range(3):
        evidence(INVOICE, parse(mail()), "human", budget)
    assert next(now) == 2 * (1 + 3)
