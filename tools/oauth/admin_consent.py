"""Microsoft's page on which an administrator allows an application for a whole tenant.

Since November 2025 Microsoft's default policy lets only administrators consent to
applications that reach mail by IMAP or POP (Microsoft 365 message center, MC1163922).
"""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit, urlunsplit

from ..errors import FixSettings
from .authority import Client
from .microsoft import authority_address
from .presets import ANY_TENANT

# Says at the redirect that nobody is connecting a mailbox: an administrator comes back,
# who need not have an account here.
ADMIN_STATE = "administrator-consent"
_ANY_ORGANISATION = "organizations"
_PERSONAL_ACCOUNTS = "consumers"
_IDENTITY = ("openid", "profile")  # the sign-in asks for them, too
_NUMBER = re.compile(r"AADSTS\d{3,9}")


def admin_consent_url(client: Client) -> str | None:
    """Return the address of the administrator's page, https; None where there is none:
    no client id yet, personal accounts, or addresses that are not Microsoft's.

    See "Admin consent on the Microsoft identity platform" in Microsoft's documentation:
    ``common`` is not accepted there, ``organizations`` is.
    """
    try:
        address = urlsplit(authority_address(client))
    except FixSettings:
        return None
    tenant = address.path.strip("/")
    if not client.client_id or not client.scopes or tenant == _PERSONAL_ACCOUNTS:
        return None
    if tenant == ANY_TENANT:
        tenant = _ANY_ORGANISATION
    query = {
        "client_id": client.client_id,
        "scope": " ".join(dict.fromkeys([*client.scopes, *_IDENTITY])),
        "redirect_uri": client.redirect_uri,
        "state": ADMIN_STATE,
    }
    path = f"/{tenant}/v2.0/adminconsent"
    return urlunsplit((address.scheme, address.netloc, path, urlencode(query), ""))


def is_admin_consent(query: dict[str, str]) -> bool:
    """Whether a redirect with these parameters is an administrator's."""
    return query.get("state") == ADMIN_STATE


def admin_has_consented(query: dict[str, str]) -> bool:
    """Whether the administrator said yes: ``admin_consent=True``, and no error."""
    said = query.get("admin_consent", "").casefold()
    return said == "true" and "error" not in query


def refusal_number(query: dict[str, str]) -> str:
    """Microsoft's number of why the administrator's consent failed; '' without one.

    Nothing else of such an address is worth showing: anybody can write one.
    """
    found = _NUMBER.search(query.get("error_description", ""))
    return found[0] if found else ""
