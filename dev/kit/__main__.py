"""python3 -m kit COMMAND ARGUMENTS: set up with any Python, then run in the venv."""

import os
import sys

from . import setup, test_arguments
from .paths import PYTHON, ROOT

NEEDS = {
    "odoo": {"odoo"},
    "i18n": {"odoo"},
    "demo": {"odoo", "dovecot"},
    "bench": {"odoo", "dovecot"},
    "inspect": set(),
    "rooms": set(),
    "index": set(),
    "fuzz": set(),
}
# A module of the command's own name would be taken for Python's.
MODULES = {"inspect": "inspect_mail", "index": "index_page"}


def main() -> None:
    """Set up what the command needs and hand over to its module in the venv."""
    name, arguments = sys.argv[1], sys.argv[2:]
    needs = test_arguments.read(arguments).needs if name == "test" else NEEDS[name]
    setup.ensure(needs)
    folders = [str(ROOT / "dev"), str(ROOT / "tests"), str(ROOT)]
    os.environ["PYTHONPATH"] = os.pathsep.join(folders)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    module = MODULES.get(name, name)
    os.execv(PYTHON, [str(PYTHON), "-m", f"kit.{module}", *arguments])


main()
