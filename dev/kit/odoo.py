"""./dev/odoo ARGUMENTS: Odoo with the project's set-up."""

import os
import sys

from . import odoo_runner


def main() -> None:
    """Prepare the cluster and the configuration, then become Odoo."""
    odoo_runner.prepare()
    command = odoo_runner.command(*sys.argv[1:])
    os.execve(command[0], command, odoo_runner.environment())


if __name__ == "__main__":
    main()
