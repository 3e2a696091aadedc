"""Debian packages that the commands need on the machine."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .say import Missing, say


def _postgresql() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _dovecot(plugin: str) -> bool:
    return (
        shutil.which("dovecot", path=_path()) is not None
        and (Path("/usr/lib/dovecot") / plugin).exists()
    )


def _path() -> str:
    return os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin"


def _venv() -> bool:
    probe = "import ensurepip, venv"
    return not subprocess.run(["python3", "-c", probe], capture_output=True).returncode


PRESENT = {
    "python3-venv": _venv,
    "postgresql": _postgresql,
    "dovecot-imapd": lambda: _dovecot("imap"),
    "dovecot-pop3d": lambda: _dovecot("pop3"),
    "dovecot-submissiond": lambda: _dovecot("submission"),
    "mutt": lambda: shutil.which("mutt") is not None,
    "s-nail": lambda: shutil.which("s-nail") is not None,
    "npm": lambda: shutil.which("npm") is not None,
    "chromium": lambda: shutil.which("chromium") is not None,
}


def require(packages: Iterable[str]) -> None:
    """Install those of `packages` that are missing, after saying so.

    Raises Missing where neither root nor sudo is at hand, or apt fails.
    """
    missing = [name for name in packages if not PRESENT[name]()]
    if not missing:
        return
    sudo = [] if os.getuid() == 0 else ["sudo"]
    if sudo and not shutil.which("sudo"):
        raise Missing(
            "These Debian packages are missing: " + " ".join(missing) + ".\n"
            "Install them as root: apt-get install " + " ".join(missing)
        )
    say("Debian packages are missing and will be installed: " + " ".join(missing))
    _apt_get(sudo, "update")
    _apt_get(sudo, "install", "--yes", "--no-install-recommends", *missing)
    still = [name for name in missing if not PRESENT[name]()]
    if still:
        raise Missing("apt-get installed, but these are still not found: " + str(still))


def _apt_get(sudo: list[str], *arguments: str) -> None:
    env = ["env", "DEBIAN_FRONTEND=noninteractive"]
    run = subprocess.run(
        [*sudo, *env, "apt-get", "-q", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if run.returncode:
        raise Missing(
            f"apt-get {' '.join(arguments)} failed:\n{run.stdout[-1500:]}{run.stderr}"
        )
