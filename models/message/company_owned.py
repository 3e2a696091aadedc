"""What belongs to a mailbox, to a company, or to all of them."""

from odoo import api, fields, models
from odoo.exceptions import AccessError


class FetchmailCompanyOwned(models.AbstractModel):
    """Rules and senders: a company's manager has those of that company; what is for
    all companies is an administrator's, by rules of access in security/."""

    _name = "fetchmail.company.owned"
    _description = "Of a Mailbox or a Company"

    server_id = fields.Many2one(
        "fetchmail.server",
        string="Mailbox",
        domain=[("case_mailbox", "=", True)],
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: for all mailboxes of the company.",
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        help="Empty: for the mailboxes of all companies.",
    )

    @api.depends("server_id.company_id")
    def _compute_company_id(self):
        for record in self:
            mailbox = record.server_id.sudo()
            record.company_id = mailbox.company_id if mailbox else self.env.company

    def _check_access(self, operation):
        """Odoo would only say that a rule of access is in the way (Odoo hook)."""
        denied = super()._check_access(operation)
        if not denied or operation == "read":
            return denied
        if all(record.company_id for record in denied[0].sudo()):
            return denied
        return denied[0], self._error_of_all_companies

    def _error_of_all_companies(self):
        return AccessError(
            self.env._(
                "This is for the mailboxes of all companies. Only an administrator can "
                "make, change or delete it."
            )
        )

    def _is_for(self, mailbox):
        """Whether this concerns `mailbox`."""
        if self.server_id:
            return self.server_id == mailbox
        return not self.company_id or self.company_id == mailbox.company_id
