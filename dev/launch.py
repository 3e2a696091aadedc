"""Runs Odoo's command line, as its own script does.

With `--workers`, Odoo starts a further process by the name of its script, which
`python -m odoo` has none of.
"""

import odoo.cli

if __name__ == "__main__":
    odoo.cli.main()
