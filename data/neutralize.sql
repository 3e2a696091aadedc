-- stop all mailboxes and forget their secrets
UPDATE fetchmail_server
   SET password = NULL,
       active = FALSE,
       state = 'draft'
 WHERE case_mailbox;
UPDATE ir_cron
   SET active = FALSE
 WHERE id IN (SELECT cron_id FROM fetchmail_server WHERE case_mailbox);
