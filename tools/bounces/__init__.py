"""Whom a bounce is about (`failed_recipients`), which mail came back (`returned_ids`),
and what went wrong, for people (`delivery_failure`).
"""

from . import delivery_failure
from .failed_recipients import failed_recipients
from .returned import returned_ids

__all__ = [
    "delivery_failure",
    "failed_recipients",
    "returned_ids",
]
