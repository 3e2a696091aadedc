"""Python loads it as it starts: notes each way out of this computer that is tried, in
the file that NETWORK_LOG names."""

import os
import sys


def _note(event, arguments):
    if event == "socket.getaddrinfo":
        _write(f"{event} {arguments[0]}")
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        _write(f"{event} {arguments[1][0]}")


def _write(line):
    with open(os.environ["NETWORK_LOG"], "a") as log:
        log.write(f"{line}\n")


if "NETWORK_LOG" in os.environ:
    sys.addaudithook(_note)
