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


FORMATTED = ("*.xml", "*.js", "*.cjs", "*.scss", "*.json", "*.yaml")
# Mail is kept byte by byte, and tools write translations in their own form.
KEPT = (".eml", ".png", ".po", ".pot", ".svg", "recorded_refusals.txt")


def checks() -> dict[str, list[str]]:
    """Name of each check -> its command line, run in the repository's root."""
    python = _tracked("*.py")
    addon = [name for name in python if not name.startswith(PLAIN)]
    ruff = str(VENV / "bin" / "ruff")
    return {
        "ruff check": [ruff, "check", "--no-cache", "."],
        "ruff format": [ruff, "format", "--no-cache", "--check", "."],
        "mypy": [str(PYTHON), "-m", "mypy"],
        "pylint-odoo": [str(PYTHON), "-m", "pylint", "--rcfile=.pylintrc", *addon],
        **_web_checks(),
        **_hooks(python),
    }


def _web_checks() -> dict[str, list[str]]:
    """prettier and eslint."""
    tools = WEB / "node_modules"
    plugin = str(tools / "@prettier/plugin-xml/src/plugin.js")
    prettier = [str(tools / ".bin/prettier"), "--check", "--log-level=warn"]
    formatted = [name for kind in FORMATTED for name in _tracked(kind)]
    formatted.remove("dev/samples/expected.json")  # a line is a mail
    scripts = ["static/src", "--max-warnings=0"]
    return {
        "prettier": [*prettier, "--plugin", plugin, *formatted],
        "eslint": [str(tools / ".bin/eslint"), *scripts],
    }


def _hooks(python: list[str]) -> dict[str, list[str]]:
    """Those of pre-commit-hooks that OCA's template has; the first two mend what they
    find, and fail."""
    text = [name for name in _tracked() if not name.endswith(KEPT)]
    toml = _tracked("*.toml")
    return {
        name: [str(VENV / "bin" / name), *arguments]
        for name, arguments in {
            "trailing-whitespace-fixer": ["--markdown-linebreak-ext=md", *text],
            "end-of-file-fixer": text,
            "mixed-line-ending": ["--fix=no", *text],
            "check-merge-conflict": ["--assume-in-merge", *text],
            "check-case-conflict": text,
            "check-symlinks": text,
            "check-shebang-scripts-are-executable": text,
            "check-xml": _tracked("*.xml"),
            "check-toml": toml,
            "check-docstring-first": python,
            "debug-statement-hook": python,
        }.items()
    }


def run() -> Count:
    """All of them."""
    total = Count()
    for name, command in checks().items():
        done = subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            text=True,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "NODE_PATH": str(WEB / "node_modules"),
            },
        )
        if done.returncode:
            print(f"{name}:\n{done.stdout[-6000:]}{done.stderr[-2000:]}")
        total += Count(0, 1) if done.returncode else Count(1, 0)
    return total


def _tracked(pattern: str = "*") -> list[str]:
    """Files of the working tree that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]
