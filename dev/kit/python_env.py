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
    install("-r", str(REQUIREMENTS))
    install("--no-deps", HELPDESK)
    stamp.write()


def install(*arguments: str) -> None:
    """Run `pip install` of the environment; raises Missing where it fails."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet"]
    _run([*pip, "--disable-pip-version-check", *arguments])


def _run(command: list[str]) -> None:
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise Missing(f"{' '.join(command)} failed:\n{run.stderr[-3000:]}")
