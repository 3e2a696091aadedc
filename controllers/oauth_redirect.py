"""Where an authority sends a person's browser back to (RFC 6749, 4.1.2)."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import SessionExpiredException, request

from ..models.mailbox.oauth_settings import REDIRECT_PATH, ConsentRefused
from ..tools.oauth import admin_has_consented, is_admin_consent, refusal_number
from .plain_page import plain_page
from .quiet_log import hide_query_of

MAILBOXES = "/odoo/helpdesk-mailboxes"

hide_query_of(REDIRECT_PATH)


class MailboxOauth(http.Controller):
    @http.route(REDIRECT_PATH, type="http", auth="public", methods=["GET"])
    def redirected(self, **query):
        """Hand over to the model, and open the mailbox with its set-up window.

        An administrator who comes back from allowing the application need not be a
        user here, and changes nothing; everybody else signs in first.
        """
        if is_admin_consent(query):
            answer = {
                "allowed": admin_has_consented(query),
                "number": refusal_number(query),
            }
            return plain_page("admin_consent", answer)
        if request.env.user._is_public():
            raise SessionExpiredException("sign in first")
        servers = request.env["fetchmail.server"]
        try:
            mailbox = servers._oauth_redirected(query, request.session.sid)
        except UserError as error:
            return self._refused(error)
        place = f"{MAILBOXES}/{mailbox.id}"
        is_set_up = mailbox.state == "done"
        return request.redirect(place if is_set_up else f"{place}/mailbox-setup")

    def _refused(self, error):
        """The page that says why, and leads back to the mailbox where it is known."""
        known = isinstance(error, ConsentRefused) and error.mailbox
        values = {
            "sentence": str(error),
            "company": known and known.sudo().company_id or request.env.company,
            "mailbox": known and known.name,
            "place": f"{MAILBOXES}/{known.id}" if known else MAILBOXES,
        }
        return plain_page("oauth_refused", values)
