"""What was found out of a ticket's first message: nobody enters that by hand."""

from odoo import models
from odoo.exceptions import AccessError

from ..groups import HELPDESK_MANAGER

# Who belongs to a ticket, and whom its mail goes to, depend on these (law 6).
FOUND_OUT = frozenset(
    {"form_sender", "first_sender_email", "mailbox_writes_as", "replaced_contact"}
)


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def write(self, vals):
        """An agent writes none of FOUND_OUT; our own code does, by sudo. What another
        add-on merges is archived (Odoo hook)."""
        if not self.env.su and not vals.keys().isdisjoint(FOUND_OUT):
            if not self.env.user.has_group(HELPDESK_MANAGER):
                raise AccessError(
                    self.env._(
                        "What was found out of the message that made a ticket cannot "
                        "be changed."
                    )
                )
        done = super().write(vals)
        if vals.get("active") is False:
            self._note_merged_elsewhere()
        return done
