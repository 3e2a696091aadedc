"""The form of the mailbox and that of the received message are whole; the views that
filled them go first, because Odoo would apply them to the whole forms, too."""

from odoo import SUPERUSER_ID, api

ADDON = "helpdesk_mgmt_mailbox"
# Views of ours that extend those of other add-ons, and stay.
KEPT = (
    "helpdesk_ticket_view_form",
    "helpdesk_ticket_view_search",
    "ir_mail_server_form",
    "res_config_settings_view_form",
)


def migrate(cr, version):
    """Remove the views of ours that extend another one and are no more."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    known = env["ir.model.data"].search(
        [
            ("module", "=", ADDON),
            ("model", "=", "ir.ui.view"),
            ("name", "not in", KEPT),
        ]
    )
    views = env["ir.ui.view"].with_context(active_test=False)
    extending = views.search(
        [("id", "in", known.mapped("res_id")), ("inherit_id", "!=", False)]
    )
    # As Odoo removes what is no longer in an add-on's data: with what extends it.
    extending.with_context(_force_unlink=True).unlink()
