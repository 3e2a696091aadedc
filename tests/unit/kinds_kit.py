"""What the tests of kinds share: a mail as few words, and its verdict."""

from tools.classification.classify import classify
from tools.mail.message import parse

OWN = frozenset({"help@desk.example"})


def written(body="Hello", subject="", sender="Anna <anna@customer.example>", **fields):
    """The bytes of a mail; `fields` with `_` for `-`."""
    lines = [f"From: {sender}", "To: help@desk.example", f"Subject: {subject}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    lines += ["Content-Type: text/plain; charset=utf-8", "", body]
    return "\n".join(lines).encode()


def judged(raw):
    """Kind and rule of a mail's bytes."""
    found = classify(parse(raw), OWN)
    return found.kind, found.rule


def verdict(body="Hello", subject="", sender="Anna <anna@customer.example>", **fields):
    """Kind and rule of a mail, given as to `written`."""
    return judged(written(body, subject, sender, **fields))
