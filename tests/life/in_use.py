"""Run in Odoo's shell: makes a database in which the add-on has been in use.

`LIFE` in the environment: JSON with `port`, `ca`, `password` and `receiver` (port).
"""

# ruff: noqa: F821
import json
import os

given = json.loads(os.environ["LIFE"])
env = env(context={**env.context, "tracking_disable": True})
admin = env.ref("base.user_admin")
admin.email = "admin@acme.example"
env["res.partner"].create({"name": "Anna", "email": "anna@customer.example"})
team = env["helpdesk.ticket.team"].create({"name": "Support"})
env["ir.mail_server"].create(
    {"name": "post", "smtp_host": "127.0.0.1", "smtp_port": given["receiver"]}
)


def mailbox(name, **values):
    return env["fetchmail.server"].create(
        {
            "case_mailbox": True,
            "name": name,
            "email_address": f"{name}@acme.example",
            "password": given["password"],
            "protocol": "imaps",
            "server": "localhost",
            "port": given["port"],
            "certificate_authority": given["ca"],
            "case_team_id": team.id,
            "responsible_id": admin.id,
            **values,
        }
    )


support = mailbox("support", sender_filter="contacts", plus_addressing=True)
support._start([])
support.action_send_through_account()
mailbox("offline", active=False)
mailbox("oauth", authentication_type="oauth", oauth_provider="google")
env.cr.commit()
support._run()

Journal = env["fetchmail.message"]
parked = Journal.search([("state", "=", "done")], limit=1).copy(
    {"remote_key": "parked", "state": "parked", "error": "ValueError: no"}
)
support._tell_of_parked(parked)
support._tell(
    "helpdesk_mgmt_mailbox.activity_type_not_fetched",
    lambda mailbox: "It cannot be reached.",
)
support.activity_schedule("mail.mail_activity_data_todo", user_id=admin.id)
ticket = env["helpdesk.ticket"].search([("mailbox_id", "=", support.id)], limit=1)
answer = ticket.with_user(admin).message_post(
    body="An answer.", message_type="comment", subtype_xmlid="mail.mt_comment"
)
answer.sudo().notification_ids.write(
    {"bounce_cause": "mailbox_full", "undelivered_ticket_id": ticket.id}
)
queued = ticket.with_context(mail_notify_force_send=False).message_post(
    body="Still in the queue.",
    message_type="comment",
    subtype_xmlid="mail.mt_comment",
    partner_ids=ticket.partner_id.ids,
)
# Not before the uninstall: the mailbox's account cannot be reached.
mails = env["mail.mail"].search([("mail_message_id", "=", queued.id)])
mails.scheduled_date = "2099-01-01"
env["ir.config_parameter"].set_param("helpdesk_mgmt_mailbox.google_client_id", "id")
env["fetchmail.sender"]._remember("x@y.example", support, "deny", "No.")
env["fetchmail.try.message"].create({"server_id": support.id})
for model, domain in (
    ("helpdesk.ticket", "[('has_undelivered', '=', True)]"),
    ("fetchmail.message", "[('state', '=', 'held')]"),
    ("helpdesk.ticket", "[('name', 'like', 'kettle')]"),
):
    env["ir.filters"].create(
        {"name": domain, "model_id": model, "domain": domain, "user_ids": [admin.id]}
    )
states = dict(Journal._read_group([], ["state"], ["__count"]))
print("IN USE", json.dumps({"ticket": ticket.id, "states": states}))
env.cr.commit()
