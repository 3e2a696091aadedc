"""What a script in Odoo's shell measures, in a process of its own."""

import json
import subprocess

from . import odoo_runner, paths
from .say import Missing


def measured(database: str, worker: str, name: str, **environment: str) -> dict:
    """What `main(env)` of the module `kit.<worker>` prints in `database`, as JSON in a
    line that begins with BENCH; `environment`: what the process is given besides.

    Raises Missing where it prints none; the log is called by `name`.
    """
    log = paths.LOGS / f"{name}.log"
    with log.open("wb") as errors:
        done = subprocess.run(
            odoo_runner.command("shell", "-d", database, "--no-http"),
            env=odoo_runner.environment(**environment),
            input=f"from kit.{worker} import main\nmain(env)\n",
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    for line in done.stdout.splitlines():
        if line.startswith("BENCH "):
            return json.loads(line.removeprefix("BENCH "))
    raise Missing(f"Nothing was measured; see {log}")
