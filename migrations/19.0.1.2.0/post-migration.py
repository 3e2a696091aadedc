"""Texts say Ticket where they said Case, in all languages.

Odoo gives a text that changes little the translation that the old one had, and never
replaces a translation that is there, unless it is told to.
"""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Load the translations anew. Mail templates (noupdate) stay as they are."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    addon = env.ref("base.module_helpdesk_mgmt_mailbox")
    addon._update_translations(overwrite=True)
