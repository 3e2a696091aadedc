"""A running Odoo on a throw-away copy of a template database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from peers.ports import free_port

from . import odoo_runner
from .cluster import Cluster
from .server import Server


@contextmanager
def server_copy(
    database: str,
    template: Callable[[Cluster], str] = odoo_runner.addon_template,
    **options,
) -> Iterator[Server]:
    """A started `Server` (made with `options`) on the new database `database`.

    `template` makes the template where it is missing, and returns its name: by default
    the one with this add-on installed. The database is dropped at the end. Raises
    Missing where Odoo does not start.
    """
    cluster = odoo_runner.prepare()
    cluster.copy(template(cluster), database)
    try:
        with Server(database, free_port(), **options) as server:
            yield server
    finally:
        cluster.drop(database)
