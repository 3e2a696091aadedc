"""Mail servers that run from Debian's unpacked packages, in a machine of their own."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterable
from pathlib import Path

from kit import paths

from .authority_ca import Authority
from .mail_server import STOP_SECONDS, MailServerError, check_passable, started
from .ports import free_port

# Their paths are compiled in (Courier's socket of log-ins, the plug-ins of each). So
# each sees its files where Debian puts them: a view of the machine's /usr and /etc with
# its own laid over them, and an empty /run. mount(8) takes a comma or a colon in the
# name of a layer for its own, thus the working directories. All that is started in a
# PID namespace ends with its first process, that with unshare(1), and that with us. The
# first has to be the shell: who changes its user is not told any more (prctl(2),
# PR_SET_PDEATHSIG).
_PRIVATE = (
    *("setpriv", "--pdeathsig", "KILL"),
    *("unshare", "--mount", "--pid", "--fork", "--kill-child"),
    *("--propagation", "private", "/bin/sh"),
)
_VIEW = """
set -eu
cd {tree}
mount -t overlay overlay -o lowerdir=usr:/usr /usr
cd {directory}
mount -t tmpfs -o mode=755 tmpfs /run
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
"""


class UnpackedServer:
    """One instance below ``directory``, with ``users`` (address: password).

    Only root can run it. Attributes: the ports ``imap``, ``imaps``, ``pop3``, ``pop3s``
    on loopback, and ``output`` (path), what it has said. A subclass has its own
    `name`, that of its tree below `.dev/servers`; what names of folders begin with
    (`below`) and what stands between their parts (`separator`); and words of what it
    says of a wrong password. It writes its configuration in `_prepare`, and `_script`
    returns the lines of a shell that start it in the background.
    """

    name = ""
    below, separator = "", "/"
    wrong_password: tuple[str, ...] = ()

    def __init__(self, directory: Path, ca: Authority, users: dict[str, str]) -> None:
        self.directory = Path(directory).resolve()
        self.output = self.directory / "output.log"
        self.ca = ca
        self.users = dict(users)
        self._process: subprocess.Popen[bytes] | None = None
        self.imap, self.imaps, self.pop3, self.pop3s = (free_port() for _ in range(4))

    def start(self):
        """Start and wait for its ports; raises `MailServerError`."""
        tree = paths.MAIL_SERVERS / self.name
        if not tree.is_dir():
            raise MailServerError(f"{tree} is missing: `./dev/test servers` makes it")
        if os.getuid():
            raise MailServerError(
                f"{self.name} runs with mounts of its own, which only root may make"
            )
        self.directory.mkdir(parents=True, exist_ok=True)
        check_passable(self.directory)
        self._prepare()
        script = self.directory / "run.sh"
        script.touch(mode=0o600)  # it may hold passwords
        view = _VIEW.format(tree=quoted(tree), directory=quoted(self.directory))
        script.write_text(f"{view}{self._script()}\nwait\n", "utf-8")
        ports = (self.imap, self.imaps, self.pop3, self.pop3s)
        command = [*_PRIVATE, str(script)]
        self._process = started(self.name, command, self.output, ports)
        return self

    def stop(self) -> None:
        """Stop it as a cut of the power does; the mail stays. Harmless if not running.

        unshare(1) leaves SIGTERM to its child, which is the first process of a
        namespace and does not get it.
        """
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_SECONDS)
            self._process = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    def _prepare(self) -> None:
        raise NotImplementedError

    def _script(self) -> str:
        raise NotImplementedError

    def certificate(self, owner: int) -> Path:
        """The server's key and its certificates in one file, readable by `owner`."""
        path = self.directory / "server.pem"
        path.touch(mode=0o600)
        path.write_text(self.ca.key.read_text() + self.ca.chain.read_text())
        os.chown(path, owner, -1)
        return path


def quoted(*words: object) -> str:
    """Words of a shell's command line."""
    return shlex.join(str(word) for word in words)


def exports(values: Iterable[tuple[str, object]]) -> str:
    """Lines of a shell that put values into the environment."""
    return "".join(f"export {name}={quoted(value)}\n" for name, value in values)
