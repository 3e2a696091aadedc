"""Builds the wheel and installs it beside helpdesk_mgmt's, in an empty folder."""

import subprocess
import tempfile
from pathlib import Path

from .count import Count
from .paths import ADDON, PYTHON, ROOT
from .python_env import HELPDESK


def run() -> Count:
    """The wheel builds with whool and installs beside odoo-addon-helpdesk-mgmt."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        _run("git", "clone", "--quiet", str(ROOT), str(source), cwd=ROOT)
        build = [str(PYTHON), "-m", "pip", "wheel", "--quiet", "--no-deps"]
        _run(*build, "--no-build-isolation", "-w", folder, ".", cwd=source)
        wheels = list(Path(folder).glob("*.whl"))
        target = Path(folder) / "site"
        install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-deps"]
        _run(*install, "--target", str(target), HELPDESK, *map(str, wheels), cwd=ROOT)
        missing = [
            name
            for name in (
                f"odoo/addons/{ADDON}/__manifest__.py",
                f"odoo/addons/{ADDON}/views/menus.xml",
                f"odoo/addons/{ADDON}/static/description/icon.png",
                "odoo/addons/helpdesk_mgmt/__manifest__.py",
            )
            if not (target / name).is_file()
        ]
        strays = [
            p for p in (target / f"odoo/addons/{ADDON}").iterdir() if p.name == "dev"
        ]
    if missing or strays:
        print("missing in the wheel:", missing, "not to be in it:", strays)
    return Count(0, 1) if missing or strays else Count(1, 0)


def _run(*command: str, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
