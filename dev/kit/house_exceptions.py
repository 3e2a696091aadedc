"""Our own tests that fail among the neighbours, because of what a neighbour does.

The stage `house` fails where another test does, and where one of these passes.
"""

# Module and name of the test -> which neighbour does what.
EXPLAINED = {
    "helpdesk_mgmt_mailbox.tests.test_merged_elsewhere: "
    "TestForeignMerge.test_a_merge_is_offered_where_no_other_add_on_does": (
        "helpdesk_mgmt_merge offers its own, and ours is hidden"
    ),
}
