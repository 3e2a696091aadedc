"""The first published version of the add-on, as this repository's history has it."""

import subprocess
from pathlib import Path

from kit import odoo_home, odoo_runner, paths

COMMIT = "8bfba2e"


def addons_path(place: Path) -> str:
    """Odoo's option of that name, with the old add-on, which is unpacked in `place`."""
    folder = place / paths.ADDON
    folder.mkdir()
    packed = subprocess.run(
        ["git", "archive", COMMIT], cwd=paths.ROOT, capture_output=True
    )
    assert packed.returncode == 0, (
        f"The history lacks commit {COMMIT}, which is upgraded from here: the clone "
        f"has to be a full one (git fetch --unshallow). {packed.stderr.decode()}"
    )
    subprocess.run(["tar", "x", "-C", str(folder)], input=packed.stdout, check=True)
    return ",".join(map(str, [*odoo_home.addons_paths(), place]))


def install(database: str, path: str) -> None:
    """Install it; raises AssertionError with the log where that fails."""
    done = subprocess.run(
        odoo_runner.command(
            *("-d", database, "--addons-path", path),
            *("-i", paths.ADDON, "--stop-after-init"),
        ),
        env=odoo_runner.environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and " ERROR " not in done.stderr, done.stderr
