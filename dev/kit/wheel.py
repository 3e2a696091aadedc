"""Builds the wheel and installs it beside helpdesk_mgmt's, in an empty folder."""

import ast
import subprocess
import sys
import tempfile
from pathlib import Path

from .count import Count
from .paths import ADDON, PYTHON, ROOT
from .python_env import HELPDESK

NEEDED = (
    "__manifest__.py",
    "hooks.py",
    "views/menus.xml",
    "static/description/icon.png",
    "../helpdesk_mgmt/__manifest__.py",
)
ODOO_PROVIDES = frozenset(
    "odoo babel cryptography lxml markupsafe PIL psycopg2 requests urllib3".split()
)
# Prints the modules of the packages that are named, and of those they ask for.
MODULES = """
import re, sys
from importlib.metadata import packages_distributions, requires
def plain(name):
    return re.sub("[-_.]+", "-", re.match("[A-Za-z0-9._-]+", name)[0]).lower()
todo, known = [plain(name) for name in sys.argv[1:]], set()
while todo:
    name = todo.pop()
    if name not in known:
        known.add(name)
        todo += [plain(r) for r in requires(name) or () if "extra ==" not in r]
for module, packages in packages_distributions().items():
    if known & {plain(package) for package in packages}:
        print(module)
"""


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
        addon = target / "odoo/addons" / ADDON
        missing = [name for name in NEEDED if not (addon / name).is_file()]
        strays = [name for name in _files(addon) if _is_stray(name)]
        lacking = sorted(_imported(addon) - _provided(addon))
    if missing or strays or lacking:
        print(f"missing in the wheel: {missing}, not to be in it: {strays}")
        print(f"imported, but neither in it nor asked for by it: {lacking}")
    return Count(0, 1) if missing or strays or lacking else Count(1, 0)


def _files(addon: Path) -> list[str]:
    return [p.relative_to(addon).as_posix() for p in addon.rglob("*") if p.is_file()]


def _is_stray(name: str) -> bool:
    """Whether a file is the project's own affair, or somebody's leavings."""
    parts = Path(name).parts
    hidden = any(part.startswith(".") for part in parts)
    return hidden or bool({"dev", "tests", "test"} & set(parts[:-1]))


def _imported(addon: Path) -> set[str]:
    """Names of the packages that files of the wheel import."""
    names = set()
    for path in addon.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(node.module)
    return {name.partition(".")[0] for name in names}


def _provided(addon: Path) -> set[str]:
    """Names that are there: Python's, Odoo's, and those of the packages that the
    manifest asks for, with what these ask for."""
    manifest = ast.literal_eval((addon / "__manifest__.py").read_text())
    wanted = manifest["external_dependencies"]["python"]
    listed = _run(str(PYTHON), "-c", MODULES, *wanted, cwd=ROOT)
    return {*sys.stdlib_module_names, *ODOO_PROVIDES, *listed.split()}


def _run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
    return done.stdout
