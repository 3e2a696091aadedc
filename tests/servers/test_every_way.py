"""The tests of sessions in `every_way`, on each server."""

from every_way import *  # noqa: F403
