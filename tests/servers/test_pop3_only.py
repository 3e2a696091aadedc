"""The tests of sessions in `pop3_only`, on each server."""

from pop3_only import *  # noqa: F403
