"""Keeps the libraries' loggers from writing tokens and secrets."""

from __future__ import annotations

import logging

# At DEBUG requests-oauthlib and oauthlib write request bodies, codes and tokens,
# google-auth whole answers; a level alone could be lowered again by a log option.
_TALKATIVE = ("google", "google_auth_oauthlib", "msal", "oauthlib", "requests_oauthlib")


class _WarningsOnly(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING


_FILTER = _WarningsOnly()


def silence_libraries() -> None:
    """Drop all below WARNING of the libraries' loggers, whatever their level is.

    A filter counts for its own logger only, hence one for each that exists by now.
    """
    for name in list(logging.root.manager.loggerDict):
        if name.split(".", 1)[0] in _TALKATIVE:
            logging.getLogger(name).addFilter(_FILTER)
