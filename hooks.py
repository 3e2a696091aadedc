"""What is done before the add-on is uninstalled, so that nothing of it acts after."""

from odoo.fields import Domain

ADDON = "helpdesk_mgmt_mailbox"


def uninstall_hook(env):
    """Leave Odoo as if the add-on had not been there; tickets and history stay.

    Mailboxes become incoming mail servers that are archived, not confirmed and without
    a password: Odoo's own fetching would else take their mail, which it was never set
    up for. In Apps, Odoo refuses to uninstall while a scheduled action runs.
    """
    env = env(context={**env.context, "active_test": False})
    mailboxes = env["fetchmail.server"].search([("case_mailbox", "=", True)])
    _take_offline(mailboxes)
    _remove_activities(env)
    env["ir.config_parameter"].search([("key", "=like", f"{ADDON}.%")]).unlink()
    _remove_filters(env)
    _remove_names_of_choices(env)
    env.ref("mail.action_email_server_tree").domain = False


def _take_offline(mailboxes):
    """Nothing fetches these mailboxes or sends by their accounts any more."""
    crons = mailboxes.cron_id
    mailboxes.write(
        {
            "active": False,
            "state": "draft",
            "password": False,
            "outgoing_server_id": False,
        }
    )
    mailboxes.env["ir.mail_server"].search([("mailbox_id", "!=", False)]).unlink()
    crons.unlink()
    # Odoo keeps the server action of a scheduled action that is deleted.
    mailboxes.env["ir.actions.server"].search(
        [
            ("usage", "=", "ir_cron"),
            ("model_name", "=", mailboxes._name),
            ("code", "=like", "model._run_mailbox(%"),
        ]
    ).unlink()


def _remove_activities(env):
    """Incoming mail servers have no activities but for this add-on."""
    env["mail.activity"].search([("res_model", "=", "fetchmail.server")]).unlink()


def _remove_filters(env):
    """Saved searches that name what is gone would break the screen they are for."""
    own = _own(env, "ir.model.fields")
    for filter_ in env["ir.filters"].search(
        Domain("model_id", "in", list({field.model for field in own}))
    ):
        names = {field.name for field in own if field.model == filter_.model_id}
        said = f"{filter_.domain} {filter_.context} {filter_.sort}"
        if any(f"{quote}{name}" in said for name in names for quote in "'\""):
            filter_.unlink()


def _remove_names_of_choices(env):
    """External ids that Odoo gives in the name of the module whose mixin we use, and
    so would keep."""
    choices = _own(env, "ir.model.fields").selection_ids
    env["ir.model.data"].search(
        [
            ("model", "=", choices._name),
            ("res_id", "in", choices.ids),
            ("module", "!=", ADDON),
        ]
    ).unlink()


def _own(env, model):
    """Records of `model` that this add-on alone defines."""
    data = env["ir.model.data"].search([("model", "=", model)])
    ours = set(data.filtered(lambda row: row.module == ADDON).mapped("res_id"))
    others = set(data.filtered(lambda row: row.module != ADDON).mapped("res_id"))
    return env[model].browse(ours - others)
