"""The OAuth authority's own Python environment: `.dev/venv-authority`.

django-oauth-toolkit needs an oauthlib older than the one the add-on is tested with.
"""

import subprocess
import sys
from pathlib import Path

from .paths import DEV, ROOT
from .say import Missing, say
from .stamp import Stamp

VENV = DEV / "venv-authority"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "dev" / "requirements-authority.txt"


def ensure() -> Path:
    """Make the environment where it is missing or its pins have changed.

    Returns its Python, which `peers.oauth_authority.OAuthAuthority` is run by.
    """
    stamp = Stamp("venv-authority", REQUIREMENTS.read_text(), sys.version)
    if not (stamp.fresh() and PYTHON.exists()):
        say("Python packages: making .dev/venv-authority (about 20 seconds)")
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        install = [str(PYTHON), "-m", "pip", "install", "--quiet"]
        _run([*install, "--disable-pip-version-check", "-r", str(REQUIREMENTS)])
        stamp.write()
    return PYTHON


def _run(command: list[str]) -> None:
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise Missing(f"{' '.join(command)} failed:\n{run.stderr[-3000:]}")
