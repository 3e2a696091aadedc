"""The mailbox: its fields, its defaults, and what it refuses."""

from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.modules.neutralize import get_neutralization_queries
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import ADDRESS, SECOND, MailboxCase, mail

FORM = "helpdesk_mgmt_mailbox.fetchmail_server_view_form"
PORTS = {"imap": 143, "imaps": 993, "pop3": 110, "pop3s": 995}
TAKEN = (
    "Another mailbox already has this email address. "
    "Each address can be fetched by one mailbox only (archived ones count too)."
)


class MailboxFieldsCase(MailboxCase):
    def bare(self, **values):
        """A mailbox with no more than its name, host and address."""
        return self.env["fetchmail.server"].create(
            {
                "case_mailbox": True,
                "name": "Sales",
                "server": "mail.example.com",
                "email_address": SECOND,
                **values,
            }
        )

    def form(self):
        servers = self.env["fetchmail.server"].with_context(default_case_mailbox=True)
        return Form(servers, view=FORM)

    def assertRefused(self, sentence, **values):
        with self.assertRaises(ValidationError) as caught:
            self.bare(**values)
        self.assertEqual(str(caught.exception), sentence)


class TestDefaults(MailboxFieldsCase):
    def test_protocol_port_size_interval_folder_and_company(self):
        mailbox = self.bare()
        self.assertEqual((mailbox.protocol, mailbox.port), ("imaps", 993))
        self.assertEqual((mailbox.max_message_mib, mailbox.interval_minutes), (30, 5))
        self.assertEqual(mailbox.imap_folder, "INBOX")
        self.assertEqual(mailbox.company_id, self.env.company)
        self.assertEqual((mailbox.state, mailbox.active), ("draft", True))
        self.assertTrue(mailbox.starttls)

    def test_each_protocol_has_its_port(self):
        for number, (protocol, port) in enumerate(PORTS.items()):
            with self.subTest(protocol):
                address = f"{number}@acme.example"
                mailbox = self.bare(protocol=protocol, email_address=address)
                self.assertEqual(mailbox.port, port)

    def test_a_port_given_is_kept(self):
        self.assertEqual(self.bare(port=1993).port, 1993)

    def test_username_is_the_address(self):
        self.assertEqual(self.bare().user, SECOND)
        given = self.bare(email_address="a@acme.example", user="acme\\shared")
        self.assertEqual(given.user, "acme\\shared")

    def test_address_is_normalised(self):
        mailbox = self.bare(email_address=" Sales <SALES@Acme.Example> ")
        self.assertEqual(mailbox.email_address, SECOND)
        mailbox.email_address = "Other@Acme.Example"
        self.assertEqual(mailbox.email_address, "other@acme.example")

    def test_space_around_the_host_is_removed(self):
        self.assertEqual(
            self.bare(server=" mail.acme.example ").server, "mail.acme.example"
        )

    def test_an_address_copied_as_host_gives_host_and_port(self):
        mailbox = self.bare(server="https://Mail.acme.example:1993/")
        self.assertEqual((mailbox.server, mailbox.port), ("mail.acme.example", 1993))
        mailbox.server = "imap.acme.example:143"
        self.assertEqual((mailbox.server, mailbox.port), ("imap.acme.example", 143))

    def test_on_the_screen_a_port_in_the_host_goes_where_ports_belong(self):
        form = self.form()
        form.email_address = SECOND
        form.server = "imaps://mail.acme.example:1993/"
        self.assertEqual((form.server, form.port), ("mail.acme.example", 1993))
        form.server = "other.acme.example"
        self.assertEqual((form.server, form.port), ("other.acme.example", 1993))

    def test_on_the_screen_the_host_follows_from_the_address(self):
        form = self.form()
        form.email_address = "Shop@GMX.de"
        self.assertEqual((form.server, form.port), ("imap.gmx.net", 993))
        form.email_address = "shop@gmail.com"
        self.assertEqual(form.server, "imap.gmx.net", "what stands there is kept")

    def test_on_the_screen_a_new_mailbox_shows_address_and_sign_in_only(self):
        self.assertTrue(self.form().is_new_mailbox)
        self.assertFalse(self.mailbox.is_new_mailbox)
        self.mailbox.state = "draft"
        self.assertFalse(self.mailbox.is_new_mailbox, "it was set up before")

    def test_server_settings_show_where_the_provider_is_unknown(self):
        form = self.form()
        self.assertFalse(form.shows_server, "nobody knows yet")
        form.email_address = "shop@gmx.de"
        self.assertFalse(form.shows_server)
        with self.assertRaisesRegex(AssertionError, "invisible"):
            form.port = 1993
        form.shows_server = True
        form.port = 1993
        form.email_address = SECOND
        self.assertTrue(form.shows_server)

    def test_server_settings_show_where_the_host_is_another_one(self):
        form = self.form()
        form.email_address, form.shows_server = "shop@gmx.de", True
        form.server = "mail.acme.example"
        self.assertTrue(form.shows_server)

    def test_google_and_microsoft_have_known_servers_whatever_the_address(self):
        form = self.form()
        form.email_address, form.authentication_type = SECOND, "oauth"
        for provider in ("google", "microsoft"):
            form.oauth_provider = provider
            self.assertFalse(form.shows_server)
        form.oauth_provider = "other"
        self.assertTrue(form.shows_server)

    def test_a_shared_application_is_named_where_there_is_one(self):
        form = self.form()
        form.authentication_type, form.oauth_provider = "oauth", "google"
        self.assertFalse(form.oauth_shared_text)
        name = "helpdesk_mgmt_mailbox.google_client_id"
        self.env["ir.config_parameter"].set_param(name, "ours")
        form.oauth_provider = "microsoft"
        self.assertFalse(form.oauth_shared_text)
        form.oauth_provider = "google"
        self.assertEqual(form.oauth_shared_text, "The shared application")

    def test_on_the_screen_port_follows_protocol(self):
        with self.form() as form:
            form.name, form.email_address = "Sales", "Sales@Acme.Example"
            form.server = "mail.example.com"
            self.assertEqual(form.user, SECOND)
            for protocol, port in PORTS.items():
                form.protocol = protocol
                self.assertEqual(form.port, port)
        self.assertTrue(form.record.case_mailbox)

    def test_on_the_screen_a_username_entered_is_kept(self):
        form = self.form()
        form.user = "shared"
        form.email_address = SECOND
        self.assertEqual(form.user, "shared")

    def test_a_copy_is_no_mailbox_of_the_same_address(self):
        copy = self.mailbox.copy()
        self.assertFalse(copy.email_address)
        self.assertFalse(copy.case_mailbox)
        self.assertFalse(copy.cron_id)


class TestChecks(MailboxFieldsCase):
    def assertTaken(self, address):
        with self.assertNoLogs("odoo.sql_db", "ERROR"):
            self.assertRefused(TAKEN, email_address=address, password="a secret")

    def test_a_taken_address_is_refused_before_a_log_names_the_password(self):
        self.assertTaken(ADDRESS)

    def test_an_address_cannot_be_changed_to_a_taken_one(self):
        other = self.bare()
        with self.assertRaises(ValidationError) as caught:
            other.email_address = ADDRESS
        self.assertEqual(str(caught.exception), TAKEN)

    def test_address_in_other_letters_is_the_same(self):
        self.assertTaken("Support@ACME.example")

    @mute_logger("odoo.sql_db")
    def test_two_at_once_cannot_have_one_address(self):
        self.bare()
        check = "_check_address_is_free"
        with (
            patch.object(type(self.mailbox), check),
            self.assertRaises(UniqueViolation),
            self.env.cr.savepoint(),
        ):
            self.bare()

    @mute_logger("odoo.sql_db")
    def test_archived_mailboxes_count_too(self):
        self.mailbox.active = False
        self.assertTaken(ADDRESS)

    def test_stock_servers_do_not_count(self):
        servers = self.env["fetchmail.server"].create(
            [{"name": "a", "user": ADDRESS}, {"name": "b", "user": ADDRESS}]
        )
        self.assertEqual(len(servers), 2)

    def test_address_must_be_one(self):
        for given in ("nonsense", ""):
            with self.subTest(given):
                self.assertRefused(
                    "Enter the mailbox's email address, such as support@example.com. "
                    f"“{given}” is not one.",
                    email_address=given,
                )

    def test_host_is_needed(self):
        self.assertRefused(
            "Enter the host name of the mailbox's mail server.", server=False
        )

    def test_interval_is_a_minute_at_least(self):
        self.assertRefused(
            "A mailbox is fetched every minute at the most.", interval_minutes=0
        )

    def test_size_limit_is_a_mebibyte_at_least(self):
        self.assertRefused(
            "The size limit is at least 1 MiB (mebibyte).", max_message_mib=0
        )

    def test_authority_must_be_a_certificate(self):
        pem = self.dovecot.ca.pem
        for bad in ("nonsense", pem.replace("CERT", "Cert"), pem[:200]):
            with self.subTest(bad[:30]):
                self.assertRefused(
                    "The certificate authority is not a certificate in PEM form. "
                    "It begins with the line -----BEGIN CERTIFICATE-----.",
                    certificate_authority=bad,
                )

    def test_authority_may_have_space_around_it(self):
        pem = f"\n  {self.dovecot.ca.pem}\n "
        self.mailbox.certificate_authority = pem
        self.assertFalse(self.fetch(mail()).error)

    def test_a_field_of_another_mailbox_may_be_written_for_all(self):
        both = self.mailbox + self.bare()
        both.write({"interval_minutes": 7})
        self.assertEqual(both.mapped("interval_minutes"), [7, 7])


class TestSchedule(MailboxFieldsCase):
    """Each mailbox has its own scheduled action."""

    def test_it_is_made_with_the_mailbox_and_waits_for_continue(self):
        mailbox = self.bare(interval_minutes=7)
        cron = mailbox.cron_id
        self.assertEqual(cron.name, "Helpdesk mailbox: Sales")
        self.assertEqual((cron.interval_number, cron.interval_type), (7, "minutes"))
        self.assertFalse(cron.active)
        mailbox._start([])
        self.assertTrue(cron.active)

    def test_two_mailboxes_have_two(self):
        self.assertNotEqual(self.bare().cron_id, self.mailbox.cron_id)

    def test_it_follows_name_and_interval(self):
        self.mailbox.write({"name": "Help", "interval_minutes": 9})
        cron = self.mailbox.cron_id
        self.assertEqual(cron.name, "Helpdesk mailbox: Help")
        self.assertEqual(cron.interval_number, 9)

    def test_it_rests_while_the_mailbox_is_disabled_or_disconnected(self):
        cron = self.mailbox.cron_id
        self.mailbox.active = False
        self.assertFalse(cron.active)
        self.mailbox.active = True
        self.assertTrue(cron.active)
        self.mailbox.set_draft()
        self.assertFalse(cron.active)

    def test_it_goes_with_the_mailbox(self):
        cron = self.mailbox.cron_id
        self.mailbox.unlink()
        self.assertFalse(cron.exists())

    def test_it_fetches(self):
        self.deliver(mail())
        with self.enter_registry_test_mode():
            self.mailbox.cron_id.method_direct_trigger()
        self.assertEqual(self.rows().state, "done")

    def test_next_and_last_run_are_shown(self):
        self.assertEqual(self.mailbox.next_run, self.mailbox.cron_id.nextcall)
        self.assertFalse(self.mailbox.date)
        self.fetch()
        self.assertTrue(self.mailbox.date)

    def test_of_a_mailbox_that_is_gone_it_does_nothing(self):
        number = self.mailbox.id
        self.mailbox.unlink()
        self.env["fetchmail.server"]._run_mailbox(number)
        self.assertFalse(self.mailbox.exists())


class TestNeutralize(MailboxFieldsCase):
    def test_secrets_are_blanked_and_nothing_is_fetched(self):
        self.env.flush_all()
        for query in get_neutralization_queries(["helpdesk_mgmt_mailbox"]):
            self.env.cr.execute(query)
        self.env.invalidate_all()
        self.assertFalse(self.mailbox.password)
        self.assertEqual((self.mailbox.active, self.mailbox.state), (False, "draft"))
        self.assertFalse(self.mailbox.cron_id.active)

    def test_stock_servers_are_none_of_its_business(self):
        stock = self.env["fetchmail.server"].create(
            {"name": "stock", "user": "u", "password": "p"}
        )
        self.env.flush_all()
        for query in get_neutralization_queries(["helpdesk_mgmt_mailbox"]):
            self.env.cr.execute(query)
        self.env.invalidate_all()
        self.assertEqual((stock.password, stock.active), ("p", True))
