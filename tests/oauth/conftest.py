"""One real authority and one real Dovecot that asks it about tokens."""

import logging

import pytest
from kit import authority_env
from oauth_kit import ALICE, BOB, REDIRECT, USERS, Connection
from peers.dovecot import Dovecot
from peers.oauth_authority import OAuthAuthority


@pytest.fixture(scope="session")
def running_authority(place, ca):
    python = authority_env.ensure()
    with OAuthAuthority(
        place / "authority",
        ca,
        USERS,
        python,
        redirects=(REDIRECT,),
        application_account=BOB,
    ) as running:
        yield running


@pytest.fixture(scope="session")
def dovecot_options(running_authority):
    asked = running_authority.introspection_url
    return {"users": USERS, "introspection_url": asked}


@pytest.fixture(scope="session")
def standard_dovecot(place, ca, running_authority):
    """A mail server that knows the standard's mechanism only."""
    with Dovecot(
        place / "standard",
        ca,
        USERS,
        settings="auth_mechanisms = plain oauthbearer\n",
        introspection_url=running_authority.introspection_url,
    ) as running:
        yield running


@pytest.fixture(scope="session")
def lonely_dovecot(place, ca):
    """A mail server whose authority is down."""
    asked = "https://dovecot:pw@localhost:1/introspect/"
    with Dovecot(place / "lonely", ca, USERS, introspection_url=asked) as running:
        yield running


@pytest.fixture
def server(running_authority):
    """The authority, without the faults and settings of the test before."""
    running_authority.reset()
    yield running_authority
    running_authority.reset()


@pytest.fixture
def dovecot(dovecot):
    """The mail server, with empty mailboxes."""
    for address in (ALICE, BOB):
        dovecot.clear(address)
    return dovecot


@pytest.fixture
def mailbox(server, dovecot, nothing_secret):
    """Makes a mailbox's settings at a provider."""
    return lambda provider: Connection(provider, server, dovecot, nothing_secret)


@pytest.fixture(params=["google", "microsoft", "other"])
def connection(request, mailbox):
    """A mailbox's settings at each of the three providers."""
    return mailbox(request.param)


@pytest.fixture
def other(mailbox):
    """The provider "other" alone, where all three do the same."""
    return mailbox("other")


@pytest.fixture
def nothing_secret(caplog):
    """A list to note secrets in, none of which may get into any log record."""
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in ("google", "msal", "oauthlib", "requests_oauthlib"):
            caplog.set_level(logging.DEBUG, logger=name)
    hidden = []
    yield hidden
    said = "\n".join(map(written, caplog.get_records("call")))
    assert hidden and not [secret for secret in hidden if secret in said]


def written(record):
    """A record as any handler might write it, with what is attached to it."""
    return f"{record.getMessage()} {vars(record)!r}"
