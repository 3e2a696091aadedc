"""One at a time: what several processes of the commands must not do side by side."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from .paths import DEV


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Wait until no other process is in here with this `name`; not reentrant."""
    DEV.mkdir(exist_ok=True)
    with (DEV / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
