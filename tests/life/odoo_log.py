"""What Odoo's log says that a person should look at."""

from pathlib import Path

WORDS = (" WARNING ", " ERROR ", " CRITICAL ", "Traceback")
# Odoo says that it will not uninstall while a scheduled action runs, that it runs none
# while it uninstalls, and that a scheduled action which a test runs is running.
# Of two that lock one row, one says so and tries again.
BUSY = (
    "FOR NO KEY UPDATE SKIP LOCKED",
    "already executing",
    "SELECT FROM ir_cron FOR UPDATE NOWAIT",
    "a scheduled action.",
    "because of modules to install/upgrade/remove",
)


def complaints(text: str) -> list[str]:
    """Lines of a log with a warning or worse."""
    return [
        line
        for line in text.splitlines()
        if any(word in line for word in WORDS)
        and not any(word in line for word in BUSY)
    ]


def complaints_of(log: Path) -> list[str]:
    """As `complaints`, of a file."""
    return complaints(log.read_text(errors="replace"))
