"""Websites' forms that a mailbox names as its own, and what it trusts them with."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.policy import is_everybodys_domain, patterns_for


class FetchmailFormSender(models.Model):
    _name = "fetchmail.form.sender"
    _inherit = ["fetchmail.address.pattern"]
    _description = "Website Form of a Mailbox"

    server_id = fields.Many2one(
        "fetchmail.server",
        string="Mailbox",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("case_mailbox", "=", True)],
    )
    pattern = fields.Char(
        string="Form's Address",
        help="The address that the form sends from, such as wordpress@example.com, or "
        "a domain for all addresses there. Look it up in a message of the form: From.",
    )
    take_labels = fields.Boolean(
        string="Customer from the Text",
        default=True,
        help="Where Reply-To names nobody, whom a line of the text names, such as "
        "“Email: ann@example.com”, becomes the contact of the ticket. Off: agents are "
        "offered that person on the ticket.",
    )
    acknowledge = fields.Boolean(
        help="The customer whom the form names gets the acknowledgement of this "
        "mailbox. Anybody can enter any address in a form: use it only for a form "
        "that keeps robots out.",
    )

    _pattern_unique = models.UniqueIndex(
        "(server_id, pattern)", "This address is among the mailbox's forms already."
    )

    @api.constrains("server_id")
    def _check_mailbox(self):
        if not all(form.server_id.case_mailbox for form in self.sudo()):
            raise ValidationError(
                self.env._("A website's form belongs to a mailbox of the helpdesk.")
            )

    @api.constrains("pattern")
    def _check_pattern(self):
        """A form is a machine's address: whoever writes from it is nobody."""
        for form in self:
            problem = form._pattern_problem()
            if problem:
                raise ValidationError(problem)

    def _pattern_problem(self):
        """Why this address or domain is no form's, in a sentence; None where it may be
        one."""
        if is_everybodys_domain(self.pattern):
            return self.env._(
                "Anybody can have an address at %(domain)s. Enter the address that the "
                "form sends from.",
                domain=self.pattern,
            )
        users = self.env["res.users"].sudo().with_context(active_test=False)
        agents = users.search_count(
            [("email_normalized", "=", self.pattern), ("share", "=", False)], limit=1
        )
        if agents:
            return self.env._(
                "%(address)s is the address of a user, who could write no tickets "
                "any more. Enter the address that the form sends from.",
                address=self.pattern,
            )
        return None


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    form_sender_ids = fields.One2many(
        "fetchmail.form.sender",
        "server_id",
        string="Website Forms",
        copy=True,
        help="Forms of your own websites. What they send becomes a ticket of the "
        "person whom it names.",
    )

    def _is_form_address(self, address):
        """Whether this mailbox names an address, not its domain, as a form (bool)."""
        return address in self.sudo().form_sender_ids.mapped("pattern")

    def _named_form(self, inbound):
        """The form of this mailbox that a mail (`InboundMessage`) says it is from, or
        none; never for one that is known as forged."""
        forms = self.sudo().form_sender_ids
        if not forms or self._authentication(inbound).failed:
            return forms.browse()
        by_pattern = {form.pattern: form for form in forms}
        patterns = patterns_for(inbound.from_.email)
        found = (by_pattern[each] for each in patterns if each in by_pattern)
        return next(found, forms.browse())
