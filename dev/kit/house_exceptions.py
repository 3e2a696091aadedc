"""Our own tests that fail among the neighbours, because of what a neighbour does.

The stage `house` fails where another test does, and where one of these passes.
"""

OURS = "helpdesk_mgmt_mailbox.tests"
PIXEL = "mail_tracking puts a picture of Odoo's address into all that is sent"
DEFERRED = "mail_post_defer reads as the agent what only administrators may"
# Module and name of the test -> which neighbour does what.
EXPLAINED = {
    f"{OURS}.{test}": why
    for test, why in {
        "test_merged_elsewhere: "
        "TestForeignMerge.test_a_merge_is_offered_where_no_other_add_on_does": (
            "helpdesk_mgmt_merge offers its own, and ours is hidden"
        ),
        "test_advisories: "
        "TestWhatLeaves.test_our_mail_tells_nobody_when_it_is_read": PIXEL,
        "test_answers: TestAnswers."
        "test_agents_read_that_a_reply_answers_the_customer_and_customers_do_not": (
            PIXEL
        ),
        "test_answers: TestAnswers.test_no_link_of_odoo_reaches_the_customer": PIXEL,
        "test_answers: TestAnswers."
        "test_pictures_of_the_customer_are_not_quoted_by_our_address": PIXEL,
        "test_inside: TestInside.test_an_edited_note_is_still_one": DEFERRED,
        "test_random_histories: "
        "TestRandomHistories.test_no_text_of_what_is_inside_leaves": DEFERRED,
        "test_field_access: TestFieldAccess."
        "test_colleagues_without_the_helpdesk_read_what_they_are_shown": (
            "mail_gateway copies Odoo's composer, with fields but without their groups"
        ),
        "test_forwarded: "
        "TestForwarded.test_a_first_sender_whom_we_know_is_the_contact": (
            "partner_email_check writes addresses of contacts in lower case"
        ),
        "test_sender_proof: "
        "TestOneSender.test_domain_of_a_contact_is_the_same_in_both_forms": (
            "partner_email_check writes domains of contacts in Unicode"
        ),
        "test_mailbox: "
        "TestDefaults.test_on_the_screen_the_host_follows_from_the_address": (
            "mail_environment computes the port, and has none before it is saved"
        ),
        "test_mailbox_access: TestHelpdeskUser.test_opens_a_ticket": (
            "fieldservice shows agents its orders, which they may not read"
        ),
    }.items()
}
