"""How many tests passed and failed."""

import re
from dataclasses import dataclass

_CLOSING = re.compile(r"(\d+) passed, (\d+) failed")


@dataclass(frozen=True)
class Count:
    """How many tests passed and failed."""

    passed: int = 0
    failed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"

    @classmethod
    def read(cls, text: str) -> "Count | None":
        """The count that is the last line of `text`, or None where there is none."""
        lines = text.strip().splitlines()
        found = _CLOSING.fullmatch(lines[-1]) if lines else None
        return cls(*map(int, found.groups())) if found else None
