"""Answers written in a mail program join their ticket from the Sent folder."""

from contextlib import contextmanager

from odoo.exceptions import ValidationError
from odoo.tools import mute_logger

from .common import ADDRESS, CUSTOMER, RemoteCase, mail
from .peers.fault_proxy import Rule

SENT = "Sent"
RUN_LOGGER = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox"


def sent(body="It ships today.", **headers):
    values = {"From": f"Ada <{ADDRESS}>", "To": CUSTOMER, "Subject": "Re: order"}
    return mail(body, **{**values, **headers})


class SentCase(RemoteCase):
    def setUp(self):
        super().setUp()
        for path in self.dovecot.files(ADDRESS, SENT):
            path.unlink()
        self.dovecot.deliver(ADDRESS, sent("Long ago."), SENT)
        self.ticket = self.case_of(mail(message_id="<q1@customer.example>"))
        self.mailbox.sent_folder = SENT
        self.fetch()

    def send(self, raw):
        """Put a mail into the Sent folder, run the mailbox; returns its row if any."""
        before = self.rows()
        self.dovecot.deliver(ADDRESS, raw, SENT)
        self.fetch()
        return self.rows() - before

    def outgoing(self):
        return self.ticket.message_ids.filtered(
            lambda message: message.message_type == "email_outgoing"
        )


class TestSentFolder(SentCase):
    def test_a_folder_that_is_not_there_stops_nothing_else(self):
        self.mailbox.sent_folder = "Nowhere"
        outcome = self.fetch(mail("Another question", Subject="Another"))
        self.assertFalse(outcome.error)
        self.assertEqual(outcome.settled, 1)
        self.assertTrue(
            self.mailbox.sent_error.startswith("There is no folder “Nowhere”")
        )
        self.assertFalse(self.mailbox.error_message)

    def test_a_folder_that_is_entered_again_is_read_from_then_on(self):
        self.mailbox.sent_folder = False
        raw = sent("Meanwhile.", In_Reply_To="<q1@customer.example>")
        self.dovecot.deliver(ADDRESS, raw, SENT)
        self.mailbox.sent_folder = SENT
        self.fetch()
        self.assertFalse(self.rows().filtered("is_sent"))
        self.assertTrue(self.send(sent(In_Reply_To="<q1@customer.example>")))

    def test_pop3_has_no_such_folder(self):
        with self.assertRaisesRegex(ValidationError, "POP3 has no folders"):
            self.mailbox.protocol = "pop3s"

    def test_what_was_sent_before_is_left_alone(self):
        self.assertFalse(self.rows().filtered("is_sent"))

    def test_what_names_no_ticket_is_not_even_fetched(self):
        self.assertFalse(self.send(sent("Private.", In_Reply_To="<other@x.example>")))

    def test_what_odoo_sent_itself_does_not_come_twice(self):
        raw = sent(
            In_Reply_To="<q1@customer.example>", X_Odoo_Objects="helpdesk.ticket-1"
        )
        self.assertFalse(self.send(raw))
        own = self.ticket.message_post(body="By Odoo")
        raw = sent(In_Reply_To="<q1@customer.example>", message_id=own.message_id)
        self.assertFalse(self.send(raw))

    def test_an_answer_joins_as_outgoing_history_and_nobody_is_told(self):
        self.ticket.message_subscribe(self.agent.partner_id.ids)
        mails = self.env["mail.mail"].search_count([])
        row = self.send(sent(In_Reply_To="<q1@customer.example>"))
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertEqual(row.remote_state, "kept")
        entry = self.outgoing()
        self.assertIn("It ships today.", entry.body)
        self.assertFalse(entry.notified_partner_ids)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertEqual(len(self.dovecot.messages(ADDRESS, SENT)), 2, "only read")

    def test_an_answer_does_not_open_a_closed_ticket(self):
        self.ticket.stage_id = self.team._get_applicable_stages().filtered("closed")[:1]
        self.send(sent(In_Reply_To="<q1@customer.example>"))
        self.assertTrue(self.outgoing())
        self.assertTrue(self.ticket.closed)

    def test_the_customers_answer_to_it_joins_the_ticket(self):
        self.send(
            sent(In_Reply_To="<q1@customer.example>", message_id="<a1@acme.example>")
        )
        row = self.fetch_one(mail("Thanks!", In_Reply_To="<a1@acme.example>"))
        self.assertEqual(row.ticket_id, self.ticket)

    def test_it_is_read_once(self):
        self.send(sent(In_Reply_To="<q1@customer.example>"))
        self.fetch()
        self.assertEqual(len(self.outgoing()), 1)


class TestSentToOthers(SentCase):
    """Only what went to somebody outside who belongs to the ticket is public."""

    def assertInside(self, raw):
        row = self.send(raw)
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket), row.reason)
        self.assertTrue(row.mail_message_id.is_internal)
        self.assertFalse(row.mail_message_id.notified_partner_ids)
        self.assertEqual(row.thread_reason, "An agent wrote to others by mail program.")
        return row

    def answer(self, **headers):
        return sent(**{"In_Reply_To": "<q1@customer.example>", **headers})

    def test_a_mail_to_a_colleague_only_is_inside(self):
        self.assertInside(self.answer(To="Bob <manager@acme.example>"))
        self.assertNotIn(self.manager.partner_id, self.ticket.message_partner_ids)

    def test_a_mail_to_a_supplier_who_takes_no_part_is_inside(self):
        self.assertInside(self.answer(To="parts@supplier.example"))

    def test_a_mail_to_ourselves_is_inside(self):
        self.assertInside(self.answer(To="support+x@acme.example"))

    def test_a_forward_is_inside(self):
        self.assertInside(self.answer(To=CUSTOMER, Subject="Fwd: order"))

    def test_a_note_is_inside(self):
        self.assertInside(self.answer(body="#note\n\nHe never pays."))

    def test_a_copy_to_the_customer_is_enough(self):
        self.send(self.answer(To="manager@acme.example", Cc=CUSTOMER))
        self.assertFalse(self.outgoing().is_internal)

    def test_a_colleague_who_asked_is_a_customer(self):
        self.ticket.write(
            {
                "partner_id": self.manager.partner_id.id,
                "partner_email": "manager@acme.example",
            }
        )
        self.send(self.answer(To="manager@acme.example"))
        self.assertFalse(self.outgoing().is_internal)

    def test_a_colleague_of_the_customer_counts_where_the_mailbox_says_so(self):
        company = self.env["res.partner"].create({"name": "C", "is_company": True})
        anna, carl = self.env["res.partner"].create(
            [
                {"name": n, "email": f"{n}@customer.example", "parent_id": company.id}
                for n in ("anna", "carl")
            ]
        )
        self.ticket.partner_id = anna
        raw = self.answer(To=carl.email)
        self.assertInside(raw)
        self.mailbox.join_by_company = True
        row = self.send(self.answer(To=carl.email))
        self.assertFalse(row.mail_message_id.is_internal)


class TestRefusedInSent(SentCase):
    """An answer in the Sent folder that the server does not hand out."""

    @contextmanager
    def refusing(self, uid=rb"\d+", part=rb"\[\]", words=b"no such file"):
        """The server hands out no message, or not that of this UID."""
        asked = rb"FETCH ([\d,:]+,)?%s(,[\d,:]+)? .*BODY\.PEEK%s" % (uid, part)
        no = b"{tag} NO " + words + b"\r\n"
        with self.proxied("imap", Rule(asked, "reply", data=no, times=99)):
            yield

    @contextmanager
    def breaking(self, part):
        """The connection breaks over the message with the UID 2."""
        asked = rb"FETCH ([\d,:]+,)?2(,[\d,:]+)? .*BODY\.PEEK%s" % part
        with self.proxied("imap", Rule(asked, "cut", times=99)):
            yield

    def put(self, *texts):
        for text in texts:
            raw = sent(text, In_Reply_To="<q1@customer.example>")
            self.dovecot.deliver(ADDRESS, raw, SENT)

    def sent_rows(self):
        return self.rows().filtered(lambda row: row.remote_key.startswith(SENT))

    def parked(self):
        """The answer "bad" was refused again and again, "good" was not."""
        self.put("bad", "good")
        with self.refusing(b"2"):
            self.fetch()
            self.assertEqual(self.mailbox.refused_count, 1)
            self.assertFalse(self.mailbox.sent_error)
            self.fetch()
        self.assertFalse(self.mailbox.sent_error)
        return self.sent_rows().filtered(lambda row: row.state == "parked")

    def test_it_is_asked_for_again_and_then_parked_and_stops_no_other(self):
        row = self.parked()
        self.assertIn("no such file", row.error)
        self.assertEqual(sorted(self.sent_rows().mapped("state")), ["done", "parked"])
        self.assertEqual(self.mailbox.refused_count, 0)
        self.put("later")
        self.fetch()
        self.assertEqual(len(self.sent_rows()), 3)

    def test_a_refusal_of_all_parks_nothing_and_all_join_later(self):
        self.put("one", "two")
        with self.refusing():
            for _run in range(6):
                self.assertFalse(self.fetch().error)
        self.assertFalse(self.sent_rows())
        self.assertIn("no such file", self.mailbox.sent_error)
        self.fetch()
        self.assertEqual(self.sent_rows().mapped("state"), ["done", "done"])
        self.assertFalse(self.mailbox.sent_error)

    def test_a_head_that_is_refused_is_not_lost(self):
        self.put("bad", "good")
        with self.refusing(b"2", rb"\[HEADER\]"):
            self.fetch()
            self.assertEqual(self.sent_rows().mapped("state"), ["done"])
            self.assertEqual(self.mailbox.refused_count, 1)
        self.fetch()
        self.assertEqual(self.sent_rows().mapped("state"), ["done", "done"])
        self.assertEqual(self.mailbox.refused_count, 0)

    def test_a_head_that_is_refused_again_is_parked_and_stops_no_other(self):
        self.put("bad", "good")
        with self.refusing(b"2", rb"\[HEADER\]"):
            self.fetch()
            self.put("later")
            self.fetch()
        states = sorted(self.sent_rows().mapped("state"))
        self.assertEqual(states, ["done", "done", "parked"])
        self.assertFalse(self.mailbox.sent_error)

    def test_a_private_mail_whose_head_was_refused_is_not_even_fetched(self):
        self.dovecot.deliver(ADDRESS, sent("Private."), SENT)
        self.put("good")
        with self.refusing(b"2", rb"\[HEADER\]"):
            self.fetch()
        with self.proxied("imap") as proxy:
            self.fetch()
        self.assertFalse([line for line in proxy.seen if b"BODY.PEEK[]" in line])
        self.assertEqual(len(self.sent_rows()), 1)
        self.assertEqual(self.mailbox.refused_count, 0)

    def test_one_that_is_held_back_waits_and_stops_no_other(self):
        self.put("held", "good")
        with self.refusing(b"2", words=b"[UNAVAILABLE] later"):
            for _run in range(4):
                self.fetch()
                self.assertFalse(self.mailbox.sent_error)
            self.put("later")
            self.fetch()
        self.assertEqual(self.sent_rows().mapped("state"), ["done", "done"])
        self.assertEqual(self.mailbox.refused_count, 1)
        self.fetch()
        self.assertEqual(len(self.sent_rows()), 3)

    def assertBreaksNoOther(self, part):
        self.enterContext(mute_logger(RUN_LOGGER))
        self.put("bad", "good")
        with self.breaking(part):
            self.fetch()
            self.assertTrue(self.mailbox.sent_error)
            for _run in range(5):
                self.assertFalse(self.fetch().error)
            self.put("later")
            self.fetch()
        states = sorted(self.sent_rows().mapped("state"))
        self.assertEqual(states, ["done", "done", "parked"])
        self.assertFalse(self.mailbox.sent_error)
        self.assertFalse(self.mailbox._status().suspect_keys)

    def test_one_that_breaks_the_connection_is_parked_and_stops_no_other(self):
        self.assertBreaksNoOther(rb"\[\]")

    def test_so_is_one_whose_head_breaks_it(self):
        self.assertBreaksNoOther(rb"\[HEADER\]")

    def test_replay_asks_for_it_again(self):
        row = self.parked()
        row.with_user(self.manager).action_replay()
        self.fetch()
        self.assertEqual((row.state, row.ticket_id), ("done", self.ticket))
        self.assertTrue(row.is_sent)
        self.assertEqual(len(self.sent_rows()), 2)

    def test_replay_of_one_that_is_gone_says_so(self):
        row = self.parked()
        row.with_user(self.manager).action_replay()
        self.doveadm("expunge", "-u", ADDRESS, "mailbox", SENT, "uid", "2")
        self.fetch()
        self.assertEqual(row.state, "parked")
        self.assertIn("no longer on the mail server", row.error)

    def test_one_that_is_deleted_while_it_waits_is_forgotten(self):
        self.put("bad", "good")
        with self.refusing(b"2"):
            self.fetch()
        self.assertEqual(self.mailbox.refused_count, 1)
        self.doveadm("expunge", "-u", ADDRESS, "mailbox", SENT, "uid", "2")
        self.fetch()
        self.assertEqual(self.mailbox.refused_count, 0)
        self.assertFalse(self.mailbox.sent_error)
