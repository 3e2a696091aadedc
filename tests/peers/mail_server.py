"""What the private mail servers share: how one is started, awaited and passed by."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from .ports import LOOPBACK

START_SECONDS = 60.0
STOP_SECONDS = 30.0
PAUSE_SECONDS = 0.02


class MailServerError(Exception):
    """A mail server is missing, or did not start or stop."""


def started(
    name: str, command: list[str], output: Path, ports: Iterable[int], *logs: Path
) -> subprocess.Popen[bytes]:
    """Start the server `name`, and wait until it listens on `ports` of loopback.

    Its output goes into a file: its processes keep the descriptor, so a pipe would
    never end. Raises `MailServerError` with the last words of `output` and `logs`
    where it ends or does not listen in time.
    """
    with open(output, "wb") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(process, ports)
    except BaseException as error:
        process.kill()
        process.wait(STOP_SECONDS)
        if not isinstance(error, TimeoutError):
            raise
        words = _last_words(output, *logs)
        raise MailServerError(f"{name} did not start: {words}") from None
    return process


def _wait_for(process: subprocess.Popen[bytes], ports: Iterable[int]) -> None:
    deadline = time.monotonic() + START_SECONDS
    for port in ports:
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(PAUSE_SECONDS)


def check_passable(directory: Path) -> None:
    """Started by root, the mail processes are another user, who has to get there."""
    directory.chmod(directory.stat().st_mode | 0o011)
    for path in directory.parents:
        if os.getuid() == 0 and not path.stat().st_mode & 0o001:
            raise MailServerError(
                f"other users cannot enter {path}: choose another place"
            )


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0


def _last_words(*files: Path) -> str:
    words = [path.read_text("utf-8", "replace") for path in files if path.exists()]
    return "".join(words)[-1000:]
