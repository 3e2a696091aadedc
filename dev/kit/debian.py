"""Debian's packages of the machine's own release, looked up and fetched without root.

The index is a private one: that of the machine may be empty or old, and only root may
fetch it anew.
"""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .say import Missing

_DEPENDENCY = re.compile(r"^ [ |](?:Pre)?Depends: ([^<\s]+)", re.M)


class Index:
    """The packages of the sources that the machine names; its files are in `folder`."""

    def __init__(self, folder: Path):
        self._folder = folder
        values = {
            "Dir::State::Lists": folder / "lists",
            "Dir::Cache": folder,
            # Root's apt drops to a user who may not enter this folder.
            "APT::Sandbox::User": "root",
        }
        self._options = [w for k, v in values.items() for w in ("-o", f"{k}={v}")]

    def update(self) -> None:
        """Fetch the index. Raises Missing where apt cannot."""
        for name in ("lists/partial", "archives/partial", "debs"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        self._run("apt-get", "--quiet", "update")

    def dependencies(self, package: str) -> list[str]:
        """The names of what a package depends on, alternatives included."""
        quiet = ("recommends", "suggests", "conflicts", "breaks", "replaces")
        options = [f"--no-{name}" for name in (*quiet, "enhances")]
        return _DEPENDENCY.findall(self._run("apt-cache", "depends", *options, package))

    def download(self, packages: Iterable[str]) -> list[Path]:
        """Fetch the packages' files; their paths. Raises Missing where apt cannot."""
        folder = self._folder / "debs"
        for old in folder.glob("*.deb"):
            old.unlink()
        self._run("apt-get", "--quiet", "download", *packages, cwd=folder)
        return sorted(folder.glob("*.deb"))

    def _run(self, program: str, *words: str, cwd: Path | None = None) -> str:
        command = [program, *self._options, *words]
        run = subprocess.run(command, capture_output=True, text=True, cwd=cwd)
        if run.returncode:
            raise Missing(f"{' '.join(command)} failed:\n{run.stderr[-3000:]}")
        return run.stdout
