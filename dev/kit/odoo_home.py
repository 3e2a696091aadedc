"""Odoo 19 itself: from ODOO_HOME, else Debian's package, unpacked, not installed."""

import os
import shutil
import subprocess
from pathlib import Path

from .paths import DEV, ODOO_ROOT, VENV
from .say import Missing, say
from .stamp import Stamp

APT = DEV / "apt"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
UNSTABLE = ("odoo-19", "fonts-montserrat")
# The package links to files of these; unstable's font-awesome has other paths.
STABLE = (
    "fonts-roboto-unhinted",
    "fonts-inconsolata",
    "fonts-ocr-b",
    "fonts-font-awesome",
    "libjs-jquery",
    "libjs-underscore",
    "libjs-jquery-form",
)


def python_path() -> Path:
    """The folder that holds the Python package `odoo`.

    Raises Missing where ODOO_HOME names a folder without it.
    """
    home = os.environ.get("ODOO_HOME")
    if not home:
        return ODOO_ROOT / "usr/lib/python3/dist-packages"
    if not (Path(home) / "odoo" / "release.py").is_file():
        raise Missing(f"ODOO_HOME is {home}, but there is no odoo/release.py in it.")
    return Path(home).resolve()


def addons_paths() -> list[Path]:
    """The folders with Odoo's own add-ons and with OCA's `helpdesk_mgmt`."""
    home = python_path()
    site = next(VENV.glob("lib/python3.*/site-packages/odoo/addons"))
    return [p for p in (home / "odoo/addons", home / "addons", site) if p.is_dir()]


def ensure() -> None:
    """Unpack Debian's package below `.dev/odoo`, unless ODOO_HOME names an Odoo."""
    if os.environ.get("ODOO_HOME"):
        python_path()
        return
    stamp = Stamp("odoo", *UNSTABLE, *STABLE)
    if stamp.fresh() and python_path().is_dir():
        return
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise Missing(
            "Odoo comes from Debian's package odoo-19, but apt-get is not on this "
            "machine. Set ODOO_HOME to a folder with Odoo 19's sources instead."
        )
    say("Odoo 19: fetching Debian's package (123 MB) and unpacking it below .dev/odoo")
    shutil.rmtree(ODOO_ROOT, ignore_errors=True)
    for package in _download():
        _run(["dpkg", "-x", str(package), str(ODOO_ROOT)])
        package.unlink()
    stamp.write()


def _download() -> list[Path]:
    for folder in ("lists/partial", "archives/partial", "debs"):
        (APT / folder).mkdir(parents=True, exist_ok=True)
    (APT / "unstable.sources").write_text(_sources())
    own = _own_state()
    _run(["apt-get", *own, "--quiet", "update"])
    _run(["apt-get", *own, "--quiet", "download", *UNSTABLE], cwd=APT / "debs")
    _run(["apt-get", "--quiet", "download", *STABLE], cwd=APT / "debs")
    return sorted((APT / "debs").glob("*.deb"))


def _own_state() -> list[str]:
    options = {
        "Dir::Etc::SourceList": "/dev/null",
        "Dir::Etc::SourceParts": APT,
        "Dir::State::Lists": APT / "lists",
        "Dir::Cache": APT,
        # Root's apt drops to a user who may not enter this folder.
        "APT::Sandbox::User": "root",
    }
    return [word for k, v in options.items() for word in ("-o", f"{k}={v}")]


def _sources() -> str:
    """A source for unstable on the mirror that this system's own sources name."""
    if not KEYRING.exists():
        raise Missing(f"{KEYRING} is missing: apt-get install debian-archive-keyring")
    listed = _run(
        ["apt-get", "indextargets", "--format", "$(ORIGIN) $(COMPONENT) $(SITE)"]
        + ["Created-By: Packages"]
    )
    for line in listed.splitlines():
        origin, component, site = line.split(" ", 2)
        if (origin, component) == ("Debian", "main"):
            return (
                f"Types: deb\nURIs: {site}\nSuites: unstable\n"
                f"Components: main\nSigned-By: {KEYRING}\n"
            )
    raise Missing("apt knows no Debian mirror yet. Run `apt-get update` once as root.")


def _run(command: list[str], cwd: Path | None = None) -> str:
    run = subprocess.run(command, capture_output=True, text=True, cwd=cwd)
    if run.returncode:
        raise Missing(f"{' '.join(command)} failed:\n{run.stderr[-3000:]}")
    return run.stdout
