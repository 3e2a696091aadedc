"""The tests of loss in `test_killed_worker`, on other servers."""

from test_killed_worker import *  # noqa: F403
