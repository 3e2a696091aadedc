"""OAuth 2 authorities: one contract, one adapter per dialect."""

from .admin_consent import (
    admin_consent_url,
    admin_has_consented,
    is_admin_consent,
    refusal_number,
)
from .authority import Authority, Client, Consent, TokenSet, require_account
from .google import GoogleAuthority
from .provider_http import DEFAULT_TIMEOUT, HttpOptions
from .microsoft import MicrosoftAuthority
from .presets import GOOGLE, MICROSOFT, OTHER, Preset, preset
from .redirected import Redirected, read_redirect
from .standard import StandardAuthority

# By the provider of a mailbox.
AUTHORITIES: dict[
    str, type[GoogleAuthority] | type[MicrosoftAuthority] | type[StandardAuthority]
] = {
    GOOGLE: GoogleAuthority,
    MICROSOFT: MicrosoftAuthority,
    OTHER: StandardAuthority,
}

__all__ = [
    "AUTHORITIES",
    "DEFAULT_TIMEOUT",
    "Authority",
    "Client",
    "Consent",
    "GoogleAuthority",
    "HttpOptions",
    "MicrosoftAuthority",
    "Preset",
    "Redirected",
    "StandardAuthority",
    "TokenSet",
    "admin_consent_url",
    "admin_has_consented",
    "is_admin_consent",
    "refusal_number",
    "preset",
    "read_redirect",
    "require_account",
]
