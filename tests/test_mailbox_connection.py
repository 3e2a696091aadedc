"""Connecting: what works, and for each failure what went wrong and what to do."""

import dataclasses
import socket
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tools import config

from .common import PASSWORD, MailboxCase, mail
from .peers.authority_ca import authority
from .peers.dovecot import Dovecot
from .peers.fault_proxy import FaultProxy, Rule
from .peers.scripted import ScriptedServer, imap_script, pop3_script


class TestConnects(MailboxCase):
    def test_every_protocol(self):
        for protocol, starttls in (
            ("imaps", False),
            ("pop3s", False),
            ("imap", True),
            ("pop3", True),
            ("imap", False),
            ("pop3", False),
        ):
            with self.subTest(protocol, starttls=starttls):
                self.mailbox.write(
                    {
                        "protocol": protocol,
                        "starttls": starttls,
                        "port": getattr(self.dovecot, protocol),
                    }
                )
                self.assertFalse(self.fetch(mail()).error)
                self.assertEqual(self.left(), [])

    def test_success_is_said_with_the_number_of_messages(self):
        self.deliver(mail(), mail())
        params = self.mailbox.action_test_connection()["params"]
        self.assertEqual(params["type"], "success")
        self.assertEqual(params["title"], "The connection works")
        self.assertEqual(
            params["message"],
            "Signed in as support@acme.example; 2 messages are in the mailbox.",
        )

    def test_it_changes_nothing(self):
        self.deliver(mail())
        self.mailbox.action_test_connection()
        self.assertEqual(len(self.left()), 1)
        self.assertFalse(self.rows())

    def test_another_folder(self):
        self.mailbox.imap_folder = "Orders"
        self.dovecot.deliver("support@acme.example", mail(), folder="Orders")
        self.deliver(mail())
        self.fetch()
        self.assertEqual(len(self.rows()), 1)
        self.assertEqual(len(self.left()), 1)


class TestTimes(MailboxCase):
    def limits(self, mailbox=None, **options):
        """Time-out, seconds of an answer and of a session, with these of Odoo's
        options; 120 is that of a request."""
        values = {"limit_time_real": 120, "limit_time_real_cron": -1, "workers": 2}
        with patch.dict(config.options, values | options):
            settings = (mailbox or self.mailbox)._session_settings()
        return settings.timeout, settings.answer_seconds, settings.session_seconds

    def test_they_end_before_odoo_ends_the_process(self):
        self.assertEqual(self.limits(), (30, 40, 72))
        self.assertEqual(self.limits(limit_time_real_cron=60), (15, 20, 36))
        without = (60, 300, 3600)
        self.assertEqual(self.limits(limit_time_real_cron=0), without)
        self.assertEqual(self.limits(limit_time_real_cron=0, workers=0), (30, 40, 72))
        self.assertEqual(self.limits(limit_time_real=0), without)

    def test_a_person_waits_in_a_request(self):
        mailbox = self.mailbox._while_person_waits()
        self.assertEqual(self.limits(mailbox, limit_time_real_cron=0), (30, 40, 72))


class TestFailures(MailboxCase):
    def refused(self, **values):
        """What Test Connection says with these settings: (sentence, detail)."""
        self.mailbox.write(values)
        with self.assertRaises(UserError) as caught:
            self.mailbox.action_test_connection()
        sentence, _line, detail = str(caught.exception).partition("\n")
        self.assertNotIn(PASSWORD, str(caught.exception))
        return sentence, detail

    def impatient(self):
        """Servers have 0.3 seconds to answer."""
        Server = self.registry["fetchmail.server"]
        original = Server._session_settings
        self.startPatcher(
            patch.object(
                Server,
                "_session_settings",
                lambda mailbox: dataclasses.replace(original(mailbox), timeout=0.3),
            )
        )

    def test_unknown_host(self):
        sentence, _detail = self.refused(server="mail.invalid")
        self.assertEqual(
            sentence,
            "No mail server is known by the name mail.invalid. Check the spelling of "
            "Host, and that this system can reach the internet.",
        )

    def test_malformed_host(self):
        sentence, _detail = self.refused(server="a..b")
        self.assertEqual(
            sentence,
            "a..b is not a host name. Enter something like imap.example.com, without "
            "https:// and without a port.",
        )

    def test_closed_port(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
            sentence, _detail = self.refused(server="127.0.0.1", port=port)
        self.assertEqual(
            sentence,
            f"127.0.0.1 does not answer on port {port}. Check Port and Protocol; a "
            "firewall may be in the way.",
        )

    def test_certificate_not_trusted(self):
        sentence, detail = self.refused(certificate_authority=False)
        self.assertEqual(
            sentence,
            "The certificate of localhost is not trusted. Check that Host is the name "
            "in the certificate; for a private server enter its Certificate "
            "Authority.",
        )
        self.assertEqual(
            detail,
            "Details: self-signed certificate in certificate chain",
        )

    def test_certificate_of_another_authority(self):
        stranger = authority(self.place / "stranger").pem
        sentence, _detail = self.refused(certificate_authority=stranger)
        self.assertTrue(sentence.startswith("The certificate of localhost is not"))

    def test_certificate_of_another_host(self):
        ca = authority(self.place / "misnamed", ("mail.example.test",))
        users = dict(self.dovecot.users)
        with Dovecot(self.place / "misnamed-server", ca, users) as misnamed:
            sentence, detail = self.refused(
                port=misnamed.imaps, certificate_authority=ca.pem
            )
        self.assertTrue(sentence.startswith("The certificate of localhost is not"))
        self.assertIn("not valid for 'localhost'", detail)

    def test_refused_login(self):
        for protocol in ("imaps", "pop3s"):
            with self.subTest(protocol):
                sentence, detail = self.refused(
                    password="wrong",
                    protocol=protocol,
                    port=getattr(self.dovecot, protocol),
                )
                self.assertEqual(
                    sentence,
                    "localhost refused the user name or the password. Enter both "
                    "again.",
                )
                self.assertIn("Authentication failed", detail)

    def test_missing_folder(self):
        sentence, _detail = self.refused(imap_folder="Nowhere")
        self.assertEqual(
            sentence,
            "There is no folder “Nowhere” in the mailbox. Check Folder; the usual one "
            "is INBOX.",
        )

    def test_time_out(self):
        self.impatient()
        for protocol in ("imap", "pop3"):
            with (
                self.subTest(protocol),
                FaultProxy(getattr(self.dovecot, protocol)) as proxy,
            ):
                proxy.rules.append(Rule(on="connect", do="hang", times=2))
                sentence, _detail = self.refused(protocol=protocol, port=proxy.port)
                self.assertEqual(
                    sentence,
                    "localhost took too long to answer. If this stays, check Port and "
                    "the firewall. Try again in a minute.",
                )

    def test_missing_starttls_sends_no_password(self):
        for protocol, script in (("imap", imap_script()), ("pop3", pop3_script())):
            with self.subTest(protocol), ScriptedServer(script) as server:
                sentence, _detail = self.refused(
                    protocol=protocol, starttls=True, port=server.port
                )
                self.assertEqual(
                    sentence,
                    "localhost does not offer STARTTLS. Choose IMAPS or POP3S as "
                    "Protocol. The password was not sent.",
                )
                said = b" ".join(server.seen)
                self.assertNotIn(PASSWORD.encode(), said)
                self.assertNotIn(b"LOGIN", said)

    def test_clear_text_to_an_encrypted_port(self):
        self.impatient()
        sentence, _detail = self.refused(
            protocol="imap", starttls=False, port=self.dovecot.imaps
        )
        self.assertEqual(
            sentence,
            f"Port {self.dovecot.imaps} of localhost is encrypted from the first "
            "byte. Choose IMAPS or POP3S as Protocol.",
        )

    def test_encryption_to_a_clear_port(self):
        port = self.dovecot.imap
        sentence, _detail = self.refused(port=port)
        self.assertEqual(
            sentence,
            f"No encryption could be agreed on with localhost, port {port}. Check "
            "Protocol and Port: IMAPS is usually 993, POP3S 995.",
        )

    def test_another_protocol(self):
        port = self.dovecot.pop3
        sentence, _detail = self.refused(protocol="imap", starttls=False, port=port)
        self.assertEqual(
            sentence,
            f"What answers on port {port} of localhost does not speak this protocol. "
            "Check Protocol and Port.",
        )

    def test_connecting_says_the_same(self):
        self.mailbox.password = "wrong"
        with self.assertRaises(UserError) as caught:
            self.mailbox.action_connect()
        self.assertIn("refused the user name or the password", str(caught.exception))

    def test_fetch_now_says_the_same(self):
        self.mailbox.password = "wrong"
        with (
            self.assertLogs("odoo.addons.helpdesk_mgmt_mailbox", "WARNING"),
            self.assertRaises(UserError) as caught,
            self.committing(self.mailbox) as mailbox,
        ):
            mailbox.action_fetch_now()
        self.assertIn("refused the user name or the password", str(caught.exception))
