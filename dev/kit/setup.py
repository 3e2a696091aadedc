"""The set-up that every command runs first; a second time it takes no time."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from . import (
    authority_env,
    house_addons,
    mail_servers,
    odoo_home,
    python_env,
    system_packages,
    web_packages,
)
from .lock import locked
from .say import Missing


@dataclass(frozen=True)
class Need:
    """Debian packages, and then steps of our own."""

    packages: tuple[str, ...] = ()
    steps: tuple[Callable[[], object], ...] = ()


NEEDS = {
    "prettier": Need(("npm",), (web_packages.ensure,)),
    "odoo": Need(
        ("postgresql", "npm"),
        (odoo_home.ensure, web_packages.ensure, web_packages.restore_removed_file),
    ),
    "dovecot": Need(("dovecot-imapd", "dovecot-pop3d", "dovecot-submissiond")),
    "servers": Need(steps=(mail_servers.ensure,)),
    "authority": Need(steps=(authority_env.ensure,)),
    "programs": Need(("mutt", "s-nail")),
    "chromium": Need(("chromium",)),
    "house": Need(steps=(house_addons.ensure,)),
}


def ensure(needs: Iterable[str]) -> None:
    """Make the Python environment and what `needs` (keys of NEEDS) name.

    Raises Missing where it cannot.
    """
    if sys.version_info < (3, 10):  # noqa: UP036
        raise Missing(f"Python 3.10 or newer is needed; this is {sys.version}")
    found = [NEEDS[name] for name in NEEDS if name in set(needs)]
    with locked("setup"):
        packages = [name for need in found for name in need.packages]
        system_packages.require(dict.fromkeys(["python3-venv", *packages]))
        python_env.ensure()
        for step in dict.fromkeys(step for need in found for step in need.steps):
            step()
