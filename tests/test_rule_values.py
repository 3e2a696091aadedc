"""Rules that make tickets of what machines wrote, and take values into fields."""

from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError

from .common import SECOND, mail
from .peers.bounces import bounce
from .smtp_common import SmtpCase
from .test_rules import RulesCase
from .test_try_message import TryCase

FAX = {
    "From": "fax@machines.example",
    "Subject": "Fax from +49 30 1234",
    "Auto_Submitted": "auto-generated",
}
MACHINE = {"part": "kind", "operator": "equals", "kind": "notification"}
FROM_FAX = {"part": "from", "operator": "contains", "value": "fax@"}


def pattern(value, part="body"):
    return {"part": part, "operator": "pattern", "value": value}


class TestAccepting(RulesCase, SmtpCase):
    def make_mailbox(self, *args, **values):
        """A mailbox with the acknowledgement that a new one has."""
        name = "acknowledgement_template_id"
        given = self.env["fetchmail.server"].default_get([name])
        return super().make_mailbox(*args, **{**given, **values})

    def accept(self, *conditions, **values):
        return self.rule(*conditions, name="Fax", outcome="accept", **values)

    def test_our_own_mail_never_becomes_a_ticket(self):
        self.accept()
        ours = "odoo.addons.helpdesk_mgmt_mailbox.models.message.classification"
        with patch(f"{ours}.is_own_mail", lambda *_args: True):
            row = self.fetch_one(mail())
        self.assertEqual((row.state, row.rule), ("ignored", "own-mail"))

    def test_a_bounce_stays_one(self):
        self.accept()
        row = self.fetch_one(bounce(mail(), "gone@customer.example"))
        self.assertEqual((row.state, row.kind), ("ignored", "bounce"))

    def test_who_is_denied_and_the_sender_filter_still_count(self):
        self.accept(FROM_FAX)
        self.mailbox.sender_filter = "contacts"
        self.assertEqual(self.fetch_one(mail(**FAX)).gate, "sender_filter")
        listed = self.env["fetchmail.sender"].create(
            {"pattern": FAX["From"], "kind": "allow"}
        )
        self.assertEqual(self.fetch_one(mail("2", **FAX)).state, "done")
        listed.kind = "deny"
        self.assertEqual(self.fetch_one(mail("3", **FAX)).gate, "denied")

    def test_another_rule_that_holds_it_counts(self):
        self.accept(FROM_FAX, sequence=5)
        row = self.fetch_one(mail(X_Spam_Flag="YES", **FAX))
        self.assertEqual((row.state, row.gate), ("held", "rules"))
        self.rule(FROM_FAX, name="Away", outcome="ignore", sequence=9)
        row = self.fetch_one(mail("2", **FAX))
        self.assertEqual((row.state, row.reason), ("ignored", "By the rule “Away”."))

    def test_it_becomes_a_ticket_that_says_by_which_rule(self):
        self.accept(FROM_FAX, priority="3")
        row = self.fetch_one(mail(**FAX))
        self.assertEqual((row.state, row.kind), ("done", "notification"))
        self.assertEqual(
            row.reason,
            "Header field Auto-Submitted: auto-generated; accepted by the rule “Fax”",
        )
        ticket = row.ticket_id
        self.assertEqual((ticket.priority, ticket.mailbox_rule_names), ("3", "Fax"))
        other = self.fetch_one(mail(Auto_Submitted="auto-generated"))
        self.assertEqual((other.state, other.rule_names), ("ignored", False))

    def test_nothing_automatic_answers_it(self):
        self.accept(FROM_FAX)
        row = self.fetch_one(mail(**FAX))
        self.send_queue()
        self.assertEqual(self.receiver.deliveries, [])
        self.assertEqual(
            row.no_acknowledgement_reason,
            "The message is automatic or came by a list.",
        )

    def test_automatic_answers_and_reports_of_abuse_are_read_too(self):
        self.accept()
        for raw in (
            mail(Auto_Submitted="auto-replied"),
            mail().replace(b"text/plain", b"message/feedback-report", 1),
        ):
            self.assertEqual(self.fetch_one(raw).state, "done")

    def test_what_a_person_wrote_is_a_ticket_anyway(self):
        rule = self.accept(FROM_FAX)
        row = self.fetch_one(mail(From="fax@machines.example"))
        self.assertEqual((row.kind, row.state), ("human", "done"))
        self.assertEqual(rule.then_text, "Create ticket")
        rule.write({"outcome": "case", "automatic_too": True})  # of an older version
        self.assertEqual(rule.then_text, "Create ticket")

    def test_a_rule_that_holds_machines_mail(self):
        self.rule(FROM_FAX, name="Look", outcome="hold", automatic_too=True)
        row = self.fetch_one(mail(**FAX))
        self.assertEqual((row.state, row.reason), ("held", "By the rule “Look”."))


class ValuesCase(RulesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        model = cls.env["ir.model"]._get("helpdesk.ticket")
        kinds = {
            "x_serial": ("char", "Serial Number"),
            "x_amount": ("float", "Amount"),
            "x_pages": ("integer", "Pages"),
            "x_due": ("date", "Due On"),
            "x_story": ("text", "Story"),
            "x_code": ("char", "Code"),
            "x_visit": ("datetime", "Visit"),
            "x_urgent": ("boolean", "Urgent"),
            "x_country": ("many2one", "Country"),
        }
        made = cls.env["ir.model.fields"].create(
            [
                {
                    "model_id": model.id,
                    "name": name,
                    "ttype": kind,
                    "field_description": label,
                    "size": 6 if name == "x_code" else 0,
                    "relation": "res.country" if kind == "many2one" else False,
                }
                for name, (kind, label) in kinds.items()
            ]
        )
        cls.addClassCleanup(made.unlink)

    GONE = (
        "The rule “Fax” found “SN4711” for the field x_gone, which is gone, or which "
        "rules cannot fill any more."
    )

    def lose_field(self, rule):
        """As if the field that the rule fills were removed since."""
        self.env.cr.execute(
            "UPDATE fetchmail_rule_value SET field_name = 'x_gone' WHERE rule_id = %s",
            [rule.id],
        )
        self.env.invalidate_all()

    def taking(self, *conditions, **fields):
        """A rule named Fax that takes what groups find into fields (group=field)."""
        lines = [{"group": group, "field_name": name} for group, name in fields.items()]
        values = [(0, 0, line) for line in lines]
        return self.rule(*conditions, name="Fax", value_ids=values)


class TestWhichFields(ValuesCase):
    def test_no_field_that_decides_who_may_do_what(self):
        names = dict(self.env["helpdesk.ticket"]._mailbox_fillable_choices())
        fields = self.env["helpdesk.ticket"]._fields
        for name in (
            *("user_id", "team_id", "stage_id", "company_id", "partner_id"),
            *("partner_email", "partner_name", "number", "active", "duplicate_id"),
            *("access_token", "email_cc", "mailbox_id", "form_sender", "tag_ids"),
            *("first_sender_email", "mailbox_writes_as", "description", "closed_date"),
            *("assigned_date", "last_stage_update", "unattended", "closed"),
        ):
            self.assertIn(name, fields)
            self.assertNotIn(name, names)

    def test_those_of_the_helpdesk_and_of_an_administrator(self):
        names = dict(self.env["helpdesk.ticket"]._mailbox_fillable_choices())
        self.assertEqual(names["x_serial"], "Serial Number")
        self.assertLessEqual(
            {"name", "category_id", "channel_id", "priority"}, {*names}
        )

    def test_no_field_that_leads_to_a_person_or_a_company(self):
        ticket = self.env["helpdesk.ticket"]
        for model in ("res.partner", "res.users", "res.company", "ir.model"):
            self.assertFalse(ticket._mailbox_is_open_model(model))
        for model in ("", "res.country", "res.country.state", "helpdesk.ticket.tag"):
            self.assertTrue(ticket._mailbox_is_open_model(model))

    def test_another_field_is_refused(self):
        with self.assertRaises(ValidationError) as caught:
            self.taking(pattern("(?P<a>x)"), a="user_id")
        self.assertEqual(
            str(caught.exception), "A rule cannot fill the field “user_id” of a ticket."
        )

    def test_a_name_that_no_pattern_has_is_refused(self):
        with self.assertRaises(ValidationError) as caught:
            self.taking(pattern(r"(?P<number>\d+)"), serial="x_serial")
        self.assertEqual(
            str(caught.exception),
            "No pattern of the rule “Fax” has a part that is called “serial”, only: "
            "number.",
        )
        with self.assertRaises(ValidationError) as caught:
            self.taking(FROM_FAX, serial="x_serial")
        self.assertEqual(
            str(caught.exception),
            "The rule “Fax” takes the value “serial”, but no pattern of it names a "
            r"part, as in “Order (?P<order>\d+)”.",
        )

    def test_two_values_for_one_field_are_refused(self):
        with self.assertRaises(ValidationError) as caught:
            self.taking(pattern("(?P<a>x)(?P<b>y)"), a="x_serial", b="x_serial")
        self.assertEqual(
            str(caught.exception),
            "Two values of the rule “Fax” go into the same field.",
        )

    def test_a_manager_makes_them_and_an_agent_does_not(self):
        rule = self.taking(pattern("(?P<a>x)"), a="x_serial")
        rule.with_user(self.manager).value_ids.field_name = "name"
        self.assertEqual(rule.then_text, "a → Title")
        with self.assertRaises(AccessError):
            rule.with_user(self.agent).value_ids.field_name = "x_serial"

    def test_what_a_field_would_take_that_is_gone_is_told(self):
        rule = self.taking(pattern(r"Serial (?P<a>\w+)"), a="x_story")
        self.lose_field(rule)
        rule.value_ids = [(0, 0, {"group": "a", "field_name": "x_serial"})]
        row = self.fetch_one(mail("Serial SN4711"))
        self.assertEqual((row.state, row.ticket_id.x_serial), ("done", "SN4711"))
        self.assertIn(self.GONE, self.log_of(row.ticket_id))
        self.assertIn("x_gone", rule.then_text)


class TestTaken(ValuesCase):
    TEXT = (
        "Serial: SN-4711\nAmount: 1.234,50 EUR\nPages: 3\nDue: 3.11.2026\n"
        "Category: toner\nChannel: Phone\nPriority: very HIGH\n"
    )
    ALL = (
        r"Serial: (?P<serial>\S+)\s+Amount: (?P<amount>[\d.,]+).*"
        r"\s+Pages: (?P<pages>.*)\s+Due: (?P<due>.*)\s+Category: (?P<kind>.*)"
        r"\s+Channel: (?P<way>.*)\s+Priority: (?P<urgent>.*)"
    )
    FIELDS = {
        "serial": "x_serial",
        "amount": "x_amount",
        "pages": "x_pages",
        "due": "x_due",
        "kind": "category_id",
        "way": "channel_id",
        "urgent": "priority",
    }

    def test_what_does_not_fit_is_told_and_costs_nothing(self):
        text = (
            "Serial: " + "x" * 300 + "\nAmount: 1.234 EUR\nPages: many\nDue: soon\n"
            "Category: %\nChannel: none\nPriority: any\n"
        )
        self.env["helpdesk.ticket.category"].create([{"name": "a"}, {"name": "b"}])
        self.taking(pattern(self.ALL), **self.FIELDS)
        ticket = self.case_of(mail(text))
        self.assertFalse(ticket.x_serial or ticket.x_amount or ticket.x_due)
        self.assertEqual((ticket.priority, ticket.category_id.ids), ("1", []))
        log = self.log_of(ticket)
        found = "The rule “Fax” found “"
        for line in (
            f"{found}1.234” for the field Amount, which takes a number; this is none, "
            "or may be read in two ways.",
            f"{found}many” for the field Pages, which takes a whole number.",
            f"{found}soon” for the field Due On, which takes a date; this is none, or "
            "may be read in two ways.",
            f"{found}%” for the field Category, and there is none of that name, or "
            "more than one.",
            f"{found}any” for the field Priority, which has no such choice.",
            "The rule “Fax” found a text for the field Serial Number that is too long "
            f"for it: “{'x' * 200} …”",
        ):
            self.assertIn(line, log)
        self.assertIn("x" * 300, self.history(ticket).body)

    MORE = r"Visit: (?P<visit>.*)\s+Urgent: (?P<urgent>.*)\s+Country: (?P<land>.*)"
    MORE_FIELDS = {"visit": "x_visit", "urgent": "x_urgent", "land": "x_country"}

    def more(self, visit, urgent, country):
        """The ticket of a mail with these values."""
        text = f"Visit: {visit}\nUrgent: {urgent}\nCountry: {country}\n"
        return self.case_of(mail(text, Subject=f"{visit}, {urgent}, {country}"))

    def test_times_yes_and_no_and_countries(self):
        self.env["res.lang"]._activate_lang("de_DE")
        belgium = self.env.ref("base.be")
        belgium.with_context(lang="de_DE").name = "Belgien"
        self.mailbox.company_id.partner_id.tz = "Europe/Berlin"
        self.env.company.partner_id.tz = "Europe/Berlin"
        self.taking(pattern(self.MORE), **self.MORE_FIELDS)
        ticket = self.more("3.11.2026, 14:30 Uhr", "ja", "belgien")
        self.assertEqual(str(ticket.x_visit), "2026-11-03 13:30:00")
        self.assertEqual((ticket.x_urgent, ticket.x_country), (True, belgium))
        ticket.x_urgent = True
        ticket = self.more("2026-11-03T14:30Z", "No", "Belgium")
        self.assertEqual(str(ticket.x_visit), "2026-11-03 14:30:00")
        self.assertEqual((ticket.x_urgent, ticket.x_country), (False, belgium))
        self.assertNotIn("The rule", self.log_of(ticket))

    def test_what_is_none_of_those_is_told(self):
        self.taking(pattern(self.MORE), **self.MORE_FIELDS)
        ticket = self.more("3/11/2026 14:30", "perhaps", "Atlantis")
        self.assertFalse(ticket.x_visit or ticket.x_urgent or ticket.x_country)
        for line in (
            "found “3/11/2026 14:30” for the field Visit, which takes a day and a "
            "time; this is none, or may be read in two ways.",
            "found “perhaps” for the field Urgent, which takes yes or no.",
            "found “Atlantis” for the field Country, and there is none of that name, "
            "or more than one.",
        ):
            self.assertIn(line, self.log_of(ticket))

    def test_a_name_that_is_longer_is_another_one(self):
        self.env["helpdesk.ticket.category"].create({"name": "x" * 200})
        self.taking(pattern("Category: (?P<kind>.*)"), kind="category_id")
        ticket = self.case_of(mail(f"Category: {'x' * 201}"))
        self.assertFalse(ticket.category_id)
        ticket = self.case_of(mail(f"Category: {'x' * 200}"))
        self.assertTrue(ticket.category_id)

    def test_a_text_too_long_for_the_size_of_its_field_is_told_and_not_cut(self):
        self.taking(pattern(r"Serial: (?P<code>\S+)"), code="x_code")
        ticket = self.case_of(mail("Serial: SN-4711"))
        self.assertFalse(ticket.x_code)
        self.assertIn(
            "The rule “Fax” found a text for the field Code that is too long for it: "
            "“SN-4711”",
            self.log_of(ticket),
        )
        ticket = self.case_of(mail("Serial: SN-471"))
        self.assertEqual(ticket.x_code, "SN-471")
        self.assertNotIn("The rule", self.log_of(ticket))

    def test_what_another_add_on_refuses_is_told_and_costs_nothing(self):
        self.taking(
            pattern(self.ALL), serial="x_serial", pages="x_pages", urgent="priority"
        )
        model = self.registry["helpdesk.ticket"]
        write = model.write

        def picky(ticket, values):
            if "x_pages" in values:
                raise ValidationError(ticket.env._("No"))
            return write(ticket, values)

        self.patch(model, "write", picky)
        ticket = self.case_of(mail(self.TEXT))
        self.assertEqual((ticket.x_serial, ticket.priority), ("SN-4711", "3"))
        self.assertFalse(ticket.x_pages)
        self.assertIn(
            "The rule “Fax” found “3” for the field Pages, but the ticket does not "
            "take it.",
            self.log_of(ticket),
        )

    def test_values_go_into_their_fields(self):
        toner = self.env["helpdesk.ticket.category"].create({"name": "Toner"})
        self.taking(pattern(self.ALL), **self.FIELDS)
        ticket = self.case_of(mail(self.TEXT))
        self.assertEqual(ticket.x_serial, "SN-4711")
        self.assertEqual((ticket.x_amount, ticket.x_pages), (1234.5, 3))
        self.assertEqual(str(ticket.x_due), "2026-11-03")
        self.assertEqual((ticket.category_id, ticket.priority), (toner, "3"))
        self.assertEqual(ticket.channel_id.name, "Phone")
        self.assertNotIn("The rule", self.log_of(ticket))

    def test_records_of_another_company_are_not_found(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env["helpdesk.ticket.category"].create(
            {"name": "Toner", "company_id": other.id}
        )
        self.taking(pattern(self.ALL), kind="category_id")
        ticket = self.case_of(mail(self.TEXT))
        self.assertFalse(ticket.category_id)

    def test_a_later_rule_and_a_value_set_by_hand(self):
        self.taking(pattern(r"(?P<serial>SN-\d+)"), serial="x_serial")
        rule = self.taking(pattern(r"(?P<serial>SN)"), serial="x_serial")
        rule.write({"sequence": 20, "priority": "2"})
        ticket = self.case_of(mail(self.TEXT))
        self.assertEqual((ticket.x_serial, ticket.priority), ("SN", "2"))

    def test_what_joins_a_ticket_changes_none_of_its_fields(self):
        rule = self.taking(pattern(r"(?P<serial>SN-\d+)"), serial="x_serial")
        rule.new_cases_only = False
        ticket = self.case_of(mail(self.TEXT, message_id="<1@x.example>"))
        self.case_of(mail("SN-9", In_Reply_To="<1@x.example>"))
        self.assertEqual(ticket.x_serial, "SN-4711")

    def test_a_pattern_that_takes_too_long_is_told(self):
        values = [(0, 0, {"group": "all", "field_name": "x_serial"})]
        conditions = (
            {"part": "subject", "operator": "contains", "value": "order"},
            pattern("(?P<all>^(a|aa)+$)"),
        )
        self.rule(*conditions, name="Slow", combine="any", value_ids=values)
        row = self.fetch_one(mail("a" * 5000 + "!"))
        self.assertEqual((row.state, row.ticket_id.x_serial), ("done", False))
        self.assertIn("The rule “Slow” could not be tried", row.rule_trouble)

    def test_values_of_existing_mail_are_taken_without_a_note(self):
        self.start_over()
        self.taking(
            pattern(self.ALL), serial="x_serial", way="x_pages", urgent="priority"
        )
        self.deliver(mail(self.TEXT))
        self.connect().action_continue()
        self.fetch()
        ticket = self.rows().ticket_id
        self.assertEqual(ticket.x_serial, "SN-4711")
        self.assertNotIn("The rule", self.log_of(ticket))

    def test_many_mails_ask_no_question_of_each(self):
        """The fields and the rules are looked up once for a batch."""
        self.taking(pattern(r"(?P<serial>SN-\d+)"), serial="x_serial")
        Ticket = self.registry["helpdesk.ticket"]
        asked, original = [], Ticket._mailbox_fillable_choices

        def watched(ticket):
            asked.append(ticket)
            return original(ticket)

        self.patch(Ticket, "_mailbox_fillable_choices", watched)
        self.fetch(*(mail(self.TEXT, Subject=f"Order {n}") for n in range(5)))
        self.assertEqual(len(self.rows().ticket_id), 5)
        self.assertEqual(set(self.rows().ticket_id.mapped("x_serial")), {"SN-4711"})
        self.assertLessEqual(len(asked), 2)


class TestPreview(ValuesCase, TryCase):
    def test_try_a_message_shows_the_rule_the_name_the_value_and_the_field(self):
        other = self.make_mailbox(SECOND, connected=False)
        self.taking(
            FROM_FAX,
            pattern(TestTaken.ALL),
            serial="x_serial",
            due="x_due",
            pages="x_pages",
            urgent="priority",
        ).outcome = "accept"
        text = TestTaken.TEXT.replace("Pages: 3", "Pages: some")
        form = self.tried(mail(text, **FAX))
        self.assertEqual((form.outcome, form.kind), ("new", "notification"))
        self.assertIn("accepted by the rule “Fax”", form.reason)
        lines = form.found_values.split("\n")
        self.assertIn(
            "By the rule “Fax”, serial “SN-4711” goes into Serial Number: SN-4711",
            lines,
        )
        self.assertIn(
            "By the rule “Fax”, due “3.11.2026” goes into Due On: 11/03/2026", lines
        )
        self.assertIn(
            "By the rule “Fax”, urgent “very HIGH” goes into Priority: Very High", lines
        )
        self.assertIn("which takes a whole number.", form.found_values)
        self.assertFalse(self.tried(mail(text, **FAX), mailbox=other).found_values)

    def test_the_lines_of_the_new_ticket_have_the_values(self):
        self.env["helpdesk.ticket.category"].create({"name": "Toner"})
        fields = {**TestTaken.FIELDS, "serial": "name", "amount": "x_code"}
        rule = self.taking(pattern(TestTaken.ALL), **fields)
        rule.priority = "2"  # of which the value takes the place
        text = TestTaken.TEXT.replace("Pages: 3", "Pages: 0")
        form = self.tried(mail(text, Subject="Order"))
        lines = form.new_values.splitlines()
        for line in (
            "Title: SN-4711",
            "Category: Toner",
            "Channel: Phone",
            "Priority: Very High",
            "Pages: 0",
            "Due On: 11/03/2026",
        ):
            self.assertIn(line, lines)
        labels = [line.partition(":")[0] for line in lines]
        self.assertEqual(len(set(labels)), len(labels))
        self.assertNotIn("Code", labels)
        self.assertIn("too long", form.found_values)

    def test_times_and_yes_and_no_are_shown_as_people_write_them(self):
        self.taking(pattern(TestTaken.MORE), **TestTaken.MORE_FIELDS)
        text = "Visit: 2026-11-03 14:30Z\nUrgent: nein\nCountry: Belgium\n"
        found = self.tried(mail(text)).found_values
        self.assertIn("urgent “nein” goes into Urgent: No", found)
        self.assertIn("goes into Country: Belgium", found)
        self.assertIn("goes into Visit: 11/03/2026 02:30:00 PM", found)
        found = self.tried(mail(text.replace("nein", "yes"))).found_values
        self.assertIn("urgent “yes” goes into Urgent: Yes", found)

    def test_it_tells_of_a_field_that_is_gone(self):
        self.lose_field(self.taking(pattern(r"Serial (?P<a>\w+)"), a="x_serial"))
        self.assertEqual(self.tried(mail("Serial SN4711")).found_values, self.GONE)

    def test_it_shows_the_website_form_and_whom_it_names(self):
        raw = mail(
            From="wordpress@shop.example",
            Subject="Contact form",
            Reply_To="Ann <ann@people.example>",
        )
        self.assertEqual(
            self.tried(raw).website_form,
            "Sent by the website form wordpress@shop.example for Ann "
            "<ann@people.example>. Nothing proves who filled it in.",
        )
