"""Messages that could not be processed are called failed; updates do not write the
activity type that tells of them."""

from odoo import SUPERUSER_ID, api

NAMED = "helpdesk_mgmt_mailbox.activity_type_parked"


def migrate(cr, version):
    """Rename the activity type, unless somebody has."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    kind = env.ref(NAMED, raise_if_not_found=False)
    if kind and kind.name == "Parked Messages":
        kind.name = "Failed Messages"
