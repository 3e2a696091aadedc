"""The page on which a sender confirms that a message is his or hers."""

from odoo import http
from odoo.http import request

from ..models.message.confirmation import CONFIRM_PATH
from .plain_page import plain_page
from .quiet_log import hide_query_of

hide_query_of(CONFIRM_PATH)


class SenderConfirmation(http.Controller):
    @http.route(CONFIRM_PATH, type="http", auth="public", methods=["GET"])
    def show(self, token="", **_query):
        """Show a button: programs that follow every link of a mail press none."""
        confirmation = self._confirmation(token)
        if not confirmation:
            return self._page("invalid")
        if confirmation.used_date:
            return self._page("used", confirmation)
        return self._page("ask", confirmation, token, confirmation._shown_subject())

    @http.route(CONFIRM_PATH, type="http", auth="public", methods=["POST"], csrf=True)
    def confirm(self, token="", **_form):
        """Release what waits for the sender."""
        confirmation = self._confirmation(token)
        if not confirmation:
            return self._page("invalid")
        subject = confirmation._shown_subject()
        outcome = "done" if confirmation._confirm() else "used"
        return self._page(outcome, confirmation, subject=subject)

    def _confirmation(self, token):
        return request.env["fetchmail.confirmation"]._of_token(token)

    def _page(self, outcome, confirmation=None, token="", subject=""):
        """One page for all outcomes: "ask", "done", "used" or "invalid"."""
        values = {
            "outcome": outcome,
            "address": confirmation and confirmation.server_id.email_address,
            "subject": subject,
            "company": confirmation
            and (confirmation.server_id.company_id or confirmation.env.company),
            "token": token,
            "path": CONFIRM_PATH,
        }
        status = 404 if outcome == "invalid" else 200
        return plain_page("confirmation_page", values, status)
