"""Runs Odoo with this add-on, its neighbours and the private cluster."""

import os
import socket
import subprocess
import zlib
from contextlib import closing
from pathlib import Path

from . import odoo_home, paths
from .cluster import ROLE, Cluster
from .say import Missing, say

LANGUAGE = "en_US"


def free_port() -> int:
    """A loopback TCP port that nobody listens on now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(*arguments: str) -> list[str]:
    """The command line that runs Odoo with the project's configuration.

    `arguments` may begin with one of Odoo's own commands (shell, neutralize, ...).
    """
    first, rest = [], list(arguments)
    if rest and not rest[0].startswith("-"):
        first, rest = [rest[0]], rest[1:]
    return [str(paths.PYTHON), "-m", "odoo", *first, "-c", str(paths.CONFIG), *rest]


def environment(**extra: str) -> dict[str, str]:
    """The process environment for Odoo, with its sources on the Python path."""
    python_path = [str(odoo_home.python_path()), str(paths.ROOT / "dev")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(python_path),
        "PYTHONDONTWRITEBYTECODE": "1",
        **extra,
    }


def prepare() -> Cluster:
    """Start the cluster, link the add-on under its technical name, write the config."""
    cluster = Cluster()
    cluster.start()
    paths.LINKED_ADDONS.mkdir(parents=True, exist_ok=True)
    link = paths.LINKED_ADDONS / paths.ADDON
    if not link.is_symlink() or link.readlink() != Path("../.."):
        link.unlink(missing_ok=True)
        link.symlink_to("../..")
    addons = [*odoo_home.addons_paths(), paths.LINKED_ADDONS]
    paths.CONFIG.write_text(
        "[options]\n"
        f"addons_path = {','.join(str(p) for p in addons)}\n"
        f"data_dir = {paths.DATA}\n"
        f"db_host = {cluster.socket}\ndb_user = {ROLE}\n"
        "http_interface = 127.0.0.1\nlist_db = False\nwith_demo = False\n"
    )
    return cluster


def run(*arguments: str, log: str | None = None, **extra: str) -> int:
    """Run Odoo to its end; with `log` its output goes to that file of `.dev/logs`."""
    if log is None:
        return subprocess.run(command(*arguments), env=environment(**extra)).returncode
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    with (paths.LOGS / log).open("wb") as out:
        return subprocess.run(
            command(*arguments), env=environment(**extra), stdout=out, stderr=out
        ).returncode


def template(cluster: Cluster, name: str, modules: str) -> str:
    """The name of a template database with `modules` installed, made once.

    Raises Missing where Odoo could not install them.
    """
    version = (odoo_home.python_path() / "odoo/release.py").read_text()
    database = f"template_{name}_{zlib.crc32((version + modules).encode()):08x}"
    if database in cluster.databases():
        return database
    say(f"Odoo: making the template database {database} ({modules}), once")
    work = f"{database}_new"
    cluster.drop(work)
    log = f"{database}.log"
    if run("-d", work, "-i", modules, "--stop-after-init", log=log):
        raise Missing(f"Odoo could not install {modules}; see .dev/logs/{log}")
    cluster.query(f'ALTER DATABASE "{work}" RENAME TO "{database}"')
    return database

