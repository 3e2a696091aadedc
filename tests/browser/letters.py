"""The mails of the stories."""

from peers.mails import ADDRESS, mail
from peers.pictures import png

ADA = "Ada Byron <ada@customer.example>"
GRACE = "Grace Hopper <grace@customer.example>"
ABOUT_THE_KETTLE = "<picture@customer.example>"


def letter(
    number: int,
    subject: str,
    text: str,
    date: str,
    answers: str | None = None,
    sender: str = ADA,
) -> bytes:
    """A plain mail with Message-ID `number`, perhaps an answer to another's."""
    return mail(
        text,
        From=sender,
        Subject=subject,
        Date=date,
        message_id=name(number),
        In_Reply_To=answers,
    )


def name(number: int) -> str:
    """The Message-ID of a `letter`."""
    return f"<{number}@customer.example>"


def picture_letter() -> bytes:
    """A mail whose text shows a picture of 40 pixels' width inside it."""
    return mail(
        "It leaks here:",
        html='<p>It leaks here:</p><p><img src="cid:leak@customer.example"></p>',
        inline=("leak@customer.example", png(40, 30), "leak.png"),
        From=GRACE,
        Subject="The kettle leaks",
        Date="Mon, 02 Nov 2026 09:30:00 +0000",
        message_id=ABOUT_THE_KETTLE,
    )


def picture_answer() -> bytes:
    """Grace's second mail about the kettle."""
    text, date = "Now it is rusty, too.", "Tue, 03 Nov 2026 10:00 +0000"
    subject = "Re: The kettle leaks"
    return letter(4, subject, text, date, ABOUT_THE_KETTLE, GRACE)


def quoting_answer() -> bytes:
    """Grace's third mail about the kettle, with an earlier one below it."""
    text = (
        "I bought it in May.\r\n\r\nOn 3 Nov 2026, at 11:00, Support "
        f"<{ADDRESS}> wrote:\r\n\r\n> When did you buy it?"
    )
    subject, date = "Re: The kettle leaks", "Wed, 04 Nov 2026 07:00 +0000"
    return letter(6, subject, text, date, ABOUT_THE_KETTLE, GRACE)


def forwarded_letter(sender: str) -> bytes:
    """A mail of Carla's, about a chair, that `sender` forwards, whom the mailbox's own
    server found genuine; it answers a mail."""
    text = (
        "Please help her.\r\n\r\n---------- Forwarded message ---------\r\n"
        "From: Carla Roy <carla@customer.example>\r\nSubject: Chair\r\n\r\n"
        "It is broken."
    )
    date = "Wed, 04 Nov 2026 07:30 +0000"
    found = b"mx.acme.example; dmarc=pass header.from=acme.example\r\n"
    forwarded = letter(7, "Fwd: The chair broke", text, date, sender=sender)
    return b"Authentication-Results: " + found + forwarded


def first_letter_with_quotation() -> bytes:
    """A mail that makes a ticket and quotes one that we do not have."""
    text = (
        "Is the lamp there?\r\n\r\n-----Original Message-----\r\n"
        "From: Shop <shop@acme.example>\r\nSubject: Lamp\r\n\r\nIt comes in May."
    )
    return letter(8, "Re: The lamp", text, "Wed, 04 Nov 2026 07:40 +0000")


EXISTING = [
    letter(1, "Old question", "Is it old?", "Fri, 05 Jan 2024 08:00:00 +0000"),
    letter(2, "Re: Old question", "It is.", "Sat, 06 Jan 2024 08:00:00 +0000", name(1)),
    letter(3, "Other question", "And this?", "Wed, 07 Feb 2024 08:00:00 +0000"),
]
STUBBORN = letter(5, "Stubborn", "Try me.", "Wed, 04 Nov 2026 08:00:00 +0000")
