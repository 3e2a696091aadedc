"""Servers that a process starts once, for all classes of tests in it."""

from __future__ import annotations

import atexit
import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TypeVar

from .authority_ca import Authority, authority
from .dovecot import Dovecot
from .oauth_authority import OAuthAuthority

Server = TypeVar("Server", Dovecot, OAuthAuthority)
Users = tuple[tuple[str, str], ...]  # (address, password)


@cache
def place() -> Path:
    """A short-lived directory that other users may enter."""
    folder = tempfile.TemporaryDirectory(prefix="mailbox-")
    atexit.register(folder.cleanup)
    found = Path(folder.name)
    found.chmod(0o755)
    return found


@cache
def ca() -> Authority:
    """The certificate authority of all servers here."""
    return authority(place() / "ca")


@cache
def dovecot(users: Users, introspection_url: str = "") -> Dovecot:
    """A mail server of these people; it may ask an authority about tokens."""
    directory = place() / ("oauth-dovecot" if introspection_url else "dovecot")
    asked = introspection_url
    return _kept(Dovecot(directory, ca(), dict(users), introspection_url=asked))


@cache
def oauth_authority(
    users: Users, python: Path, redirect: str, account: str
) -> OAuthAuthority:
    """An authority that these people sign in at; see `OAuthAuthority`."""
    directory = place() / "authority"
    return _kept(
        OAuthAuthority(directory, ca(), dict(users), python, (redirect,), account)
    )


def _kept(server: Server) -> Server:
    """Start `server` in a process that ends with this one, but is no child of it.

    Behind each class of tests Odoo ends the children that its process has. Raises
    RuntimeError with the server's own words where it does not start.
    """
    told, tell = os.pipe()
    alive, live = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.fork() == 0:
                os.close(live)
                _keep(server, tell, alive)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(tell)
    os.close(alive)
    answers = os.fdopen(told)
    answer = json.loads(answers.readline())
    if "error" in answer:
        raise RuntimeError(answer["error"])
    atexit.register(_release, live, answers)
    vars(server).update(answer)
    return server


def _keep(server: Dovecot | OAuthAuthority, tell: int, alive: int) -> None:
    """Run `server` until the other end of `alive` is closed."""
    with os.fdopen(tell, "w") as answers:
        try:
            with server:
                url = {"url": server.url} if hasattr(server, "url") else {}
                print(json.dumps(url), file=answers, flush=True)
                os.read(alive, 1)
        except Exception as error:
            print(json.dumps({"error": str(error)}), file=answers, flush=True)


def _release(live: int, answers) -> None:
    """Let a server end, and wait until it has."""
    os.close(live)
    with answers:
        answers.read()
