"""What the commands tell the person who runs them."""

import sys


class Missing(SystemExit):
    """Something a command needs is not there; the text says what and how to get it."""

    def __init__(self, text: str):
        super().__init__(f"\n{text}\n")


def say(text: str) -> None:
    """Print a line of progress to standard error; standard output is for results."""
    print(f"· {text}", file=sys.stderr, flush=True)
