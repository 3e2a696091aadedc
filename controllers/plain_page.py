"""Pages whose address may be a key: nobody else is to learn it, keep it or frame it."""

from odoo.http import request

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


def plain_page(name, values, status=200):
    """The response with the page of this name (template of views/web_pages.xml)."""
    template = f"helpdesk_mgmt_mailbox.{name}"
    return request.render(template, values, headers=HEADERS, status=status)
