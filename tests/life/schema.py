"""What a database is made of, to be compared with one that never had the add-on."""

import re

from kit.cluster import Cluster

SHAPE = {
    "columns": """SELECT table_name || '.' || column_name || ' ' || data_type || ' '
        || is_nullable FROM information_schema.columns WHERE table_schema = 'public'""",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": """SELECT conrelid::regclass || ' ' || conname || ' '
        || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace""",
}
RECORDS = {
    "names": "SELECT module || '.' || name FROM ir_model_data",
    "models": "SELECT model FROM ir_model",
    "fields": "SELECT model || '.' || name FROM ir_model_fields",
    "windows": "SELECT id || ' ' || res_model || ' ' || coalesce(domain, '') || ' ' ||"
    " coalesce(context, '') FROM ir_act_window",
    "server actions": "SELECT id || ' ' || coalesce(code, '') FROM ir_act_server",
    "scheduled actions": "SELECT id || ' ' || active FROM ir_cron",
    "activity types": "SELECT id || ' ' || coalesce(res_model, '')"
    " FROM mail_activity_type",
    "templates": "SELECT id || ' ' || coalesce(model, '') FROM mail_template",
    "views": "SELECT id || ' ' || arch_db FROM ir_ui_view WHERE active",
    "menus": "SELECT id || ' ' || coalesce(action, '') FROM ir_ui_menu",
    "rights": "SELECT id || ' ' || name FROM ir_model_access",
    "rules": "SELECT id || ' ' || name FROM ir_rule",
    "parameters": "SELECT key FROM ir_config_parameter",
    "assets": "SELECT path FROM ir_asset",
    "choices": "SELECT field_id || ' ' || value FROM ir_model_fields_selection",
}


# Views have line ends in them.
# Of the record; of a menu's action; of the action that a button of a view opens.
NUMBERS = re.compile(r'^\d+ |(?<=,)\d+$|(?<=name=\\")\d+(?=\\" type=\\"action)')
ONE_LINE = "SELECT regexp_replace(said, '\\s+', ' ', 'g') FROM ({}) AS found(said)"


def made_of(cluster: Cluster, database: str) -> dict[str, set[str]]:
    """Every column, index, constraint and configuring record, as text by kind."""
    return {
        kind: set(cluster.query(ONE_LINE.format(sql), database).splitlines())
        for kind, sql in {**SHAPE, **RECORDS}.items()
    }


def differences(before: dict, after: dict) -> dict[str, tuple[list, list]]:
    """(gone, new) of each kind where the two databases differ."""
    return {
        kind: (sorted(before[kind] - after[kind]), sorted(after[kind] - before[kind]))
        for kind in before
        if before[kind] != after[kind]
    }


def without_ids(made: dict[str, set[str]]) -> dict[str, set[str]]:
    """What `made_of` found, without the numbers of records: two databases that were
    made in different ways count differently."""
    return {
        kind: {NUMBERS.sub("", said) for said in found} if kind in RECORDS else found
        for kind, found in made.items()
    }
