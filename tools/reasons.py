"""Why something was decided: codes with values, in no language, until they are shown.

A reason that is not ours, such as another add-on's or one of an older version, is a
plain text instead.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime

# How a stored list of reasons begins; every other text is shown as it is.
_BEGINNING = '[{"code": '
# The code of a text that stands beside codes.
_TEXT = "text"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and the values that its sentence names.

    Values are texts, numbers, moments (`datetime`, naive in UTC), days (`date`), other
    reasons and tuples of these.
    """

    code: str
    values: dict = field(default_factory=dict)

    def __str__(self) -> str:
        """Code and values, for developers."""
        told = (f"{name}={value}" for name, value in self.values.items())
        return f"{self.code}({', '.join(told)})"


def because(code: str, **values) -> Reason:
    """The `Reason` of this code with these values."""
    return Reason(code, values)


def stored_reasons(*reasons: Reason | str | None) -> str | None:
    """Reasons as the database keeps them; None for none, a text alone as it is."""
    given = [reason for reason in reasons if reason]
    if len(given) == 1 and isinstance(given[0], str):
        return given[0]
    packed = [_packed(_coded(reason)) for reason in given]
    return json.dumps(packed, ensure_ascii=False) if packed else None


def read_reasons(stored: str | None) -> tuple[Reason | str, ...]:
    """The reasons of a stored text. Never raises."""
    if not stored:
        return ()
    if not stored.startswith(_BEGINNING):
        return (stored,)
    try:
        return tuple(map(_unpacked, json.loads(stored)))
    except (AttributeError, KeyError, TypeError, ValueError):
        return (stored,)


def stored_code(code: str) -> str:
    """What a stored text contains where a reason of this code is in it."""
    return f'"code": {json.dumps(code)}'


def _coded(reason):
    return because(_TEXT, text=reason) if isinstance(reason, str) else reason


def _packed(value):
    if isinstance(value, Reason):
        values = {name: _packed(each) for name, each in value.values.items()}
        return {"code": value.code, "values": values}
    if isinstance(value, tuple):
        return list(map(_packed, value))
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if isinstance(value, int) else str(value)


def _unpacked(value):
    if isinstance(value, list):
        return tuple(map(_unpacked, value))
    if not isinstance(value, dict):
        return value
    if "moment" in value:
        return datetime.fromisoformat(value["moment"])
    if "day" in value:
        return date.fromisoformat(value["day"])
    values = {name: _unpacked(each) for name, each in value["values"].items()}
    if value["code"] == _TEXT:
        return values["text"]
    return Reason(value["code"], values)
