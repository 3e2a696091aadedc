"""The tests of sessions in `faults`, on each server."""

from faults import *  # noqa: F403
