"""Runs Odoo with this add-on, its neighbours and the private cluster."""

import os
import subprocess
import zlib
from pathlib import Path

from . import house_addons, odoo_home, paths
from .cluster import ROLE, Cluster
from .lock import locked
from .say import Missing, say


def command(*arguments: str) -> list[str]:
    """The command line that runs Odoo, to be run in `environment()`.

    `arguments` may begin with one of Odoo's own commands (shell, db, ...).
    """
    return [str(paths.PYTHON), str(paths.ROOT / "dev/launch.py"), *arguments]


def environment(**extra: str) -> dict[str, str]:
    """The process environment for Odoo: its sources on the Python path, and the
    project's configuration, which each of its commands would take as another option.
    """
    python_path = [str(odoo_home.python_path()), str(paths.ROOT / "dev")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(python_path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "ODOO_RC": str(_config()),
        **extra,
    }


def prepare() -> Cluster:
    """Start the cluster, link the add-on under its technical name, write the config."""
    cluster = Cluster()
    with locked("odoo"):
        cluster.start()
        _link_addon()
        _write_config(cluster)
    return cluster


def _config() -> Path:
    return paths.HOUSE_CONFIG if house_addons.chosen() else paths.CONFIG


def _write_config(cluster: Cluster) -> None:
    """Aside, and then renamed: another Odoo may be reading it now."""
    draft = _config().with_suffix(".new")
    draft.write_text(
        "[options]\n"
        f"addons_path = {addons_path()}\n"
        f"data_dir = {paths.DATA}\n"
        f"db_host = {cluster.socket}\ndb_user = {ROLE}\n"
        "http_interface = 127.0.0.1\nlist_db = False\nwith_demo = False\n"
    )
    draft.replace(_config())


def addons_path(*more: Path) -> str:
    """Odoo's option of that name: its own add-ons, this one's folder, and `more`."""
    house = [house_addons.FOLDER / "odoo/addons"] if house_addons.chosen() else []
    folders = [*odoo_home.addons_paths(), *house, paths.LINKED_ADDONS, *more]
    return ",".join(map(str, folders))


def _link_addon() -> None:
    """Lay the add-on under its technical name, whatever the checkout is called.

    Link by link, without `.dev`: a link to the root would lead in circles. A `.dev`
    that was copied has links to the checkout it came from.
    """
    folder = paths.LINKED_ADDONS / paths.ADDON
    if folder.is_symlink():
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {p.name for p in paths.ROOT.iterdir() if not p.name.startswith(".")}
    for link in folder.iterdir():
        if link.name not in wanted or link.readlink() != paths.ROOT / link.name:
            link.unlink()
    for name in wanted - {link.name for link in folder.iterdir()}:
        (folder / name).symlink_to(paths.ROOT / name)


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
    with locked(f"template-{name}"):
        if database in cluster.databases():
            return database
        say(f"Odoo: making the template database {database} ({modules}), once")
        work = f"{database}_new"
        cluster.drop(work)
        install(cluster, work, modules)
        cluster.query(f'ALTER DATABASE "{work}" RENAME TO "{database}"')
    return database


def base_template(cluster: Cluster) -> str:
    """The name of a template database without this add-on."""
    if house_addons.chosen():
        modules = [*house_addons.STOCK, "helpdesk_mgmt", *house_addons.names()]
        return template(cluster, "house", ",".join(modules))
    return template(cluster, "base", "helpdesk_mgmt")


def addon_template(cluster: Cluster) -> str:
    """The name of a template database with this add-on installed as it is now."""
    base = base_template(cluster)
    code = b"".join(path.read_bytes() for path in _addon_files())
    kind = f"template_addon_{zlib.crc32(base.encode()):08x}_"
    database = f"{kind}{zlib.crc32(code):08x}"
    with locked(kind.strip("_")):
        existing = cluster.databases()
        if database in existing:
            return database
        for old in existing:
            if old.startswith(kind):
                cluster.drop(old)
        say("Odoo: installing the add-on")
        cluster.copy(base, database + "_new")
        install(cluster, database + "_new", paths.ADDON)
        cluster.query(f'ALTER DATABASE "{database}_new" RENAME TO "{database}"')
    return database


def install(cluster: Cluster, database: str, modules: str) -> None:
    """Install `modules`; raises Missing, and drops the database, where it fails."""
    log = f"install_{database}.log"
    failed = run("-d", database, "-i", modules, "--stop-after-init", log=log)
    if failed or _install_failed(log):
        cluster.drop(database)
        raise Missing(f"Odoo could not install {modules}; see .dev/logs/{log}")


def _install_failed(log: str) -> bool:
    """Odoo's exit status is 0 after some failed installations."""
    text = (paths.LOGS / log).read_text(errors="replace")
    return " CRITICAL " in text or "Failed to load registry" in text


def _addon_files() -> list[Path]:
    """What the installed state depends on: manifest, models, views, data, security."""
    folders = "models wizards controllers views data demo security i18n".split()
    found = [p for f in folders for p in (paths.ROOT / f).rglob("*") if p.is_file()]
    code = [p for p in found if p.suffix != ".pyc"]
    return sorted([*code, paths.ROOT / "__manifest__.py"])
