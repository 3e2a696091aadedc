"""The tests of sessions in `refused`, on each server."""

from refused import *  # noqa: F403
