"""What a helpdesk manager may change of a mailbox; the rest is an administrator's."""

MANAGER_FIELDS = frozenset(
    """
    name active description priority color activity_ids
    case_team_id case_user_id responsible_id interval_minutes max_message_mib
    after_processing processed_folder
    attachments_enabled attachment_count attachment_mib attachment_total_mib
    denied_types fold_images
    allow_new_cases no_new_case_action no_new_case_template_id
    sender_filter sender_filter_action refusal_template_id
    confirm_senders confirmation_template_id confirmation_days create_contact
    form_sender_ids
    plus_addressing join_by_company wrong_sender_policy
    closed_case_policy closed_case_days
    acknowledgement_template_id acknowledgement_minutes automatic_lang
    response_template_id answer_from answer_quote subject_tag
    relay_messages
    automatic_per_address automatic_per_case automatic_per_mailbox
    agent_commands agent_dmarc accept_notifications cc_follow rule_ids
    """.split()
)
