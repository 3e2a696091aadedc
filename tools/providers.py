"""Stand-in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provider:
    name: str
    connections: int | None = None
    bytes_a_day: int | None = None
    pop3_bytes_a_day: int | None = None


def provider_of(host: str, capabilities: Iterable[str] = ()) -> Provider:
    if host.endswith("gmail.com"):
        return Provider("Google", 15, 2_500_000_000)
    return Provider("")
