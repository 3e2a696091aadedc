-- stop all mailboxes and forget their secrets
UPDATE fetchmail_server
   SET password = NULL,
       oauth_client_secret = NULL,
       oauth_code = NULL,
       active = FALSE,
       state = 'draft'
 WHERE case_mailbox;
UPDATE ir_cron
   SET active = FALSE
 WHERE id IN (SELECT cron_id FROM fetchmail_server WHERE case_mailbox);
UPDATE ir_mail_server
   SET active = FALSE
 WHERE mailbox_id IS NOT NULL;
DELETE FROM fetchmail_oauth_token;
DELETE FROM fetchmail_oauth_consent;
DELETE FROM ir_config_parameter
 WHERE key LIKE 'helpdesk_mgmt_mailbox.%_client_secret';
-- what signs references to tickets and links of confirmations: the original goes on
-- signing with it, and believes what is signed so
UPDATE ir_config_parameter
   SET value = gen_random_uuid()::text
 WHERE key = 'database.secret';
-- OCA's mail_environment keeps what is entered there, not in the columns above
DO $$
BEGIN
    IF EXISTS (
        SELECT
          FROM information_schema.columns
         WHERE table_name = 'fetchmail_server' AND column_name = 'server_env_defaults'
    ) THEN
        UPDATE fetchmail_server SET server_env_defaults = NULL WHERE case_mailbox;
    END IF;
END
$$;
