"""What goes out really goes out: tests against a real receiving SMTP server."""

from .common import CUSTOMER, mail
from .smtp_common import SmtpCase


class TestOutgoing(SmtpCase):
    def test_an_answer_written_in_the_case_reaches_the_customer(self):
        case = self.case_of(mail(Subject="Lost parcel"))
        case.partner_id = self.env["res.partner"].create(
            {"name": "Anna Berg", "email": CUSTOMER}
        )
        case.with_user(self.agent).message_post(
            body="It is on its way.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=case.partner_id.ids,
        )
        sent = self.sent_to(CUSTOMER)
        self.assertIn("It is on its way.", sent.text)
