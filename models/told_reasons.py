"""Reasons in the reader's language and date format."""

from datetime import date, datetime

from odoo.tools import format_date

from ..tools.reasons import Reason, read_reasons
from .moments import shown_moment
from .reason_sentences import SENTENCES


def reason_text(env, *reasons):
    """`Reason`s, or texts that are shown as they are, as one text in the language of
    `env`; "" for none."""
    text = ""
    if reasons and isinstance(reasons[0], Reason):
        first, *reasons = reasons
        text = _sentence(env, first)
        text = text[:1].upper() + text[1:]
    for said in (_sentence(env, reason) for reason in reasons if reason):
        between = " " if text.endswith((".", "”")) else "; "
        text = f"{text}{between}{said}" if text else said
    return text


def stored_text(env, stored):
    """What `stored_reasons` keeps, as one text in the language of `env`."""
    return reason_text(env, *read_reasons(stored))


def stored_lines(env, stored):
    """The same, with each reason on a line of its own."""
    return "\n".join(reason_text(env, reason) for reason in read_reasons(stored))


def codes_saying(env, words):
    """The codes whose sentences contain `words`, case aside, in the language of `env`
    (list)."""
    sought = words.lower()
    return [code for code, lazy in SENTENCES.items() if sought in env._(lazy).lower()]


def _sentence(env, reason):
    if not isinstance(reason, Reason):
        return str(reason)
    lazy = SENTENCES.get(reason.code)
    if lazy is None:  # of a version, or of an add-on, that is no more
        return str(reason)
    values = {name: _shown(env, each) for name, each in reason.values.items()}
    sentence = env._(lazy)
    return sentence % values


def _shown(env, value):
    if isinstance(value, Reason):
        return _sentence(env, value)
    if isinstance(value, tuple):
        return ", ".join(str(_shown(env, each)) for each in value)
    if isinstance(value, datetime):
        return shown_moment(env, value)
    if isinstance(value, date):
        return format_date(env, value)
    return value
