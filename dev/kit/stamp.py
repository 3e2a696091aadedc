"""Remembers what a step of the set-up was made from, so that it runs only once."""

import hashlib

from .paths import DEV


class Stamp:
    """A file below `.dev/stamps` that holds the digest of a step's inputs."""

    def __init__(self, name: str, *inputs: str):
        self._path = DEV / "stamps" / name
        self._digest = hashlib.sha256("\0".join(inputs).encode()).hexdigest()

    def fresh(self) -> bool:
        """True where the step was finished with these very inputs."""
        return self._path.is_file() and self._path.read_text() == self._digest

    def write(self) -> None:
        """Note that the step is finished."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(self._digest)
