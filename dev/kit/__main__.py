"""python3 -m kit COMMAND ARGUMENTS: set up with any Python, then run in the venv."""

import os
import sys

from . import setup
from .paths import PYTHON, ROOT


def main() -> None:
    """Set up what the command needs and hand over to its module in the venv."""
    name, arguments = sys.argv[1], sys.argv[2:]
    setup.ensure("unit" if [name, *arguments] == ["test", "unit"] else name)
    folders = [str(ROOT / "dev"), str(ROOT / "tests"), str(ROOT)]
    os.environ["PYTHONPATH"] = os.pathsep.join(folders)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.execv(PYTHON, [str(PYTHON), "-m", f"kit.{name}", *arguments])


main()
