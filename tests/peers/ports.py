"""Ports on loopback for servers that many tests start side by side."""

from __future__ import annotations

import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path

LOOPBACK = "127.0.0.1"
# Below those that Linux gives to outgoing connections and to servers that ask for any.
FIRST, LAST = 20_000, 32_000


def free_port() -> int:
    """A port that nobody listens on now.

    No other caller gets it before this process has ended: a server may be started on it
    later, and again. Raises OSError where none is left.
    """
    folder = Path(tempfile.gettempdir()) / f"helpdesk-mailbox-ports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    for port in random.sample(range(FIRST, LAST), LAST - FIRST):
        if _reserve(folder / str(port)) and _is_unused(port):
            return port
    raise OSError(f"no port from {FIRST} to {LAST} is free")


def _reserve(path: Path) -> bool:
    """Lock the file of a port; the descriptor stays open as long as this process."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return False
    return True


def _is_unused(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
