"""Builds the wheel, from a checkout and from the source archive, and installs it beside
helpdesk_mgmt's in an empty folder."""

import ast
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from .count import Count
from .paths import ADDON, PYTHON, ROOT
from .python_env import HELPDESK

NEEDED = (
    "__manifest__.py",
    "hooks.py",
    "views/menus.xml",
    "static/description/icon.png",
    "demo/demo_mailboxes.xml",
    "demo/mails/kettle_leaks.eml",
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


# A PEP 517 frontend, in a process of its own.
ARCHIVE = "import sys, whool_backend as b; b.build_sdist(sys.argv[1])"
PICTURE = re.compile(r'<img[^>]* src="([^"]+)"')


def run() -> Count:
    """The wheel builds with whool and installs beside odoo-addon-helpdesk-mgmt."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source"
        _run("git", "clone", "--quiet", str(ROOT), str(source), cwd=ROOT)
        wheel = _wheel(folder, str(source))
        addon = _installed(folder, wheel)
        found = {
            "missing in the wheel": [n for n in NEEDED if not (addon / n).is_file()],
            "not to be in it": [n for n in _files(addon) if _is_stray(n)],
            "imported, but neither in it nor asked for by it": sorted(
                _imported(addon) - _provided(addon)
            ),
            "wrong with the page of Apps": _faults_of_page(addon),
            "otherwise from the source archive": _differences(folder, source, wheel),
        }
    for what, names in found.items():
        if names:
            print(f"{what}: {names}")
    failed = sum(map(bool, found.values()))
    return Count(len(found) - failed, failed)


def _wheel(folder: Path, source: str) -> Path:
    """The wheel built in `folder` from a checkout or an archive."""
    build = [str(PYTHON), "-m", "pip", "wheel", "--quiet", "--no-deps"]
    _run(*build, "--no-build-isolation", "-w", str(folder), source, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _installed(folder: Path, wheel: Path) -> Path:
    """The add-on's folder where the wheel is installed."""
    target = folder / "site"
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-deps"]
    _run(*install, "--target", str(target), HELPDESK, str(wheel), cwd=folder)
    return target / "odoo/addons" / ADDON


def _faults_of_page(addon: Path) -> list[str]:
    """Pictures that the page in Apps names and that are not there; or that it has
    none."""
    folder = addon / "static/description"
    page = (folder / "index.html").read_text("utf-8")
    pictures = PICTURE.findall(page)
    absent = [name for name in pictures if not (folder / name).is_file()]
    return absent if pictures else ["it has no pictures"]


def _differences(folder: Path, source: Path, wheel: Path) -> list[str]:
    """Names of files that only one of two wheels has, that from the checkout and that
    from its source archive, or that differ."""
    _run(str(PYTHON), "-c", ARCHIVE, str(folder), cwd=source, path=source / "dev")
    (archive,) = folder.glob("*.tar.gz")
    again = folder / "again"
    again.mkdir()
    both = [_contents(wheel), _contents(_wheel(again, str(archive)))]
    return sorted({name for name, _crc in set.symmetric_difference(*both)})


def _contents(wheel: Path) -> set[tuple[str, int]]:
    with zipfile.ZipFile(wheel) as archive:
        return {(entry.filename, entry.CRC) for entry in archive.infolist()}


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


def _run(*command: str, cwd: Path, path: Path | None = None) -> str:
    """What a command prints; `path`: a folder that Python takes modules from."""
    extra = {"PYTHONPATH": str(path)} if path else {}
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, env={**os.environ, **extra}
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
    return done.stdout
