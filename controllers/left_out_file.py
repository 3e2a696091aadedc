"""Files that were left out of a ticket's history, fetched from the raw copy."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from ..models.message.left_out import PATH
from .plain_page import plain_page


class MailboxLeftOut(http.Controller):
    @http.route(f"{PATH}<int:left_out_id>", type="http", auth="user", methods=["GET"])
    def fetch(self, left_out_id):
        """The file's bytes, never shown by the browser, always saved."""
        left_out = request.env["fetchmail.left.out"].sudo().browse(left_out_id).exists()
        if not left_out:
            raise request.not_found()
        try:
            name, content = left_out.sudo(False)._content_for_user()
        except UserError as error:  # AccessError is one, too
            sentence = {"sentence": str(error)}
            return plain_page("left_out_refused", sentence)
        return request.make_response(
            content,
            [
                ("Content-Type", "application/octet-stream"),
                ("Content-Disposition", content_disposition(name)),
                ("Content-Security-Policy", "default-src 'none'"),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "private, no-store"),
            ],
        )
