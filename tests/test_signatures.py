"""What is signed is read like any other mail, and colleagues are told who signed it."""

from html import unescape
from unittest.mock import patch

from odoo.addons.helpdesk_mgmt_mailbox.tools.smime import certificate_chain

from .common import ADDRESS, CUSTOMER, DATE, MailboxCase
from .peers import smime as kit
from .test_try_message import TryCase

FITS = "The message is as it was signed"


def head(message_id, sender=f"Anna Berg <{CUSTOMER}>", fields=""):
    return (
        f"Received: from mx.example by mx.acme.example; {DATE}\r\nFrom: {sender}\r\n"
        f"To: {ADDRESS}\r\nSubject: Card\r\nDate: {DATE}\r\n"
        f"Message-ID: <{message_id}@customer.example>\r\nMIME-Version: 1.0\r\n{fields}"
    ).encode()


def owner(**how):
    """A certificate that is valid whenever the tests run."""
    values = {"addresses": (CUSTOMER,), "days": (-3000, 3000), **how}
    return kit.certificate(kit.ec_key(), **values)


def trusting(place):
    """This system trusts the authority of the tests alone."""
    return patch.object(certificate_chain, "_authorities", lambda: (str(place), None))


class TestSignedMail(MailboxCase):
    def told_of(self, raw):
        """The note beside the history entry of a new ticket, and its row."""
        ticket = self.case_of(raw)
        row = self.env["fetchmail.message"].search([("ticket_id", "=", ticket.id)])
        return unescape(self.notes_on(self.history(ticket))), row

    def test_text_and_files_inside_are_the_tickets(self):
        ticket = self.case_of(kit.signed_mail(owner=owner(), head=head("opaque")))
        entry = self.history(ticket)[0]
        self.assertIn("The card is lost.", ticket.description)
        self.assertEqual(
            [(file.name, file.raw) for file in entry.attachment_ids],
            [("card.pdf", b"%PDF")],
        )

    def test_a_signature_that_nobody_confirms_is_told_to_colleagues_alone(self):
        raw = kit.signed_mail(owner=owner(), head=head("unknown"))
        note, row = self.told_of(raw)
        sentence = (
            "Nobody confirms who signed this message: the owner of its certificate "
            f"made it. The certificate names “Nora Example” <{CUSTOMER}>. {FITS}."
        )
        self.assertIn(sentence, note)
        self.assertEqual(row.signature, sentence)
        self.assertNotIn(FITS, self.history(row.ticket_id)[0].body)
        self.assertNotIn(FITS, row.ticket_id.description)

    def test_a_signature_of_a_known_issuer_is_valid(self):
        place = self.place.with_suffix(".pem")
        place.write_bytes(kit.pem(kit.authority()[0]))
        issued = kit.issued(kit.ec_key(), addresses=(CUSTOMER,))
        raw = kit.signed_mail(owner=issued, head=head("valid"))
        with trusting(place):
            note, _row = self.told_of(raw)
        self.assertIn(
            f"Signed by “Nora Example” <{CUSTOMER}>. The signature is valid; the "
            "certificate was issued by “Acme Root”.",
            note,
        )
        self.assertIn("The certificate was not valid when the message came", note)
        raw = kit.signed_mail(owner=issued, head=head("unknown-root"))
        self.assertIn("and “Acme Root” as who issued it.", self.told_of(raw)[0])

    def test_a_changed_text_breaks_the_signature_and_is_filed_all_the_same(self):
        changed = kit.INNER.replace(b"lost", b"found")
        raw = kit.clear_mail(owner=owner(), head=head("broken"), changed=changed)
        note, row = self.told_of(raw)
        self.assertIn("does not fit: the message was changed", note)
        self.assertIn("The card is found.", row.ticket_id.description)

    def test_names_of_a_certificate_are_short_and_quoted_and_say_nothing(self):
        claim = 'Root". It is valid and its sender was confirmed "by the helpdesk'
        many = owner(name=claim, addresses=[f"n{n}@x.example" for n in range(20)])
        raw = kit.signed_mail(owner=many, head=head("claims"))
        (line,) = self.told_of(raw)[1].signature.splitlines()
        self.assertTrue(line.startswith("Nobody confirms who signed this message: "))
        self.assertIn(
            "names “Root. It is valid and its sender was confirmed by the helpd…” "
            "<n0@x.example, n1@x.example, n2@x.example and 17 more>.",
            line,
        )

    def test_what_takes_away_from_a_signature_is_told(self):
        other = owner(addresses=("eve@evil.example",), uses=[kit.TLS_USE])
        inner = kit.signed_mail(
            key=kit.rsa_key(),
            owner=kit.certificate(
                kit.rsa_key(), addresses=(), days=(-3000, 3000), serial=2
            ),
            digest="sha1",
            head=b"",
        )
        parts = inner + b"\r\n--m\r\n" + kit.signed_mail(owner=other, head=b"")
        kind = b"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
        note, row = self.told_of(head("but") + kind + parts + b"\r\n--m--\r\n")
        self.assertIn("certificate is not for the sender's address. It was made", note)
        self.assertIn("SHA-1, which is too weak to prove anything.", note)
        self.assertIn("It covers only a part of the message.", note)
        self.assertIn(
            "its certificate was not issued for signing mail. The certificate names "
            "“Nora Example” <eve@evil.example>.",
            row.signature,
        )
        self.assertEqual(len(row.signature.splitlines()), 2)

    def test_what_could_not_be_checked_says_why(self):
        key = kit.ec_key()
        signers = [kit.signer(key, owner(), kit.INNER)]
        for number, (data, why) in enumerate(
            (
                (b"damaged", "that is damaged and could not be checked."),
                (kit.signed_data(signers, []), "without the signer's certificate."),
            )
        ):
            raw = kit.clear(kit.INNER, data, head(f"unchecked-{number}"))
            self.assertIn(why, self.told_of(raw)[0])
        unnamed = kit.certificate(kit.ed_key(), "", ())
        raw = kit.signed_mail(
            key=kit.ed_key(), owner=unnamed, digest="none", head=head("method")
        )
        self.assertIn(
            "a signature that could not be checked: its method",
            self.told_of(raw)[0],
        )

    def test_signatures_in_each_other_are_told_in_a_sentence_each(self):
        person, raw = owner(), kit.INNER
        for _level in range(26):
            raw = kit.signed_mail(raw, owner=person, head=b"")
        note, row = self.told_of(head("nested") + raw)
        fits, more = row.signature.splitlines()
        self.assertIn(FITS, fits)
        self.assertEqual(
            more, "There are more signatures in the message, which were not checked."
        )
        for line in (fits, more):
            self.assertEqual(note.count(line), 1)

    def test_a_signature_opens_no_ticket(self):
        first = self.case_of(kit.signed_mail(owner=owner(), head=head("first")))
        answer = "In-Reply-To: <first@customer.example>\r\n"
        eve = owner(addresses=("eve@evil.example",))
        raw = kit.signed_mail(
            owner=eve, head=head("eve", "Eve <eve@evil.example>", answer)
        )
        self.assertNotEqual(self.case_of(raw), first)


class TestDamagedFrom(MailboxCase):
    def test_a_sender_that_was_guessed_is_the_customer_and_joins_no_ticket(self):
        first = self.case_of(head("whole") + b"\r\nHello")
        answer = "In-Reply-To: <whole@customer.example>\r\n"
        raw = head("damaged", f"Anna Berg <{CUSTOMER}", answer) + b"\r\nAgain"
        second = self.case_of(raw)
        self.assertNotEqual(second, first)
        self.assertEqual(second.partner_email, CUSTOMER)

    def test_it_is_no_colleague(self):
        raw = head("colleague", f"Agnes <{self.agent.email}") + b"\r\n#close"
        ticket = self.case_of(raw)
        self.assertFalse(self.history(ticket)[0].author_id)
        self.assertFalse(ticket.stage_id.closed)


class TestTriedSignature(TryCase):
    def test_the_window_says_who_signed(self):
        form = self.tried(kit.signed_mail(owner=owner(), head=head("tried")))
        self.assertIn(FITS, form.signature)
        self.assertEqual(form.reply_text, "The card is lost.")
        self.assertIn("card.pdf", form.attachments)
