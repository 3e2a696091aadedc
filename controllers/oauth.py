"""Where an authority sends a person's browser back to (RFC 6749, 4.1.2)."""

import logging
import re

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.fetchmail_server_oauth import REDIRECT_PATH

_QUERY = re.compile(rf"(?<={re.escape(REDIRECT_PATH)})\?\S*")


class _WithoutQuery(logging.Filter):
    """Keeps codes and states out of the access log."""

    def filter(self, record):
        if record.args and REDIRECT_PATH in record.getMessage():
            record.msg, record.args = _QUERY.sub("", record.getMessage()), ()
        return True


logging.getLogger("werkzeug").addFilter(_WithoutQuery())


class MailboxOauth(http.Controller):
    @http.route(REDIRECT_PATH, type="http", auth="user", methods=["GET"])
    def redirected(self, **query):
        """Hand over to the model, and open the mailbox with its set-up window."""
        servers = request.env["fetchmail.server"]
        try:
            mailbox = servers._oauth_redirected(query, request.session.sid)
        except UserError as error:
            return request.render(
                "helpdesk_mgmt_mailbox.oauth_refused", {"sentence": str(error)}
            )
        place = f"/odoo/helpdesk-mailboxes/{mailbox.id}"
        is_set_up = mailbox.state == "done"
        return request.redirect(place if is_set_up else f"{place}/mailbox-setup")
