"""What an administrator of the organisation has to allow at Microsoft."""

from odoo import api, fields, models

from ...tools.oauth import MICROSOFT, admin_consent_url
from ..groups import ADMINISTRATOR


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    oauth_admin_link = fields.Char(
        string="Link for the Administrator",
        compute="_compute_oauth_admin_link",
        groups=ADMINISTRATOR,
        help="Where Microsoft says that an administrator has to approve: send this "
        "link to the administrator of your organisation, who needs no account in "
        "Odoo. When it is allowed, press Connect.",
    )

    @api.depends(
        "authentication_type",
        "oauth_provider",
        "oauth_grant",
        "oauth_client_id",
        "oauth_scope",
        "oauth_auth_url",
        "oauth_token_url",
        "oauth_redirect_uri",
    )
    def _compute_oauth_admin_link(self):
        for mailbox in self:
            person_consents = (
                mailbox.authentication_type == "oauth"
                and mailbox.oauth_provider == MICROSOFT
                and mailbox.oauth_grant == "authorization_code"
            )
            client = mailbox._oauth_client()
            mailbox.oauth_admin_link = person_consents and admin_consent_url(client)

    def _admin_consent_sentence(self):
        """What to send to the administrator, with the link where there is one (str)."""
        link = self.sudo().oauth_admin_link
        if not link:
            return self.env._(
                "Only an administrator of your organisation can allow this access. Ask "
                "for consent to this application, then connect again."
            )
        return self.env._(
            "Only an administrator of your organisation can allow this access. Send "
            "your administrator this link, and connect again when it is allowed:"
            "\n%(link)s",
            link=link,
        )
