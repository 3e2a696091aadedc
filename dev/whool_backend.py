"""PEP 517 backend: whool, on a copy of the add-on under its technical name.

whool names the add-on after its folder and packs all files of it; but the checkout may
have any name, the project's own commands are not for those who install it, and the page
of Apps is made of the fragments in `readme/`. A source archive holds all that is made
here, and builds with whool alone.
"""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from kit.index_page import write_page
from whool import buildapi

ADDON = "helpdesk_mgmt_mailbox"
# Tests need servers and packages that only a checkout's own commands set up.
LEFT_OUT = (".", "dev/", "tests/", "mypy.ini", "readme/newsfragments/")
# Of the source archive.
PYPROJECT = """[build-system]
requires = ["whool"]
build-backend = "whool.buildapi"
"""


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Build the wheel into `wheel_directory`; returns its file name (PEP 517)."""
    target = os.path.abspath(wheel_directory)
    with _staged():
        return buildapi.build_wheel(target, config_settings, metadata_directory)


def build_sdist(sdist_directory, config_settings=None):
    """Build the source archive; returns its file name (PEP 517)."""
    target = Path(sdist_directory).resolve()
    with _staged():
        return buildapi.build_sdist(target, config_settings)


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    """Write the metadata; returns the name of its folder (PEP 517)."""
    target = os.path.abspath(metadata_directory)
    with _staged():
        return buildapi.prepare_metadata_for_build_wheel(target, config_settings)


@contextmanager
def _staged():
    """Work in a folder of the add-on's name that holds just its files."""
    source = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder) / ADDON
        for name in _files(source):
            place = stage / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / name, place)
        write_page(stage)
        (stage / "pyproject.toml").write_text(PYPROJECT)
        os.chdir(stage)
        try:
            yield
        finally:
            os.chdir(source)


def _files(source):
    """Tracked files of the add-on; without git, all of them."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=source, capture_output=True, text=True
    )
    names = listed.stdout.splitlines() if listed.returncode == 0 else _all(source)
    return [name for name in names if not name.startswith(LEFT_OUT)]


def _all(source):
    found = (path for path in source.rglob("*") if path.is_file())
    return [path.relative_to(source).as_posix() for path in found]
