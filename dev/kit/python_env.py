"""The commands' own Python environment: `.dev/venv`, from pinned requirements."""

import subprocess
import sys

from .paths import PYTHON, ROOT, VENV
from .say import Missing, say
from .stamp import Stamp

REQUIREMENTS = ROOT / "dev" / "requirements.txt"
# Its wheel asks for `odoo==19.0.*`, which no Python index has.
HELPDESK = "odoo-addon-helpdesk-mgmt==19.0.1.3.2"


def ensure() -> None:
    """Make the environment, or make it anew where the pins have changed."""
    stamp = Stamp("venv", REQUIREMENTS.read_text(), HELPDESK, sys.version)
    if stamp.fresh() and PYTHON.exists():
        return
    say("Python packages: making .dev/venv (about a minute)")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    install = [str(PYTHON), "-m", "pip", "install", "--quiet"]
    _run([*install, "--disable-pip-version-check", "-r", str(REQUIREMENTS)])
    _run([*install, "--disable-pip-version-check", "--no-deps", HELPDESK])
    stamp.write()


def _run(command: list[str]) -> None:
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise Missing(f"{' '.join(command)} failed:\n{run.stderr[-3000:]}")
