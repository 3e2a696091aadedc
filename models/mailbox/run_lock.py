"""One run per mailbox at a time, and few connections per account, by locks that nobody
else needs."""

import zlib
from contextlib import contextmanager, suppress

import psycopg2

# The first keys of PostgreSQL's advisory locks.
RUN_LOCK = 0x6D627275  # "mbru"
CONNECTION_LOCK = 0x6D62636F  # "mbco"


@contextmanager
def run_lock(cr, mailbox_id):
    """Try to take the lock of a mailbox's runs; yields whether `cr` has it (bool).

    It is a session-level advisory lock of the connection that does the work: it
    outlives that connection's commits, and ends with the connection, so that neither
    a killed worker nor a cut connection leaves one behind. Where the lock was taken,
    `cr` reads what the run before has committed. Commit before the end: what is not
    is rolled back.
    """
    is_taken = _take(cr, RUN_LOCK, mailbox_id)
    try:
        yield is_taken
    finally:
        if is_taken:
            _release(cr, RUN_LOCK, mailbox_id)


@contextmanager
def connection_slot(cr, account, slots):
    """Try to take one of the `slots` connections that an account (str) may have at
    once; yields whether `cr` has one (bool). As `run_lock`; where `slots` is None, any
    number may be open."""
    numbers = [_number(f"{account} {slot}") for slot in range(slots or 0)]
    taken = next((n for n in numbers if _take(cr, CONNECTION_LOCK, n)), None)
    try:
        yield slots is None or taken is not None
    finally:
        if taken is not None:
            _release(cr, CONNECTION_LOCK, taken)


def _number(name):
    """The second key of an advisory lock by that name: a signed number of 32 bits."""
    return zlib.crc32(name.encode()) - 2**31


def _take(cr, kind, number):
    cr.execute("SELECT pg_try_advisory_lock(%s, %s)", [kind, number])
    (is_taken,) = cr.fetchone()
    # The snapshot is older than the lock.
    cr.commit()  # pylint: disable=invalid-commit
    return is_taken


def _release(cr, kind, number):
    """Let the lock go; Odoo keeps the connection, and its locks, for others."""
    try:
        cr.rollback()
        cr.execute("SELECT pg_advisory_unlock(%s, %s)", [kind, number])
        cr.commit()  # pylint: disable=invalid-commit
    except psycopg2.Error:
        with suppress(psycopg2.Error):
            cr.connection.close()
