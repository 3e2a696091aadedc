"""A token that ends while a session is open, or a consent given meanwhile."""

from contextlib import contextmanager

from ..models.mailbox.run import RunOutcome
from ..tools.errors import ReconnectNeeded, RetryLater
from .common import mail
from .peers.fault_proxy import FaultProxy, Rule
from .test_oauth_token import TokenCase

EXCHANGE = b"* BYE Session invalidated - AccessTokenExpired\r\n"
GMAIL = b"* BYE Session expired, please login again.\r\n"


class EndOfToken:
    """A server's last words; by then its authority knows the token no more."""

    def __init__(self, provider, words):
        self._provider, self._words = provider, words

    def replace(self, _old, _new):
        self._provider.expire("access")
        return self._words


class TestTokenEnds(TokenCase):
    @contextmanager
    def broken_off(self, *rules):
        """The mailbox reached over a proxy that meddles with its TLS session."""
        ca = self.dovecot.ca
        port = self.mailbox.port
        with FaultProxy(self.dovecot.imaps, ca, ca) as proxy:
            proxy.rules.extend(rules)
            self.mailbox.port = proxy.port
            yield proxy
        self.mailbox.port = port

    def assertNoTrouble(self, outcome, number):
        self.assertIsNone(outcome.error)
        self.assertEqual(outcome.settled, number)
        self.assertEqual(self.mailbox.failure_count, 0)
        self.assertFalse(self.mailbox.retry_after or self.mailbox.error_code)
        self.assertFiled(number)

    def test_the_run_goes_on_with_a_new_token(self):
        for words in (EXCHANGE, GMAIL):
            self.rows().unlink()
            self.authority.reset()
            end = EndOfToken(self.authority, words)
            rule = Rule(rb"FETCH .*BODY\.PEEK", "reply", data=end)
            with self.subTest(words), self.broken_off(rule) as proxy:
                outcome = self.fetch(mail(), mail())
                self.assertEqual(len(proxy.acted), 1)
                self.assertNoTrouble(outcome, 2)
                self.assertEqual(self.token_requests(), ["refresh_token"])

    def test_an_end_without_a_word_is_one_where_the_token_is_old(self):
        cut = RunOutcome(error=RetryLater("connection_lost", ""))
        token = self.token().access_token
        self.assertFalse(self.mailbox._is_worth_a_try(cut, token))
        self.let_token_end()
        self.assertTrue(self.mailbox._is_worth_a_try(cut, token))

    def test_consent_that_was_given_meanwhile_is_used(self):
        lost = RunOutcome(error=ReconnectNeeded("consent_lost", "invalid_grant"))
        token = self.token().access_token
        self.assertFalse(self.mailbox._is_worth_a_try(lost, token))
        self.come_back(self.consent())
        self.assertTrue(self.mailbox._is_worth_a_try(lost, token))

    def test_a_server_that_never_has_enough_is_trouble(self):
        rule = Rule(rb"FETCH .*BODY\.PEEK", "reply", data=EXCHANGE, times=9)
        with self.broken_off(rule) as proxy:
            outcome = self.fetch(mail())
            self.assertEqual(self.mailbox.failure_count, 1)
        self.assertEqual(outcome.error.code, "connection_lost")
        self.assertEqual(len(proxy.acted), 2)
        self.assertEqual(len(self.left()), 1)

    def test_a_connection_that_is_cut_is_trouble_while_the_token_is_good(self):
        rule = Rule(rb"FETCH .*BODY\.PEEK", "cut")
        with self.broken_off(rule):
            outcome = self.fetch(mail())
            self.assertEqual(self.mailbox.failure_count, 1)
        self.assertEqual(outcome.error.code, "connection_lost")

    def test_an_end_of_the_token_over_a_removal_is_none_of_its_trouble(self):
        end = EndOfToken(self.authority, EXCHANGE)
        with self.broken_off(Rule(rb"UID STORE", "reply", data=end)):
            outcome = self.fetch(mail(), mail())
            self.assertNoTrouble(outcome, 2)
            self.assertFalse(self.mailbox.removal_error)
