"""The tests of sessions in `moves`, on each server."""

from moves import *  # noqa: F403
