"""The groups of people that this add-on asks for."""

ADMINISTRATOR = "base.group_system"
# Sees own tickets, all tickets of a team, or manages the helpdesk; each has the one
# before.
HELPDESK_OWN = "helpdesk_mgmt.group_helpdesk_user_own"
HELPDESK_USER = "helpdesk_mgmt.group_helpdesk_user"
HELPDESK_MANAGER = "helpdesk_mgmt.group_helpdesk_manager"
