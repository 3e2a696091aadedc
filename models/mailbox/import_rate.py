"""How far the import of existing mail is, how fast, and how long it will take."""

from babel.dates import format_timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import formatLang
from odoo.tools.misc import get_lang

from ...tools.policy import WINDOW, import_pace


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    import_text = fields.Char(string="Progress", compute="_compute_import_text")

    @api.depends("import_total", "import_running", "import_pause")
    @api.depends_context("lang")
    def _compute_import_text(self):
        for mailbox in self:
            has_any = bool(mailbox.import_total)
            mailbox.import_text = has_any and mailbox._import_text()

    def _import_text(self):
        """Such as "1,240 of 8,000; about 310 a minute, 22 minutes left"."""
        done = self.env._(
            "%(done)s of %(total)s",
            done=self._number_text(self.import_done),
            total=self._number_text(self.import_total),
        )
        # While it waits for the provider's next day, no rate says when it is done.
        pace = self.import_running and not self.import_pause and self._import_pace()
        if not pace:
            return done
        return self.env._(
            "%(done)s; about %(rate)s a minute, %(time)s left",
            done=done,
            rate=self._number_text(pace.a_minute),
            time=format_timedelta(
                pace.left, "minute", threshold=2, locale=get_lang(self.env).code
            ),
        )

    def _import_pace(self):
        """The `ImportPace` of the last minutes, or None."""
        now = fields.Datetime.now()
        domain = (
            Domain("server_id", "=", self.id)
            & Domain("is_import", "=", True)
            & Domain("state", "!=", "received")
            & Domain("settled_date", ">", now - WINDOW)
        )
        messages = self.env["fetchmail.message"].sudo()
        ((recent, first),) = messages._read_group(
            domain, [], ["__count", "settled_date:min"]
        )
        return import_pace(recent, self.import_total - self.import_done, first, now)

    def _number_text(self, number):
        return formatLang(self.env, number, 0)
