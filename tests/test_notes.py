"""What comes packed, sealed or as a calendar's answer is seen in the ticket."""

import base64
import struct

from ..tools.transport import FetchedMessage, RemoteRef
from .common import ADDRESS, CUSTOMER, DATE, MailboxCase
from .peers import winmail as kit

HEAD = (
    f"From: Anna Berg <{CUSTOMER}>\r\nTo: {ADDRESS}\r\nSubject: About\r\n"
    f"Date: {DATE}\r\n"
    "Message-ID: <%s@customer.example>\r\nMIME-Version: 1.0\r\n"
)
REPLY = (
    "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1@x\r\n"
    'ATTENDEE;CN="Anna Berg";PARTSTAT=%s:mailto:anna@customer.example\r\n'
    "SUMMARY:Meeting about the jug\r\n%sEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
START = "DTSTART:20240304T100000Z\r\n"


def mixed(name, *parts, subtype="mixed"):
    head = f"Content-Type: multipart/{subtype}; boundary=b\r\n\r\n"
    body = "".join(f"--b\r\n{part}\r\n" for part in parts)
    return (HEAD % name + head + body + "--b--\r\n").encode()


def part(content_type, content, *fields):
    head = "".join(f"{field}\r\n" for field in fields)
    return f"Content-Type: {content_type}\r\n{head}\r\n{content}"


def packed(content_type, content):
    coded = base64.encodebytes(content).decode()
    return part(content_type, coded, "Content-Transfer-Encoding: base64")


TEXT = part("text/plain", "See the files.")


class TestPacked(MailboxCase):
    def entry_of(self, raw):
        return self.history(self.case_of(raw))[0]

    def files_of(self, raw):
        files = self.entry_of(raw).attachment_ids
        return sorted((file.name, file.raw) for file in files)

    def test_the_files_of_a_winmail_are_in_the_ticket(self):
        winmail = kit.winmail(
            kit.file(b"OFFER~1.PDF", b"%PDF", kit.text(0x3707, "Offer ü.pdf")),
            kit.file(b"b.bin", struct.pack("256B", *range(256))),
        )
        files = self.files_of(
            mixed(
                "tnef", TEXT, packed("application/ms-tnef; name=winmail.dat", winmail)
            )
        )
        self.assertEqual(
            files, [("Offer ü.pdf", b"%PDF"), ("b.bin", bytes(range(256)))]
        )

    def test_the_text_of_a_winmail_is_the_description(self):
        winmail = kit.winmail(kit.message(kit.text(kit.BODY, "Only in here")))
        ticket = self.case_of(mixed("inside", packed("application/ms-tnef", winmail)))
        self.assertIn("Only in here", ticket.description)

    def test_a_winmail_that_cannot_be_opened_is_a_file_of_the_ticket(self):
        raw = mixed("broken", TEXT, packed("application/ms-tnef", b"nothing"))
        self.assertEqual(self.files_of(raw), [("winmail.dat", b"nothing")])

    def test_a_forwarded_message_is_a_file_and_its_text_does_not_hide_the_own(self):
        inner = (
            "Subject: Old mail\r\n"
            "Content-Type: multipart/alternative; boundary=i\r\n\r\n"
            "--i\r\n\r\nold\r\n"
            "--i\r\nContent-Type: text/html\r\n\r\n<p>old</p>\r\n--i--"
        )
        entry = self.entry_of(mixed("rfc822", TEXT, part("message/rfc822", inner)))
        self.assertIn("See the files.", entry.body)
        self.assertEqual(entry.attachment_ids.mapped("name"), ["Old mail.eml"])
        self.assertEqual(entry.attachment_ids.raw, inner.encode())

    def test_flowed_and_enriched_text_is_shown_as_written(self):
        flowed = part("text/plain; format=flowed", "one \r\ntwo")
        self.assertIn("one two", self.case_of(mixed("flowed", flowed)).description)
        enriched = part("text/enriched", "<bold>now</bold>")
        self.assertIn(
            "<b>now</b>", self.case_of(mixed("enriched", enriched)).description
        )


class TestCalendarAnswers(MailboxCase):
    def description_of(self, name, status, start=START):
        calendar = part(
            "text/calendar; method=REPLY; charset=utf-8", REPLY % (status, start)
        )
        raw = mixed(name, part("text/plain", "-"), calendar, subtype="alternative")
        ticket = self.case_of(raw)
        entry = self.history(ticket)[0]
        self.assertEqual(entry.attachment_ids.mapped("name"), ["invitation.ics"])
        return ticket.description

    def test_the_ticket_says_who_accepted_what_and_when_it_is(self):
        self.assertIn(
            "Anna Berg accepted: Meeting about the jug, 4 March 2024 10:00 UTC",
            self.description_of("yes", "ACCEPTED"),
        )

    def test_each_answer_has_its_sentence(self):
        for status, sentence in (
            ("DECLINED", "Anna Berg declined: Meeting"),
            ("TENTATIVE", "Anna Berg may come: Meeting"),
            ("DELEGATED", "Anna Berg passed this on to somebody: Meeting"),
        ):
            self.assertIn(sentence, self.description_of(status, status))

    def test_an_answer_without_date_or_zone_is_told_too(self):
        found = self.description_of("none", "ACCEPTED", "")
        self.assertIn("accepted: Meeting about the jug</em>", found)
        day = self.description_of("day", "ACCEPTED", "DTSTART:20240304\r\n")
        self.assertIn("the jug, 4 March 2024</em>", day)
        named = "DTSTART;TZID=Customer Time:20240304T100000\r\n"
        self.assertIn(
            "4 March 2024 10:00 Customer Time",
            self.description_of("zone", "ACCEPTED", named),
        )

    def test_words_of_a_calendar_are_no_markup(self):
        start = START + "SUMMARY:x\r\n"
        calendar = REPLY % ("ACCEPTED", start)
        calendar = calendar.replace("Meeting about", "<script>a</script>")
        raw = mixed("evil", part("text/calendar", calendar))
        self.assertIn("&lt;script&gt;", self.case_of(raw).description)


class TestSealedMail(MailboxCase):
    def test_an_encrypted_mail_says_so_and_has_its_content_as_a_file(self):
        kind = "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"
        ticket = self.case_of((HEAD % "smime" + packed(kind, b"0sealed")).encode())
        self.assertIn("This message is encrypted.", self.notes_on(self.history(ticket)))
        file = self.history(ticket)[0].attachment_ids
        self.assertEqual((file.name, file.raw), ("smime.p7m", b"0sealed"))

    def test_pgp_too(self):
        raw = mixed(
            "pgp",
            part("application/pgp-encrypted", "Version: 1"),
            part("application/octet-stream; name=encrypted.asc", "-----BEGIN"),
            subtype="encrypted",
        )
        ticket = self.case_of(raw)
        self.assertIn("This message is encrypted.", self.notes_on(self.history(ticket)))
        self.assertEqual(
            sorted(self.history(ticket)[0].attachment_ids.mapped("name")),
            ["encrypted.asc", "pgp-version.txt"],
        )

    def test_a_damaged_signature_that_holds_the_text_is_explained(self):
        kind = "application/pkcs7-mime; smime-type=signed-data"
        ticket = self.case_of((HEAD % "opaque" + packed(kind, b"0text\0")).encode())
        self.assertIn("and is damaged.", self.notes_on(self.history(ticket)))

    def test_a_mail_signed_beside_its_text_is_shown_like_any_other(self):
        raw = mixed(
            "clear", TEXT, part("application/pgp-signature", "x"), subtype="signed"
        )
        ticket = self.case_of(raw)
        self.assertIn("See the files.", ticket.description)
        self.assertNotIn("<em>", ticket.description)
        names = self.history(ticket)[0].attachment_ids.mapped("name")
        self.assertEqual(names, ["signature.asc"])


class TestEmptyMails(MailboxCase):
    def test_mails_of_nothing_become_tickets(self):
        nothing = (b"\r\n", b"\r\n\r\n\r\n", b"From: x@customer.example\r\n\r\n")
        self.fetch(*nothing, b"only words", b"\x00\xff\xfe" * 20)
        rows = self.rows()
        self.assertEqual(set(rows.mapped("state")), {"done"}, rows.mapped("error"))
        self.assertEqual(len(rows.ticket_id), 5)
        self.assertTrue(all(rows.ticket_id.mapped("name")))

    def test_no_bytes_at_all_are_a_ticket_too(self):
        Journal = self.env["fetchmail.message"]
        fetched = FetchedMessage(RemoteRef("INBOX", "7", "1"), b"")
        row = Journal._store(
            self.mailbox, [Journal._received_values(self.mailbox, fetched)]
        )
        row._process_once()
        self.assertEqual((row.state, row.error), ("done", False))
        self.assertTrue(row.ticket_id.name)
