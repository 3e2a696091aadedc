"""What the stages with real peers share; a plugin that tests/pytest.ini loads.

A stage overrides `dovecot_options` in its conftest.py; a run of pytest is for one
stage, as a session's fixtures are made once.
"""

import tempfile
from pathlib import Path

import pytest

from .authority_ca import authority
from .dovecot import Dovecot
from .postman import Postman
from .smtp_receiver import SmtpReceiver

# Tests of sessions that a stage imports by its own test modules.
pytest.register_assert_rewrite(
    "copies",
    "every_way",
    "faults",
    "imap_only",
    "moves",
    "office",
    "pop3_only",
    "refused",
)


def pytest_collect_directory(path, parent):
    """No folder is a package: what is in tests/__init__.py is for Odoo alone."""
    return pytest.Dir.from_parent(parent, path=path)


@pytest.fixture(scope="session")
def place():
    """A short-lived directory that other users may enter."""
    with tempfile.TemporaryDirectory(prefix="mailbox-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def ca(place):
    """The certificate authority of all servers."""
    return authority(place / "ca")


@pytest.fixture(scope="session")
def dovecot_options():
    """What a stage's `dovecot` is made with: `users` (address: password), and more."""
    raise NotImplementedError("the stage's conftest.py says who has a mailbox")


@pytest.fixture(scope="session")
def dovecot(place, ca, dovecot_options):
    """The stage's mail server."""
    with Dovecot(place / "dovecot", ca, **dovecot_options) as running:
        yield running


@pytest.fixture(scope="session")
def postman(dovecot):
    """An SMTP server that puts what it gets into the mailboxes of `dovecot`."""
    with Postman(dovecot) as running:
        yield running


@pytest.fixture(scope="session")
def receiver():
    """An SMTP server that keeps what it gets."""
    with SmtpReceiver() as running:
        yield running
