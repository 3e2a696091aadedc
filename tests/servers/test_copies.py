"""The tests of sessions in `copies`, on each server without MOVE."""

from copies import *  # noqa: F403
