{
    "name": "Helpdesk Mailboxes",
    "summary": "Turn external mailboxes into helpdesk cases; no mail is lost",
    "version": "19.0.1.0.0",
    "development_status": "Beta",
    "category": "After-Sales",
    "website": "https://github.com/OCA/helpdesk",
    "author": "Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "application": True,
    "installable": True,
    "depends": ["helpdesk_mgmt"],
    "external_dependencies": {
        "python": [
            "authres",
            "imapclient",
            "msal",
            "google-auth-oauthlib",
            "regex",
            "requests-oauthlib",
        ]
    },
    "data": [
        "security/ir.model.access.csv",
        "security/mailbox_rules.xml",
        "data/mail_activity_type.xml",
        "data/ir_cron.xml",
        "data/oversize_note.xml",
        "data/fetchmail_rule.xml",
        "views/fetchmail_message_views.xml",
        "views/fetchmail_server_views.xml",
        "views/fetchmail_server_oauth_views.xml",
        "views/fetchmail_automatic_mail_views.xml",
        "views/helpdesk_ticket_views.xml",
        "views/fetchmail_rule_views.xml",
        "views/fetchmail_server_after_processing_views.xml",
        "views/res_config_settings_views.xml",
        "wizards/mailbox_setup_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "helpdesk_mgmt_mailbox/static/src/mailbox_refresh.esm.js"
        ],
    },
}
