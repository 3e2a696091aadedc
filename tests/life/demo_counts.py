"""Run in Odoo's shell: prints what a database with demo data shows, lets the scheduled
actions of its mailboxes run, and uninstalls the add-on."""

# ruff: noqa: F821
import json

Mailbox = env["fetchmail.server"].with_context(active_test=False)
Message, Ticket = env["fetchmail.message"], env["helpdesk.ticket"]
mailboxes = Mailbox.search([("case_mailbox", "=", True)])


def counts(model, field):
    return dict(env[model]._read_group([], [field], ["__count"]))


def problems():
    return {mailbox.name: mailbox.connection_state for mailbox in mailboxes}


ours = Ticket.search([("mailbox_id", "!=", False)])
entries = env["mail.message"].search(
    [("model", "=", "helpdesk.ticket"), ("res_id", "in", ours.ids)]
)
info = mailboxes.filtered("import_running")
found = {
    "connections": problems(),
    "import": [info.import_done, info.import_total],
    "states": counts("fetchmail.message", "state"),
    "kinds": counts("fetchmail.message", "kind"),
    "gates": counts("fetchmail.message", "gate"),
    "waiting": Message.search_count([("next_attempt", "!=", False)]),
    "missing": Message.search_count([("raw_state", "=", "missing")]),
    "copies": Message.search_count([("duplicate_of_id", "!=", False)]),
    "undelivered": ours.filtered("has_undelivered").mapped("undelivered_note"),
    "paused": ours.filtered("automatic_pause").mapped("automatic_pause"),
    "automatic": counts("fetchmail.automatic.mail", "state"),
    "files": sorted({n for n in entries.attachment_ids.mapped("name") if "." in n}),
    "signatures": Message.search_count([("signature", "!=", False)]),
    "forms": Message.search_count([("form_sender_id", "!=", False)]),
    "changes": env["fetchmail.mailbox.change"].search_count([("field", "!=", False)]),
    "failed runs": env["fetchmail.mailbox.run"].search_count(
        [("error_code", "!=", False)]
    ),
    "days": len({message.create_date.date() for message in Message.search([])}),
}
# helpdesk_mgmt's own demo data leaves some.
queue = env["mail.mail"].search([])
found["queue"] = len(
    queue.filtered(lambda m: m.model != Ticket._name or m.res_id in ours.ids)
)

Mailbox._keep_schedules_in_step()
for mailbox in mailboxes:
    Mailbox._run_mailbox(mailbox.id)
env.invalidate_all()
found["connections after the scheduled actions"] = problems()
print("FOUND", json.dumps({str(k): v for k, v in found.items()}))
env.cr.commit()

module = env["ir.module.module"].search([("name", "=", "helpdesk_mgmt_mailbox")])
module.button_immediate_uninstall()
print("UNINSTALLED", "fetchmail.demo" not in env.registry)
