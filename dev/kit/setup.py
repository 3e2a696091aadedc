"""The set-up that every command runs first; a second time it takes no time."""

import fcntl
import sys

from . import odoo_home, python_env, system_packages, web_packages
from .paths import DEV
from .say import Missing

# Commands that need Python packages only, and no Odoo.
PLAIN = ("unit", "inspect", "fuzz")
SERVERS = ("postgresql", "dovecot-imapd", "dovecot-pop3d", "npm")
MAIL_PROGRAMS = ("dovecot-submissiond", "mutt", "s-nail")
PACKAGES = {
    "odoo": ("python3-venv", "postgresql", "npm"),
    "i18n": ("python3-venv", "postgresql", "npm"),
    "demo": ("python3-venv", *SERVERS),
    "bench": ("python3-venv", *SERVERS),
    "test": ("python3-venv", *SERVERS, "chromium", *MAIL_PROGRAMS),
    "unit": ("python3-venv",),
    "inspect": ("python3-venv",),
    "fuzz": ("python3-venv",),
}


def ensure(command: str) -> None:
    """Make what `command` (a key of PACKAGES) needs; raises Missing where it cannot."""
    if sys.version_info < (3, 10):  # noqa: UP036
        raise Missing(f"Python 3.10 or newer is needed; this is {sys.version}")
    DEV.mkdir(exist_ok=True)
    with (DEV / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        system_packages.require(PACKAGES[command])
        python_env.ensure()
        if command not in PLAIN:
            odoo_home.ensure()
            web_packages.ensure()
