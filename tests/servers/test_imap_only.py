"""The tests of sessions in `imap_only`, on each server."""

from imap_only import *  # noqa: F403
