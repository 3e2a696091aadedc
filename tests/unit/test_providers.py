"""The table of providers: whose host is whose."""

import pytest

from tools.providers import (
    IMAP_SERVERS,
    OTHERS,
    PROVIDERS,
    Password,
    imap_server_of,
    provider_of,
)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("imap.gmail.com", "Google"),
        ("IMAP.GMAIL.COM.", "Google"),
        ("outlook.office365.com", "Microsoft"),
        ("imap-mail.outlook.com", "Microsoft"),
        ("outlook.office365.us", "Microsoft"),
        ("outlook-dod.office365.us", "Microsoft"),
        ("partner.outlook.cn", "Microsoft"),
        ("imap.mail.yahoo.com", "Yahoo and AOL"),
        ("imap.aol.com", "Yahoo and AOL"),
        ("imap.mail.me.com", "iCloud"),
        ("imap.163.com", "NetEase (163, 126, yeah.net)"),
        ("imap.yeah.net", "NetEase (163, 126, yeah.net)"),
        ("imappro.zoho.eu", "Zoho"),
        ("imap.mail.ru", "Mail.ru"),
        ("imap.rambler.ru", "Rambler"),
        ("imap.naver.com", "Naver"),
        ("imap.web.de", "GMX and WEB.DE"),
        ("mail.acme.example", "Other servers"),
        ("notgmail.com", "Other servers"),
        ("gmail.com.evil.example", "Other servers"),
        ("mail.yahoo.co.jp", "Other servers"),
        ("", "Other servers"),
    ],
)
def test_a_host_is_known_by_the_end_of_its_name(host, name):
    assert provider_of(host).name == name


def test_gmail_is_known_by_what_it_offers_also_behind_another_name():
    found = provider_of("mail.acme.example", ["IMAP4rev1", "x-gm-ext-1"])
    assert found.name == "Google"
    assert found.deletes_by_trash


def test_every_row_says_where_its_facts_come_from():
    for provider in (*PROVIDERS, OTHERS):
        assert provider.notes
        assert provider.keep_alive_command in ("NOOP", "STATUS")
        assert 0 < provider.keep_alive_seconds < 600


def test_limits_are_those_that_are_documented():
    google = provider_of("imap.gmail.com")
    assert (google.connections, google.bytes_a_day) == (15, 2_500_000_000)
    assert provider_of("outlook.office365.com").messages_a_second == 4
    assert provider_of("imap.163.com").needs_id
    assert OTHERS.bytes_a_day is OTHERS.messages_a_second is None


@pytest.mark.parametrize(
    ("host", "password"),
    [
        ("smtp.gmail.com", Password.APP_OR_OAUTH),
        ("outlook.office365.com", Password.NONE),
        ("imap.aol.com", Password.APP),
        ("imap.mail.me.com", Password.APP),
        ("imap.mail.ru", Password.APP),
        ("imappro.zoho.eu", Password.APP_WITH_TWO_FACTORS),
        ("mail.gmx.net", Password.APP_WITH_TWO_FACTORS),
        ("imap.126.com", Password.AUTHORIZATION_CODE),
        ("mail.acme.example", Password.OWN),
    ],
)
def test_what_a_provider_takes_as_a_password_is_known(host, password):
    assert provider_of(host).password is password


def test_the_imap_server_follows_from_the_address_at_a_known_provider():
    assert imap_server_of("Shop@Gmail.com") == "imap.gmail.com"
    assert imap_server_of("shop@acme.example") == ""


def test_each_imap_server_named_is_one_of_its_provider():
    for host in IMAP_SERVERS.values():
        assert provider_of(host) is not OTHERS
