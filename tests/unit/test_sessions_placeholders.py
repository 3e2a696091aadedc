"""What a server writes itself in place of a message is never taken for the message."""

import pytest
from peers.scripted import ScriptedServer, imap_script, pop3_script
from peers.scripted_folder import ScriptedFolder
from sessions_kit import imap_session, pop3_session

from tools.errors import ParkMessage
from tools.transport import RemoteRef
from tools.transport.placeholders import placeholder

EXCHANGE = b"""\
From: "Microsoft Exchange Server 2010"
To: support@acme.example
Subject: Retrieval using the IMAP4 protocol failed for the following message:
 2
Content-Type: text/plain; charset="us-ascii"

The server couldn't retrieve the following message:

Subject: "Where is my order?"
From: "Anna Berg" ("anna@customer.example")

The message hasn't been deleted. You might be able to view it using Outlook.
"""
EXCHANGE_UTF8 = b"""\
From: "Microsoft Exchange" <postmaster@acme.example>
Subject: Retrieval using the POP3 protocol failed for the following message: 752
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

The server couldn=E2=80=99t retrieve the following message:
"""
EXCHANGE_ALTERNATIVE = b"""\
Subject: Retrieval using the IMAP4 protocol failed for the following message: 9
Content-Type: multipart/alternative; boundary=x

--x

The server could not retrieve the following message:
--x--
"""
FOLDER_DATA = b"""\
Date: 26 Nov 2026 05:00:00 +0000
From: Mail System Internal Data <MAILER-DAEMON@host>
Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA
Message-ID: <1236796779@host>
X-IMAP: 1236697492 0000000010
Status: RO

This text is part of the internal format of your mail folder, and is not
a real message.
"""
TEXTS = {
    "Exchange": EXCHANGE,
    "Exchange, encoded": EXCHANGE_UTF8,
    "Exchange, in parts": EXCHANGE_ALTERNATIVE,
    "UW": FOLDER_DATA,
    "UW, another text": FOLDER_DATA.replace(b"DON'T DELETE", b"Please leave"),
    "UW, no X-IMAP": FOLDER_DATA.replace(b"X-IMAP", b"X-Other"),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_by_imap_it_is_named_and_stays(text):
    text = text.replace(b"\n", b"\r\n")
    folder = ScriptedFolder({4: b"four", 9: text})
    with ScriptedServer(imap_script(folder=folder)) as server:
        with imap_session(server) as session:
            refs = [one.ref for one in session.list_messages()]
            found = session.fetch(refs)
            assert next(found).raw == b"four"
            with pytest.raises(ParkMessage) as caught:
                list(found)
            with pytest.raises(ParkMessage, match="message_unreadable"):
                session.fetch_head(refs[1], 50_000)
            assert session.delete(refs) == {refs[0]}
    assert (caught.value.code, caught.value.keys) == (
        "message_unreadable",
        (RemoteRef("INBOX", "7", "9").key,),
    )
    assert list(folder.messages) == [9]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_by_pop3_it_is_named_and_stays(text):
    script = pop3_script([text], [(rb"LIST 1", b"+OK 1 9")], uidl=[b"one"])
    with ScriptedServer(script) as server:
        with pop3_session(server) as session:
            (listed,) = session.list_messages()
            with pytest.raises(ParkMessage) as caught:
                list(session.fetch([listed.ref]))
            session.delete([listed.ref])
    assert caught.value.code == "message_unreadable"
    assert b"DELE 1" not in server.seen


@pytest.mark.parametrize(
    "mail",
    [
        b"Received: from mx\n" + EXCHANGE,
        b"Received: from mx\n" + FOLDER_DATA,
        EXCHANGE.replace(b"Subject: Retrieval", b"Subject: Fwd: Retrieval"),
        EXCHANGE.replace(b"The server couldn't", b"Why can you not"),
        FOLDER_DATA.replace(b"Mail System Internal Data", b"Anna"),
        FOLDER_DATA.replace(b"X-IMAP", b"X").replace(b"DON'T DELETE", b"Delete"),
        EXCHANGE + b"x" * 20_000,
        b"",
    ],
)
def test_a_mail_about_it_is_a_mail(mail):
    assert placeholder(mail) == ""
