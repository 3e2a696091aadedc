"""The tests of loss in `test_side_by_side`, on other servers."""

from test_side_by_side import *  # noqa: F403
