"""Mail that is in the history loads pictures of other servers when somebody asks for
them, as mail that comes from now on."""

from lxml import etree

from odoo import SUPERUSER_ID, api
from odoo.fields import Domain

from odoo.addons.helpdesk_mgmt_mailbox.tools.text import block_stored_pictures

BATCH = 500
LOADED = (' src="http', ' src="//', "url(")


def migrate(cr, version):
    """Block them in history entries and descriptions that mail has made."""
    env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
    entries = env["fetchmail.message"].search([("mail_message_id", "!=", False)])
    _block(entries.mail_message_id, "body")
    tickets = env["helpdesk.ticket"].with_context(active_test=False)
    _block(tickets.search([("mailbox_id", "!=", False)]), "description")


def _block(records, name):
    loaded = Domain.OR(Domain(name, "like", words) for words in LOADED)
    for start in range(0, len(records), BATCH):
        known = Domain("id", "in", records[start : start + BATCH].ids)
        for record in records.search(known & loaded):
            try:
                html = block_stored_pictures(record[name])
            except etree.ParserError:
                continue
            if html != record[name]:
                record[name] = html
        records.env.flush_all()
        records.env.invalidate_all()
