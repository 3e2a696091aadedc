"""python3 -m kit.job STAGE [WORD ...]: one stage, or a part of it, by itself.

Its last line of output is its count.
"""

import importlib
import sys

from . import pytest_folder
from .stages import BY_NAME


def main() -> int:
    """Run it; the exit status is 1 where a test failed or none ran."""
    name, *words = sys.argv[1:]
    module = BY_NAME[name].module
    if module:
        count = importlib.import_module(f"kit.{module}").run(*words)
    else:
        count = pytest_folder.run(name, *words)
    print(count, flush=True)
    return 1 if count.failed or not count.passed else 0


if __name__ == "__main__":
    sys.exit(main())
