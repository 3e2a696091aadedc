"""Branch coverage of `tools/` in the unit stage; bound and reasons in `.coveragerc`."""

import subprocess

from .count import Count
from .paths import DEV, PYTHON, ROOT

_CONFIG = f"--rcfile={ROOT / '.coveragerc'}"
_DATA = f"--data-file={DEV / 'coverage'}"

# What stands between Python and its arguments `-m pytest ...` to measure them.
MEASURED = ("-m", "coverage", "run", _CONFIG, _DATA)


def report() -> Count:
    """Print the total, and where something was not run; failed below the bound."""
    command = [str(PYTHON), "-m", "coverage", "report", _CONFIG, _DATA]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if "%" in line]
    print("\n".join(["Branch coverage of tools:", *lines]), flush=True)
    if done.returncode:
        print((done.stdout + done.stderr).strip().splitlines()[-1], flush=True)
    return Count(failed=1) if done.returncode else Count(passed=1)
