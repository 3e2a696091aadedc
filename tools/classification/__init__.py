"""What a mail is: an ordered table of small rules that tells kinds apart.

`classify` is the way in. It gives a `Classification`: the kind, the rule and its words.
"""

from .classify import (
    BOUNCE,
    Classification,
    DELAYED,
    DONE,
    OWN_MAIL,
    RECEIPT,
    WEBSITE_FORM,
    classify,
)
from .program_senders import is_mail_system
from .website_forms import FilledForm, filled_form

__all__ = [
    "BOUNCE",
    "Classification",
    "DELAYED",
    "DONE",
    "FilledForm",
    "OWN_MAIL",
    "RECEIPT",
    "WEBSITE_FORM",
    "classify",
    "filled_form",
    "is_mail_system",
]
