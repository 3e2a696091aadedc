"""Where the project's own commands keep things; one place for every path."""

import hashlib
import os
import tempfile
from pathlib import Path

ADDON = "helpdesk_mgmt_mailbox"
ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / ".dev"
VENV = DEV / "venv"
PYTHON = VENV / "bin" / "python"
ODOO_ROOT = DEV / "odoo"
WEB = DEV / "web"
MAIL_SERVERS = DEV / "servers"
LINKED_ADDONS = DEV / "addons"
DATA = DEV / "data"
LOGS = DEV / "logs"
CONFIG = DEV / "odoo.conf"
HOUSE_CONFIG = DEV / "house.conf"
SHARED = ROOT.parent / "shared"


def _checkout_tag() -> str:
    return hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]


def sockets() -> Path:
    """A short folder for Unix sockets: their path may have 107 bytes at most."""
    return (
        Path(tempfile.gettempdir())
        / f"helpdesk-mailbox-{os.getuid()}-{_checkout_tag()}"
    )


def _state() -> Path:
    """A folder that servers' unprivileged users can enter.

    `.dev`, or where others cannot get there (a checkout in root's home, say) one
    below /var/tmp.
    """
    if os.getuid() or all(p.stat().st_mode & 0o001 for p in [ROOT, *ROOT.parents]):
        return DEV
    return Path("/var/tmp") / f"helpdesk-mailbox-{_checkout_tag()}"


def cluster() -> Path:
    """The PostgreSQL cluster's folder."""
    return _state() / "postgresql"


def mail_folder() -> Path:
    """The demo's Dovecot."""
    return _state() / "dovecot"
