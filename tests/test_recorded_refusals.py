"""Each recorded refusal: its sentence in five languages, and when it is tried again."""

import re
from datetime import datetime, timedelta

from odoo.tests import freeze_time
from odoo.tools import mute_logger

from ..models.mailbox.sentences import MENDED_ELSEWHERE
from ..tools import errors
from .common import ADDRESS, MailboxCase
from .peers.recorded_refusals import recorded
from .test_hostile_words import RUNS

START = datetime(2026, 3, 4, 10)
LANGUAGES = ("de_DE", "fr_FR", "es_ES", "nl_NL")
HOST = "mail.acme.example"

# By code; where sending has another sentence, it is in SENDING.
SENTENCES = {
    "administrator_needed": f"{HOST} does not let this account in. Only its "
    "administrator can change that: show them the words below.",
    "app_password_required": f"{HOST} wants an app password in the place of the "
    "account's own. Make one in the security settings of the account, and enter it "
    "here.",
    "clear_text_refused": f"{HOST} wants encryption before the password. Switch "
    "STARTTLS on, or choose IMAPS or POP3S as Protocol.",
    "folder_refused": "This user cannot open the folder “INBOX”. Ask the mail "
    "administrator whether it exists, and for the right to read it (l and r).",
    "imap_disabled": "IMAP is switched off for this account. Switch it on in the "
    "settings of the web mail, or ask the administrator of your organisation to allow "
    "it.",
    "login_refused": f"{HOST} refused the user name or the password. Enter both again.",
    "login_unavailable": f"{HOST} cannot check logins at the moment.",
    "mailbox_full": "The mailbox is full. Delete messages in it, or ask for more "
    "space.",
    "mailbox_in_use": f"Another program has this mailbox open at {HOST}. Close mail "
    "programs that use it.",
    "mailbox_unavailable_for_login": f"The password is right, but {HOST} does not open "
    f"the mailbox of {ADDRESS}. Check that the mailbox exists and has a licence, and "
    "that this user may open it.",
    "messages_refused": f"{HOST} lists messages, but hands out none of them.",
    "password_expired": f"The password has expired. Set a new one at {HOST}, and enter "
    "it here.",
    "password_login_ended": f"{HOST} does not accept passwords. Choose OAuth as "
    "Authentication Type, or ask the mail administrator to allow passwords.",
    "program_refused": f"{HOST} does not let programs that it does not know open the "
    "mailbox. Allow IMAP in the settings of the web mail, and enter the authorization "
    "code that you get there as the password.",
    "quota_spent": f"{HOST} allows no more for this account today: a limit of the "
    "provider is reached.",
    "server_busy": f"{HOST} asks to come back later.",
    "throttled": f"{HOST} was asked for too much in a short time, and wants a pause.",
    "token_refused": "The mail server refused the access that was granted. Press "
    "Reconnect. If this stays: check that IMAP or POP is allowed for this account, and "
    "that Scope is for the same protocol.",
    "too_many_connections": f"{HOST} allows no more connections: too many are open "
    "from here or for this account. Close mail programs that use it.",
    "web_login_required": f"{HOST} wants the owner of the account to sign in with a "
    "web browser first, and to confirm what is asked there.",
}
SENDING = {
    "greeting_refused": f"{HOST} takes no connections from this system. Its words say "
    "why; ask its administrator.",
    "sender_refused": f"{HOST} does not let this account send from {ADDRESS}. Let it "
    "send as that address at the provider.",
    "sending_blocked": f"{HOST} has stopped this account from sending, as it may have "
    "sent spam. Sign in with a web browser and do what is asked there, or ask the "
    "administrator.",
    "sending_disabled": "Microsoft does not let this account send by SMTP: "
    "Authenticated SMTP is off for the mailbox or the organisation. The administrator "
    "turns it on in the Microsoft 365 admin center: the user's Mail settings, Manage "
    "email apps, Authenticated SMTP.",
    "server_busy": f"{HOST} does not take mail at the moment.",
    "smtp_disabled": "SMTP is switched off for this account. Switch it on in the "
    f"settings of the web mail of {HOST}.",
    "token_refused": f"{HOST} refused the access that was granted. Scope must allow "
    "sending: https://mail.google.com/ at Google, SMTP.Send at Microsoft. Correct it "
    "and press Get Authorization Code to allow access again.",
}

# What comes next, by the pause that is asked for.
BY_ITSELF = {
    None: "It is tried again automatically.",
    timedelta(minutes=1): "It resumes automatically in 1 minute.",
    timedelta(minutes=2): "It resumes automatically in 2 minutes.",
    timedelta(minutes=5): "It resumes automatically in 5 minutes.",
    timedelta(minutes=15): "It resumes automatically in 15 minutes.",
    timedelta(days=1): "It resumes automatically in 24 hours.",
}
BY_HAND = {
    None: "Try again in a minute.",
    timedelta(minutes=5): "Try again in 5 minutes.",
    timedelta(days=1): "Try again on 3/5/26, after 11:00\u202fAM.",
}


class TestRecordedRefusals(MailboxCase):
    def setUp(self):
        super().setUp()
        self.mailbox.with_user(self.admin).action_send_through_account()
        self.mailbox.write({"outgoing_host": HOST, "server": HOST})
        self.env.user.tz = "Europe/Berlin"
        frozen = freeze_time(START)
        frozen.start()
        self.addCleanup(frozen.stop)

    def error(self, refusal):
        kind = getattr(errors, refusal.kind)
        words = errors.ServerWords(refusal.words)
        return kind(refusal.code, words, pause=refusal.pause)

    def said(self, refusal, language="en_US"):
        """(sentence, the server's words) of the button that tests sending, or of a
        run."""
        mailbox = self.mailbox.with_context(lang=language)
        mailbox.protocol = "pop3s" if refusal.way == "pop3" else "imaps"
        if refusal.way == "smtp":
            text = mailbox._outgoing_error_sentence(self.error(refusal))
        else:
            text = mailbox._error_sentence(self.error(refusal))
        sentence, _line, words = text.partition("\n")
        return sentence, words

    def expected(self, refusal):
        if refusal.way == "smtp":
            sentence = {**SENTENCES, **SENDING}[refusal.code]
            next_step, mended = BY_HAND.get(refusal.pause), "Then try again."
        else:
            sentence = SENTENCES[refusal.code]
            next_step, mended = BY_ITSELF.get(refusal.pause), BY_ITSELF[None]
        if refusal.code in MENDED_ELSEWHERE:
            next_step = mended
        if refusal.way == "pop3":
            sentence = sentence.replace("IMAP is switched off", "POP3 is switched off")
        has_next = refusal.kind == "RetryLater" or refusal.code in MENDED_ELSEWHERE
        return f"{sentence} {next_step}" if has_next else sentence

    def test_each_has_its_sentence_and_the_servers_words(self):
        for refusal in recorded():
            with self.subTest(refusal.name):
                sentence, words = self.said(refusal)
                self.assertEqual(sentence, self.expected(refusal))
                detail = self.error(refusal).detail
                self.assertEqual(words, f"The server's words: {detail}")

    def test_each_is_said_in_every_language(self):
        for language in LANGUAGES:
            self.env["res.lang"]._activate_lang(language)
        for refusal in recorded():
            sentence, _words = self.said(refusal)
            said = {sentence, *(self.said(refusal, each)[0] for each in LANGUAGES)}
            with self.subTest(sentence):
                self.assertEqual(len(said), 1 + len(LANGUAGES))

    @mute_logger(RUNS)
    def test_each_is_tried_again_when_it_should_be(self):
        for refusal in recorded():
            with self.subTest(refusal.name):
                values = self.mailbox._failure_values(self.error(refusal), START)
                asks = refusal.kind == "ReconnectNeeded"
                wait = max(refusal.pause or timedelta(), timedelta(minutes=1))
                self.assertEqual(values.get("reconnect_needed", False), asks)
                self.assertEqual(values["retry_after"], not asks and START + wait)
                end = refusal.pause and START + refusal.pause
                self.assertEqual(values["pause_until"] or None, end)

    def test_each_error_has_a_sentence(self):
        codes = re.findall(
            r"^(\w+)\n? +(?:RetryLater|FixSettings|ReconnectNeeded|either) ",
            errors.__doc__,
            re.M,
        )
        self.assertGreater(len(codes), 50)
        self.mailbox.server = "imap.gmail.com"  # has a limit of bytes a day
        known = {
            **self.mailbox._error_sentences(),
            **self.mailbox._outgoing_error_sentences(),
        }
        self.assertEqual([code for code in codes if code not in known], [])
