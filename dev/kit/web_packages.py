"""Packages from npm: a file taken out of Debian's Odoo, prettier, eslint, axe."""

import json
import shutil
import subprocess

from .odoo_home import python_path
from .paths import ODOO_ROOT, WEB
from .say import Missing, say
from .stamp import Stamp

PACKAGES = {
    "@eslint/js": "9.39.5",
    "axe-core": "4.14.1",
    "eslint": "9.39.5",  # the last one that runs on Debian 12's Node.js
    "globals": "17.14.0",
    "@mediapipe/selfie_segmentation": "0.1.1675465747",
    "prettier": "3.10.1",
    "@prettier/plugin-xml": "3.4.2",
}


def ensure() -> None:
    """Install the packages below `.dev/web`."""
    stamp = Stamp("web", json.dumps(PACKAGES))
    if not stamp.fresh() or not WEB.is_dir():
        say("npm packages: installing below .dev/web")
        shutil.rmtree(WEB, ignore_errors=True)
        WEB.mkdir(parents=True)
        names = [f"{name}@{version}" for name, version in PACKAGES.items()]
        run = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(WEB), *names],
            capture_output=True,
            text=True,
            cwd=WEB,
        )
        if run.returncode:
            raise Missing(f"npm install failed:\n{run.stderr[-3000:]}")
        stamp.write()


def restore_removed_file() -> None:
    """Lay the removed file into the unpacked Odoo, where it is Debian's.

    Without it the browser logs an error on every page.
    """
    name = "selfie_segmentation/selfie_segmentation.js"
    place = python_path() / "odoo/addons/mail/static/lib" / name
    if ODOO_ROOT in place.parents and not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(WEB / "node_modules/@mediapipe" / name, place)
