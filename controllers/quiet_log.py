"""Codes, states and tokens in a query stay out of the access log (law 7)."""

import logging
import re


class _WithoutQuery(logging.Filter):
    """Cuts the query off one path."""

    def __init__(self, path):
        super().__init__()
        self._path = path
        self._query = re.compile(rf"(?<={re.escape(path)})\?\S*")

    def filter(self, record):
        if record.args and self._path in record.getMessage():
            record.msg, record.args = self._query.sub("", record.getMessage()), ()
        return True


def hide_query_of(path):
    """Log requests of `path` without their query."""
    logging.getLogger("werkzeug").addFilter(_WithoutQuery(path))
