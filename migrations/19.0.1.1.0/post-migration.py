"""What runs note moves from the mailbox to its status row; rows that runs write are of
the mailbox's company without a column of their own."""

from odoo.tools import SQL

# Fields of the mailbox that are no more, or that are read from the status row.
MOVED = (
    "error_code",
    "failure_count",
    "retry_after",
    "suspect_keys",
    "reconnect_needed",
    "import_keys",
    "import_running",
    "sent_position",
    "sent_error",
)

# Their `company_id` is the mailbox's.
RELATED = ("fetchmail_message", "fetchmail_automatic_mail")


def migrate(cr, version):
    """The rows are there, with `date`, `error_date` and `error_message`, which are
    columns of stock's."""
    cr.execute(
        """
        UPDATE fetchmail_mailbox_status AS status
           SET error_code = mailbox.error_code,
               failure_count = mailbox.failure_count,
               retry_after = mailbox.retry_after,
               reconnect_needed = mailbox.reconnect_needed,
               suspect_keys = (
                    SELECT jsonb_object_agg(key, 1)
                      FROM jsonb_array_elements_text(
                           CASE jsonb_typeof(mailbox.suspect_keys)
                           WHEN 'array' THEN mailbox.suspect_keys ELSE '[]' END
                           ) AS key
               ),
               import_keys = mailbox.import_keys,
               import_running = mailbox.import_running,
               sent_folder = mailbox.sent_folder,
               sent_position = mailbox.sent_position,
               sent_error = mailbox.sent_error
          FROM fetchmail_server AS mailbox
         WHERE mailbox.id = status.server_id
           AND mailbox.case_mailbox
        """
    )
    gone = [("fetchmail_server", column) for column in MOVED]
    gone += [(table, "company_id") for table in RELATED]
    for table, column in gone:
        cr.execute(
            SQL(
                "ALTER TABLE %s DROP COLUMN IF EXISTS %s",
                SQL.identifier(table),
                SQL.identifier(column),
            )
        )
