"""Bounces that reach a mailbox are told to trackers and mailings."""

from .common import CUSTOMER
from .house_common import beside
from .peers.bounces import bounce
from .test_odoo_bounces import FORGED
from .test_ties import TieCase


@beside
class TestBesideBounces(TieCase):
    def tracking(self):
        return self.env["mail.tracking.email"].search(
            [
                ("mail_message_id", "=", self.answer.id),
                ("recipient_address", "=", CUSTOMER),
            ]
        )

    def test_the_tracker_says_that_it_came_back(self):
        self.assertEqual(self.tracking().state, "sent")
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.assertEqual(self.tracking().state, "soft-bounced")
        self.assertEqual(
            self.tracking()
            .tracking_event_ids.mapped("event_type")
            .count("soft_bounce"),
            1,
        )
        self.assertEqual(self.notes(), "")

    def test_a_forged_bounce_tells_it_nothing(self):
        self.fetch_one(bounce(FORGED, CUSTOMER))
        self.fetch_one(bounce(self.sent.raw, "boss@partner.example"))
        self.assertEqual(self.tracking().state, "sent")

    def test_leads_and_mailing_contacts_count_it(self):
        lead = self.env["crm.lead"].create({"name": "Anna", "email_from": CUSTOMER})
        contact = self.env["mailing.contact"].create({"name": "A", "email": CUSTOMER})
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        self.assertEqual((lead.message_bounce, contact.message_bounce), (1, 1))

    def test_an_address_that_keeps_bouncing_gets_no_mailing(self):
        self.anna.message_bounce = 5
        traces = self.env["mailing.trace"].create(
            [
                {
                    "trace_status": "bounce",
                    "email": CUSTOMER,
                    "model": "res.partner",
                    "res_id": self.anna.id,
                }
                for _number in range(5)
            ]
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mailing_trace SET write_date = write_date - interval '10 days' "
            "WHERE id = %s",
            [traces[0].id],
        )
        traces.invalidate_recordset()
        self.fetch_one(bounce(self.sent.raw, CUSTOMER))
        listed = self.env["mail.blacklist"].search([("email", "=", CUSTOMER)])
        self.assertTrue(listed)
