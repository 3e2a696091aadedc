"""Today's values of Google and Microsoft, to fill in a mailbox with."""

from __future__ import annotations

from dataclasses import dataclass

GOOGLE = "google"
MICROSOFT = "microsoft"
OTHER = "other"
AUTHORIZATION_CODE = "authorization_code"
CLIENT_CREDENTIALS = "client_credentials"
# Accounts of any organisation and private ones; an organisation's own id or domain
# takes its place for an application of that organisation alone.
ANY_TENANT = "common"


@dataclass(frozen=True)
class Preset:
    """What a mailbox at a provider needs by one protocol."""

    host: str
    port: int
    scopes: tuple[str, ...]
    auth_url: str
    token_url: str


# By provider and protocol: host, port, scopes of a person's consent.
_MAILBOXES = {
    (GOOGLE, "imaps"): ("imap.gmail.com", 993, ("https://mail.google.com/",)),
    (GOOGLE, "pop3s"): ("pop.gmail.com", 995, ("https://mail.google.com/",)),
    (MICROSOFT, "imaps"): (
        "outlook.office365.com",
        993,
        ("https://outlook.office.com/IMAP.AccessAsUser.All", "offline_access"),
    ),
    (MICROSOFT, "pop3s"): (
        "outlook.office365.com",
        995,
        ("https://outlook.office.com/POP.AccessAsUser.All", "offline_access"),
    ),
}
# What the application itself may do is granted in the tenant (IMAP.AccessAsApp,
# POP.AccessAsApp); the request names the resource only.
_MICROSOFT_APPLICATION = ("https://outlook.office365.com/.default",)


def preset(
    provider: str,
    protocol: str,
    grant: str = AUTHORIZATION_CODE,
    tenant: str = ANY_TENANT,
) -> Preset | None:
    """Return the values for a provider by IMAPS or POP3S; None where none are known.

    ``tenant`` counts for Microsoft; client credentials need an organisation's own.
    """
    if (provider, protocol) not in _MAILBOXES:
        return None
    host, port, scopes = _MAILBOXES[provider, protocol]
    if provider == MICROSOFT and grant == CLIENT_CREDENTIALS:
        scopes = _MICROSOFT_APPLICATION
    auth_url, token_url = _addresses(provider, tenant)
    return Preset(host, port, scopes, auth_url, token_url)


def _addresses(provider: str, tenant: str) -> tuple[str, str]:
    if provider == GOOGLE:
        return (
            "https://accounts.google.com/o/oauth2/v2/auth",
            "https://oauth2.googleapis.com/token",
        )
    base = f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0"
    return f"{base}/authorize", f"{base}/token"
