"""Style checks as OCA's template has them, from PyPI and npm packages."""

import os
import subprocess

from .count import Count
from .paths import PYTHON, ROOT, VENV, WEB

# Plain Python: OCA's rules for Odoo code say nothing about it.
PLAIN = (
    "dev/",
    "tools/",
    "tests/peers/",
    "tests/unit/",
    "tests/wire/",
    "tests/sessions/",
    "tests/servers/",
    "tests/loss/",
    "tests/loop/",
    "tests/oauth/",
    "tests/browser/",
    "tests/life/",
)


def checks() -> dict[str, list[str]]:
    """Name of each check -> its command line, run in the repository's root."""
    xml = _tracked("*.xml")
    python = _tracked("*.py")
    addon = [name for name in python if not name.startswith(PLAIN)]
    ruff = str(VENV / "bin" / "ruff")
    plugin = str(WEB / "node_modules/@prettier/plugin-xml/src/plugin.js")
    prettier = str(WEB / "node_modules/.bin/prettier")
    return {
        "ruff check": [ruff, "check", "--no-cache", "."],
        "ruff format": [ruff, "format", "--no-cache", "--check", "."],
        "mypy": [str(PYTHON), "-m", "mypy"],
        "pylint-odoo": [str(PYTHON), "-m", "pylint", "--rcfile=.pylintrc", *addon],
        "prettier": [prettier, "--check", "--plugin", plugin, *xml],
    }


def run() -> Count:
    """ruff, mypy, pylint-odoo, and prettier for XML."""
    total = Count()
    for name, command in checks().items():
        done = subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        if done.returncode:
            print(f"{name}:\n{done.stdout[-6000:]}{done.stderr[-2000:]}")
        total += Count(0, 1) if done.returncode else Count(1, 0)
    return total


def _tracked(pattern: str) -> list[str]:
    """Files of the working tree that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]
