{
    "name": "Trouble for tests of helpdesk_mgmt_mailbox",
    "version": "19.0.1.0.0",
    "author": "Seed c4aa8098 maintainers",
    "license": "AGPL-3",
    "depends": ["helpdesk_mgmt_mailbox"],
}
