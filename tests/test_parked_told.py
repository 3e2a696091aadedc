"""The activity on parked messages says where these messages are."""

from .common import mail
from .test_retry import RetryCase

STORED = "Nothing is lost: the messages are stored here."
ON_SERVER = "they are not stored here, so do not delete them there"
SOME_ON_SERVER = "these are not stored here, so do not delete them there"


class TestParkedTold(RetryCase):
    def park_unread(self, key="INBOX/1/7"):
        with self.committing(self.mailbox) as mailbox:
            mailbox._park_unread([key], "The mail server does not hand it out.")

    def assertTold(self, words, *others):
        (activity,) = self.mailbox.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertIn(words, activity.note)
        for other in others:
            self.assertNotIn(other, activity.note)

    def test_those_not_handed_out_are_on_the_mail_server_only(self):
        self.park_unread()
        self.assertTold(ON_SERVER, "Nothing is lost")

    def test_it_says_so_where_others_were_parked_before(self):
        self.park(mail(Subject="bad"))
        self.assertTold(STORED, ON_SERVER)
        self.park_unread()
        self.assertTold(SOME_ON_SERVER, "Nothing is lost")

    def test_and_where_others_are_parked_later(self):
        self.park_unread()
        self.park(mail(Subject="bad"))
        self.assertTold(SOME_ON_SERVER, "Nothing is lost")

    def test_what_was_settled_counts_no_longer(self):
        self.park_unread()
        self.rows().with_user(self.manager).action_ignore()
        self.park(mail(Subject="bad"))
        self.assertTold(STORED, ON_SERVER)

    def test_it_stays_with_the_person_who_was_told(self):
        self.park(mail("1", Subject="bad"))
        self.mailbox.responsible_id = self.admin
        self.park_unread()
        self.assertTold(SOME_ON_SERVER)
