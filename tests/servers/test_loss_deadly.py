"""The tests of loss in `test_deadly_message`, on other servers."""

from test_deadly_message import *  # noqa: F403
