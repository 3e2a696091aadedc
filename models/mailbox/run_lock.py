"""One run per mailbox at a time, by a lock that nobody else needs."""

from contextlib import contextmanager, suppress

import psycopg2

RUN_LOCK = 0x6D627275  # "mbru": the first key of PostgreSQL's advisory locks


@contextmanager
def run_lock(cr, mailbox_id):
    """Try to take the lock of a mailbox's runs; yields whether `cr` has it (bool).

    It is a session-level advisory lock of the connection that does the work: it
    outlives that connection's commits, and ends with the connection, so that neither
    a killed worker nor a cut connection leaves one behind. Where the lock was taken,
    `cr` reads what the run before has committed. Commit before the end: what is not
    is rolled back.
    """
    cr.execute("SELECT pg_try_advisory_lock(%s, %s)", [RUN_LOCK, mailbox_id])
    (is_taken,) = cr.fetchone()
    # The snapshot is older than the lock.
    cr.commit()  # pylint: disable=invalid-commit
    try:
        yield is_taken
    finally:
        if is_taken:
            _release(cr, mailbox_id)


def _release(cr, mailbox_id):
    """Let the lock go; Odoo keeps the connection, and its locks, for others."""
    try:
        cr.rollback()
        cr.execute("SELECT pg_advisory_unlock(%s, %s)", [RUN_LOCK, mailbox_id])
        cr.commit()  # pylint: disable=invalid-commit
    except psycopg2.Error:
        with suppress(psycopg2.Error):
            cr.connection.close()
