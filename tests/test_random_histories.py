"""Whatever happens to a ticket, no text of what is inside reaches anybody outside, and
what is written to the customer does (law 12): random histories, the same at each run.
"""

import random
from datetime import timedelta

from lxml import html

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged

from .common import CUSTOMER, MailboxMixin, mail

SEEDS = range(8)
STEPS = 22
AGENT = "agent@acme.example"
COMMENT, NOTE = "mail.mt_comment", "mail.mt_note"
QUIET = {"no_reset_password": True}


@tagged("post_install", "-at_install")
class TestRandomHistories(MailboxMixin, HttpCase):
    """`inside` and `public`: the words of what was written for colleagues, and by
    agents to the customer; `entries`: history entry -> whether it is inside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = new_test_user(
            cls.env,
            "mailbox-boss",
            "helpdesk_mgmt.group_helpdesk_user",
            context=QUIET,
            email="boss@acme.example",
        )
        cls.paul = new_test_user(
            cls.env,
            "mailbox-paul",
            "base.group_portal",
            context=QUIET,
            email="paul@customer.example",
        )
        people = {"Anna": CUSTOMER, "Eve": "eve@evil.example"}
        cls.people = cls.env["res.partner"].create(
            [{"name": name, "email": email} for name, email in people.items()]
        )

    def begin(self, seed):
        self.random = random.Random(seed)
        self.inside, self.public, self.entries = set(), set(), {}
        self.count = 0
        self.mailbox.answer_quote = self.random.choice(["none", "last", "all"])
        stages = self.team._get_applicable_stages()
        stages.mail_template_id = self.env.ref("helpdesk_mgmt.changed_stage_template")
        self.first = max(self.env["mail.mail"].search([]).ids, default=0)
        names = [f"<{seed}.{number}@customer.example>" for number in range(2)]
        self.tickets = self.env["helpdesk.ticket"].union(
            *(self.case_of(mail(message_id=name, Subject=name)) for name in names)
        )
        followers = self.people[:1] | self.paul.partner_id | self.boss.partner_id
        for ticket in self.tickets:
            if self.random.random() < 0.7:
                ticket.message_subscribe(followers.ids)
            self.entries[self.history(ticket)] = False

    def word(self, is_inside, is_answer=True):
        """A word that stands nowhere else, for what is inside, an agent's answer to the
        customer, or neither."""
        self.count += 1
        word = f"W{self.random.getrandbits(40):010X}N{self.count}"
        if is_inside:
            self.inside.add(word)
        elif is_answer:
            self.public.add(word)
        return word

    def remember(self, entry, is_inside):
        self.entries[entry] = is_inside

    def any_ticket(self):
        return self.random.choice(self.tickets.filtered(lambda one: not one.is_merged))

    def any_entry(self, *states):
        """An entry and whether it is inside, of a ticket that is not merged."""
        known = [
            entry
            for entry, is_inside in self.entries.items()
            if entry.exists() and is_inside in (states or (True, False))
        ]
        return self.random.choice(known) if known else None

    def somebody(self):
        partners = self.people | self.paul.partner_id | self.boss.partner_id
        return self.random.sample(partners.ids, self.random.randrange(4))

    def ticket_of(self, entry):
        return self.env["helpdesk.ticket"].browse(entry.res_id)

    def post(self, ticket, is_inside, body="%s", subtype=COMMENT, **values):
        entry = ticket.with_user(self.agent).message_post(
            body=body % self.word(is_inside),
            message_type="comment",
            subtype_xmlid=subtype,
            partner_ids=self.somebody(),
            **values,
        )
        self.remember(entry, is_inside)

    # What may happen

    def do_comment(self):
        self.post(self.any_ticket(), False)

    def do_note(self):
        named = self.random.choice([False, "eve@evil.example"])
        self.post(self.any_ticket(), True, subtype=NOTE, outgoing_email_to=named)

    def do_internal_comment(self):
        self.post(self.any_ticket(), True, is_internal=True)

    def do_answer_on_screen(self):
        entry = self.any_entry()
        inside = self.entries[entry]
        self.post(self.ticket_of(entry), inside, parent_id=entry.id)

    def do_command_on_screen(self):
        line = self.random.choice(["#note", "#close", "#assign me", "#tag x"])
        self.post(self.any_ticket(), True, f"{line}\n%s")

    def do_deferred(self):
        inside = self.random.random() < 0.5
        later = fields.Datetime.now() + timedelta(hours=1)
        subtype = NOTE if inside else COMMENT
        self.post(self.any_ticket(), inside, subtype=subtype, scheduled_date=later)
        self.env["mail.message.schedule"].search([]).force_send()

    def do_scheduled(self):
        inside = self.random.random() < 0.5
        ticket = self.any_ticket()
        scheduled = self.env["mail.scheduled.message"].with_user(self.agent)
        scheduled.create(
            {
                "model": ticket._name,
                "res_id": ticket.id,
                "body": f"<p>{self.word(inside)}</p>",
                "is_note": inside,
                "notification_parameters": '{"message_type": "comment"}',
                "author_id": self.agent.partner_id.id,
                "partner_ids": [Command.set(self.somebody())],
                "scheduled_date": fields.Datetime.now() + timedelta(hours=1),
            }
        ).post_message()
        self.remember(ticket.message_ids[0], inside)

    def do_forward_on_screen(self):
        entry = self.any_entry()
        ticket = self.ticket_of(entry)
        window = self.env["mail.compose.message"].with_user(self.agent)
        window = window.with_context(
            default_composition_mode="comment",
            default_composition_comment_option="forward",
            default_model=ticket._name,
            default_res_ids=ticket.ids,
            default_subtype_xmlid=COMMENT,
        ).create({"body": entry.body, "partner_ids": [Command.set(self.people.ids)]})
        if self.entries[entry]:
            with self.assertRaises(UserError):
                window.action_send_mail()
        else:
            window.action_send_mail()

    def do_edit(self):
        entry = self.any_entry(True)
        if entry:
            self.ticket_of(entry).with_user(self.agent)._message_update_content(
                entry, body=self.word(True), partner_ids=self.somebody(), strict=False
            )

    def do_mail_of_agent(self):
        entry = self.any_entry()
        line = self.random.choice(["", "", "#note\n", "#close\n", "#assign me\n"])
        inside = bool(line) or self.entries[entry]
        ticket = self.ticket_of(entry)
        answered = self.random.choice([entry.message_id, "<rewritten@ses.example>"])
        row = self.fetch_one(
            mail(
                f"{line}{self.word(inside)}",
                From=f"Ada <{AGENT}>",
                Cc=self.random.choice([None, "eve@evil.example", "boss@acme.example"]),
                In_Reply_To=answered,
                References=f"{ticket._mailbox_token(entry)} {answered}",
                Subject=f"Re: {self.count}",
                **self.verdict("pass", "acme.example"),
            )
        )
        self.assertEqual((row.state, row.ticket_id), ("done", ticket), row.reason)
        self.remember(row.mail_message_id, inside)

    def do_forward_by_mail(self):
        ticket = self.any_ticket()
        row = self.fetch_one(
            mail(
                f"{self.word(True)}\n\n---------- Forwarded message ---------\n"
                f"From: Eve <eve@evil.example>\nSubject: x\n\n{self.word(True)}\n",
                From=f"Ada <{AGENT}>",
                Subject=f"Fwd: [{ticket.number}] {self.count}",
                **self.verdict("pass", "acme.example"),
            )
        )
        self.assertEqual(row.state, "done", row.reason)
        self.tickets |= row.ticket_id
        self.remember(row.mail_message_id, True)

    def do_mail_of_customer(self):
        entry = self.any_entry(False)
        answered = entry.message_id
        row = self.fetch_one(
            mail(
                self.word(False, is_answer=False),
                In_Reply_To=answered,
                References=f"{self.ticket_of(entry)._mailbox_token(entry)} {answered}",
                Subject=f"Re: {self.count}",
                files=self.random.choice([(), [("a.exe", b"MZ")]]),
            )
        )
        self.assertEqual(row.state, "done", row.reason)
        self.inside.add(f"/left_out/{row.left_out_ids.id or 'none'}")
        self.remember(row.mail_message_id, False)

    def do_portal_message(self):
        ticket = self.any_ticket()
        entry = (
            ticket.with_user(self.paul)
            .sudo()
            .message_post(
                body=self.word(False, is_answer=False),
                author_id=self.paul.partner_id.id,
                message_type="comment",
                subtype_xmlid=COMMENT,
            )
        )
        self.remember(entry, False)

    def do_stage(self):
        ticket = self.any_ticket()
        stages = self.team._get_applicable_stages()
        ticket.with_user(self.agent).stage_id = self.random.choice(stages)
        self.env.flush_all()
        self.cr.precommit.run()

    def do_assign(self):
        self.any_ticket().user_id = self.random.choice(self.agent | self.boss)

    def do_absence(self):
        now = fields.Datetime.now()
        self.boss.write(
            {
                "out_of_office_from": now - timedelta(days=1),
                "out_of_office_to": now + timedelta(days=self.random.choice([-1, 1])),
                "out_of_office_message": "<p>On holiday</p>",
            }
        )

    def do_move(self):
        entry = self.any_entry()
        source = self.ticket_of(entry).with_user(self.agent)
        if self.random.random() < 0.5:
            self.tickets |= source._split_entries(entry, "").sudo()
        else:
            target = self.any_ticket().with_user(self.agent)
            if target != source:
                source._move_entries(entry, target)

    def do_merge(self):
        if len(self.tickets) > 3 and self.random.random() < 0.3:
            source, target = self.random.sample(list(self.tickets), 2)
            if not (source | target).filtered("is_merged"):
                source.with_user(self.agent)._merge_into(target.with_user(self.agent))

    # What must hold

    def mails(self):
        """(who gets it, its text) of each mail that was made, as it would be sent."""
        for made in self.env["mail.mail"].search([("id", ">", self.first)]):
            for built in made._prepare_outgoing_list():
                told = ("subject", "body", "body_alternative", "headers", "references")
                text = " ".join(str(built[name]) for name in told)
                for address in built["email_to_normalized"]:
                    yield address, text

    def pages(self):
        """The text of each ticket's page and of its chatter, as people outside get
        them."""
        for ticket in self.tickets:
            ticket._portal_ensure_token()
            url = f"/my/ticket/{ticket.id}?access_token={ticket.access_token}"
            page = self.url_open(url)
            self.assertEqual(page.status_code, 200)
            yield html.fromstring(page.text).text_content()
            fetched = self.make_jsonrpc_request(
                "/mail/chatter_fetch",
                {
                    "thread_model": ticket._name,
                    "thread_id": ticket.id,
                    "token": ticket.access_token,
                    "fetch_params": {"limit": 100},
                },
            )
            yield str(fetched)

    def assertNothingLeaked(self, seed, steps):
        story = f"seed {seed}: {', '.join(steps)}"
        mails = list(self.mails())
        to_customer = " ".join(text for to, text in mails if to == CUSTOMER)
        outside = [text for to, text in mails if not to.endswith("@acme.example")]
        pages = " ".join(self.pages())
        for word in self.inside:
            self.assertFalse([text for text in outside if word in text], story)
            self.assertTrue(word not in pages, f"{word} is in a page; {story}")
        for word in self.public:
            self.assertTrue(word in to_customer, f"{word} was not sent; {story}")
            self.assertTrue(word in pages, f"{word} is in no page; {story}")
        for entry, is_inside in self.entries.items():
            self.assertEqual(entry._mailbox_is_inside(), is_inside, story)

    def test_no_text_of_what_is_inside_leaves(self):
        acts = sorted(name for name in dir(self) if name.startswith("do_"))
        for seed in SEEDS:
            with self.subTest(seed):
                self.begin(seed)
                steps = [self.random.choice(acts) for _number in range(STEPS)]
                steps += ["do_comment", "do_note"]
                for step in steps:
                    getattr(self, step)()
                self.assertNothingLeaked(seed, steps)
