"""What people read of a limit of automatic mail that is reached."""

from dataclasses import dataclass
from datetime import datetime

from ...tools.policy import ADDRESS, TICKET
from ..moments import shown_moment


@dataclass(frozen=True)
class Pause:
    """A limit that is reached: its scope, how many automatic mails in how many hours,
    and when one more may go out (naive UTC)."""

    scope: str
    count: int
    hours: int
    until: datetime


def limit_sentence(env, pause, address, ticket):
    """Which limit is reached, in the language of `env` (str)."""
    named = {"emails": _emails(env, pause.count), "period": _period(env, pause.hours)}
    if pause.scope == ADDRESS:
        return env._(
            "Limit reached: %(emails)s to %(address)s %(period)s.",
            address=address,
            **named,
        )
    if pause.scope == TICKET:
        return env._(
            "Limit reached: %(emails)s for ticket %(number)s %(period)s.",
            number=ticket.number,
            **named,
        )
    return env._("Limit reached: %(emails)s from this mailbox %(period)s.", **named)


def resumption_sentence(env, pause, address):
    """What is paused until when, in the language and time zone of `env` (str)."""
    time = shown_moment(env, pause.until)
    if pause.scope == ADDRESS:
        return env._(
            "Automatic email to %(address)s resumes on %(time)s; agents' replies are "
            "still sent.",
            address=address,
            time=time,
        )
    if pause.scope == TICKET:
        return env._(
            "Automatic email for this ticket resumes on %(time)s; agents' replies are "
            "still sent.",
            time=time,
        )
    return env._(
        "Automatic email resumes on %(time)s; agents' replies are still sent.",
        time=time,
    )


def _emails(env, count):
    if count == 1:
        return env._("1 automatic email")
    return env._("%(count)s automatic emails", count=count)


def _period(env, hours):
    if hours == 1:
        return env._("in the last hour")
    return env._("in the last %(hours)s hours", hours=hours)
