"""A token that fetches a mailbox sends through it, too, at a real submission server."""

import secrets

import pytest
from oauth_kit import ALICE, USERS
from peers.dovecot import Dovecot
from peers.smtp_receiver import SmtpReceiver

from tools.errors import ReconnectNeeded
from tools.transport import BearerCredential
from tools.transport.smtp import SmtpSettings, open_smtp

RAW = b"From: alice@example.test\r\nTo: anna@x.example\r\n\r\nBody\r\n"


@pytest.fixture(scope="module")
def receiver():
    with SmtpReceiver() as running:
        yield running


@pytest.fixture(scope="module", params=["xoauth2 oauthbearer", "oauthbearer"])
def submission(request, tmp_path_factory, place, ca, running_authority, receiver):
    with Dovecot(
        place / f"submission-{len(request.param)}",
        ca,
        USERS,
        settings=f"auth_mechanisms = plain {request.param}\n",
        introspection_url=running_authority.introspection_url,
        relay_port=receiver.port,
    ) as running:
        yield running


@pytest.fixture(params=[True, False], ids=["tls", "starttls"])
def sending(request, submission, receiver):
    """Settings to send with a token."""
    receiver.clear()
    port = submission.submissions if request.param else submission.submission
    return lambda token: SmtpSettings(
        "localhost",
        port,
        ALICE,
        BearerCredential(token),
        implicit_tls=request.param,
        ca_pem=submission.ca.pem,
        timeout=60,
    )


def test_mail_goes_out_by_token(other, sending, receiver):
    token = other.connect().access_token
    with open_smtp(sending(token)) as client:
        client.sendmail(ALICE, ["anna@x.example"], RAW)
    (kept,) = receiver.wait_for(1)
    assert kept.recipients == ("anna@x.example",)


def test_a_token_that_was_never_given_is_refused_and_not_shown(other, sending):
    token = secrets.token_urlsafe(24)
    other.secrets.append(token)
    error = other.refusal(ReconnectNeeded, lambda: open_smtp(sending(token)))
    assert error.code == "token_refused"
    assert error.detail.startswith("535")
