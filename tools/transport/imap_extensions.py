"""What is said between the login and the first SELECT, where the server knows it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from ..errors import RetryLater
from .asking import REFUSED
from .imap_client import BoundedClient
from .imap_wire import imap_failures

PROGRAM = "helpdesk_mgmt_mailbox"
_MANIFEST = Path(__file__).parents[2] / "__manifest__.py"


def prepare(client: BoundedClient) -> None:
    """Say who we are, and ask for UIDs only; raises a `MailboxError` if that breaks.

    A refusal does no harm.
    """
    with imap_failures():
        offered = client.capabilities()
    if b"ID" in offered:
        _try(partial(client.introduce, {"name": PROGRAM, "version": version()}))
    if b"UIDONLY" in offered and b"ENABLE" in offered:
        _try(client.use_uids_only)


def _try(step: Callable[[], None]) -> None:
    try:
        with imap_failures():
            step()
    except RetryLater as error:
        if error.code != REFUSED:
            raise


@cache
def version() -> str:
    """The version of this add-on, as its manifest says."""
    return ast.literal_eval(_MANIFEST.read_text(encoding="utf-8"))["version"]
