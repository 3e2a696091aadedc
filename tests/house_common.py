"""What tests share that need the add-ons of `dev/requirements-house.txt` beside ours.

Only the stage `house` has those: it selects the tag, which no other stage does.
"""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import MailboxCase
from .smtp_common import SmtpCase

beside = tagged("-standard", "house")


@beside
class BesideCase(MailboxCase):
    """A test in a database with other add-ons."""

    def cron(self, method, model):
        """Run a scheduled action of a neighbour: the code that its record has."""
        action = self.env["ir.cron"].search(
            [("model_id.model", "=", model), ("code", "ilike", method)]
        )
        self.assertEqual(len(action), 1, f"scheduled actions that call {method}")
        action.ir_actions_server_id.run()

    def comment(self, ticket, body="It is on its way.", **values):
        """An agent's answer from the screen."""
        answer = ticket.with_user(self.agent).message_post(
            body=body,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            **values,
        )
        return self.env["mail.message"].browse(answer.id)

    def import_mail(self, *raws, mode="closed"):
        """Set the mailbox up anew with these mails in it; returns their tickets."""
        self.start_over()
        self.deliver(*raws)
        window = self.connect()
        window.import_mode = mode
        window.action_continue()
        self.fetch()
        self.assertEqual(set(self.rows().mapped("state")), {"done"})
        return self.rows().ticket_id

    def age(self, ticket, days):
        """Have the stage of a ticket be as it is for so many days."""
        ticket.last_stage_update = fields.Datetime.now() - timedelta(days=days)
        self.settle()

    def settle(self):
        """Let Odoo finish what it does as a transaction ends."""
        self.env.flush_all()
        self.cr.precommit.run()


@beside
class BesideSmtpCase(BesideCase, SmtpCase):
    """One whose mail really goes out."""
