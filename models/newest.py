"""Look-ups that a flood of mail cannot make slow."""

from odoo.tools import SQL

# What one Message-ID or conversation may find: who names more is flooding.
MOST_NAMED = 50


def newest(records, name, values, where):
    """The newest MOST_NAMED records for each of `values` of the field `name` (list of
    str), the newest first, in one query.

    `records`: of the model that is searched. `where`: a further condition (`SQL`).
    """
    if not values:
        return records.browse()
    records.flush_model()
    found = records.env.execute_query(
        SQL(
            """
            SELECT found.id FROM unnest(%s) AS wanted(value)
            CROSS JOIN LATERAL (
                SELECT id FROM %s WHERE %s = wanted.value AND %s
                ORDER BY id DESC LIMIT %s
            ) AS found ORDER BY found.id DESC
            """,
            list(values),
            SQL.identifier(records._table),
            SQL.identifier(name),
            where,
            MOST_NAMED,
        )
    )
    return records.browse(id_ for (id_,) in found)
