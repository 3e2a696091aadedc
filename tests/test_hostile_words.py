"""A server's words: shown as text, short, whatever is in them."""

from odoo.tools import mute_logger

from ..tools.errors import DETAIL_LIMIT, FixSettings, ReconnectNeeded
from .common import RemoteCase, mail
from .peers.scripted import CLOSE, Script, ScriptedServer, imap_script, pop3_script

TAG = "<img src=x onerror=alert(1)>"
WORDS = f"{TAG} https://evil.example/log-in " + "x" * 5000
RAW = WORDS.encode()
RUNS = "odoo.addons.helpdesk_mgmt_mailbox.models.mailbox"


class TestHostileWords(RemoteCase):
    def assertHarmless(self, html):
        """The words are in this HTML as text alone, without a link, and cut."""
        self.assertIn("&lt;img", html)
        self.assertNotIn("<img", html)
        self.assertNotIn('href="https://evil.example', html)
        self.assertLess(len(html), DETAIL_LIMIT + 2000)

    def fail_by(self, protocol, script, times=3):
        """Runs against a scripted server that fail, until people are told."""
        with ScriptedServer(script) as server:
            self.mailbox.write(
                {"protocol": protocol, "starttls": False, "port": server.port}
            )
            for _run in range(times):
                with mute_logger(RUNS):
                    self.fetch_from_there()

    def fetch_from_there(self):
        with self.committing(self.mailbox) as working:
            return working._run()

    def test_what_a_server_says_where_nothing_works(self):
        refused = b"{tag} NO " + RAW
        scripts = {
            "greeting": ("imap", Script(b"* BYE " + RAW + CLOSE, [])),
            "login": ("imap", imap_script(answers=[(rb"LOGIN .*", refused)])),
            "folder": ("imap", imap_script(answers=[(rb"SELECT .*", refused)])),
            "listing": (
                "imap",
                imap_script(
                    answers=[(rb"FETCH .*", b"{tag} NO [INUSE] " + RAW)], count=1
                ),
            ),
            "pop3 greeting": ("pop3", Script(b"-ERR " + RAW, [])),
            "pop3 login": (
                "pop3",
                pop3_script(answers=[(rb"PASS .*", b"-ERR " + RAW)]),
            ),
            "pop3 listing": ("pop3", pop3_script(answers=[(rb"LIST", b"-ERR " + RAW)])),
        }
        for what, (protocol, script) in scripts.items():
            with self.subTest(what):
                self.mailbox.activity_ids.unlink()
                self.mailbox._status().write({"failure_count": 0, "retry_after": False})
                self.fail_by(protocol, script)
                self.assertHarmless(self.mailbox.activity_ids.note)
                said = self.mailbox.error_message
                self.assertIn(TAG, said)  # a text field, shown as it is
                self.assertLess(len(said), DETAIL_LIMIT + 500)

    def test_what_it_says_of_one_mail(self):
        raw = mail().replace(b"\r\n", b"\n")
        answers = [(rb"RETR 1", b"-ERR " + RAW), (rb"LIST 1", b"+OK 1 1")]
        self.fail_by("pop3", pop3_script([raw], answers, uidl=[b"x"]), times=5)
        row = self.rows()
        self.assertEqual(row.state, "parked")
        self.assertLess(len(row.error), DETAIL_LIMIT + 500)

    def test_every_sentence_by_every_way_to_people(self):
        for code in self.mailbox._error_sentences():
            with self.subTest(code):
                self.mailbox.activity_ids.unlink()
                self.mailbox._tell_of_error(FixSettings(code, WORDS), failures=3)
                self.assertHarmless(self.mailbox.activity_ids.note)

    def test_the_mail_about_a_lost_consent(self):
        error = ReconnectNeeded("consent_lost", WORDS)
        self.mailbox._tell_of_lost_consent(error)
        self.assertHarmless(self.mailbox.activity_ids[:1].note)
        sent = self.env["mail.mail"].search(
            [("not_by_mailbox_id", "=", self.mailbox.id)]
        )
        self.assertTrue(sent)
        for each in sent:
            self.assertHarmless(each.body_html)

    def test_its_words_make_no_line_of_the_log(self):
        words = b"{tag} NO x\x1b[2J\x0b 2026-01-01 INFO forged"
        script = imap_script(answers=[(rb"LOGIN .*", words)])
        with self.assertLogs(RUNS) as logs:
            with ScriptedServer(script) as server:
                self.mailbox.write(
                    {"protocol": "imap", "starttls": False, "port": server.port}
                )
                self.fetch_from_there()
        (line,) = logs.output
        self.assertTrue(line.isprintable(), line)
