"""The add-ons that this one is tried beside: OCA's from PyPI, and stock ones."""

import os
import re
import shutil

from . import python_env
from .paths import DEV, ROOT
from .say import say
from .stamp import Stamp

REQUIREMENTS = ROOT / "dev" / "requirements-house.txt"
FOLDER = DEV / "house"
STOCK = (
    "crm",
    "google_gmail",
    "hr",
    "mass_mailing",
    "microsoft_outlook",
    "portal",
    "privacy_lookup",
    "project",
    "rating",
    "sale",
    "sms",
    "website",
)
_NAME = re.compile(r"^odoo-addon-(\w+)==", re.MULTILINE)
# Set for a process and all that it starts: names of those that stay out of it.
_VARIABLE = "HELPDESK_HOUSE_WITHOUT"


def names() -> list[str]:
    """Technical names of OCA's add-ons in the house."""
    absent = os.environ.get(_VARIABLE, "").split()
    return [n for n in _NAME.findall(REQUIREMENTS.read_text()) if n not in absent]


def choose(*absent: str) -> None:
    """From now on, template databases of this process have the whole house in them, but
    for the add-ons `absent`."""
    os.environ[_VARIABLE] = " ".join(absent)


def chosen() -> bool:
    """Whether this process, or one that started it, has called `choose`."""
    return _VARIABLE in os.environ


def ensure() -> None:
    """Install the add-ons below `.dev/house`, or anew where the pins have changed.

    Not into the Python environment: Odoo would find them in every other stage, and
    install by itself those that bridge two others.
    """
    stamp = Stamp("house", REQUIREMENTS.read_text())
    if stamp.fresh() and FOLDER.is_dir():
        return
    say("OCA's add-ons: installing them below .dev/house")
    shutil.rmtree(FOLDER, ignore_errors=True)
    # Their wheels ask for `odoo==19.0.*`, which no Python index has.
    python_env.install("--no-deps", "--target", str(FOLDER), "-r", str(REQUIREMENTS))
    stamp.write()
