"""Names that several rooms share."""

MODULE = "helpdesk_mgmt_mailbox"
TICKET_MODEL = "helpdesk.ticket"
OWN_LOGIN = "mailbox"
STRANGERS = "helpdesk_mgmt_mailbox.strangers"
RETENTION_PARAMETER = "helpdesk_mgmt_mailbox.raw_retention_days"
RETENTION_DAYS = 30
# Logs of mailboxes: runs, changes of settings, test messages.
LOG_DAYS_PARAMETER = "helpdesk_mgmt_mailbox.run_log_days"
LOG_DAYS = 30
ALLOW_PRIVATE = "helpdesk_mgmt_mailbox.oauth_allow_private"
SHARED_CLIENT = "helpdesk_mgmt_mailbox.%s_client_%s"
# Key of the cache of a cursor: the mail whose sender was asked about last.
LAST_PROOF = "helpdesk_mgmt_mailbox.last_proof"

# The XML id of the scheduled action that sends what waits.
MAIL_QUEUE = "mail.ir_cron_mail_scheduler_action"
# Key of the context in which a survey is posted: as a note, so that nobody who follows
# is told, and to the customer.
SURVEY = "mailbox_survey"
