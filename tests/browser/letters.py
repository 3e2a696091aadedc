"""The mails of the story, byte for byte, and a picture."""

import base64

from peers.pictures import png

ADDRESS = "support@acme.example"


def letter(number: int, subject: str, text: str, date: str, answers: int = 0) -> bytes:
    """A plain mail of Ada's with Message-ID `number`, perhaps an answer to another."""
    lines = [
        "From: Ada Byron <ada@customer.example>",
        f"To: {ADDRESS}",
        f"Subject: {subject}",
        f"Date: {date}",
        f"Message-ID: <{number}@customer.example>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=us-ascii",
    ]
    if answers:
        lines.append(f"In-Reply-To: <{answers}@customer.example>")
    return "\r\n".join([*lines, "", text, ""]).encode()


def picture_letter() -> bytes:
    """A mail whose text shows a picture of 40 pixels' width inside it."""
    picture = base64.encodebytes(png(40, 30)).decode().replace("\n", "\r\n")
    return (
        "From: Grace Hopper <grace@customer.example>\r\n"
        f"To: {ADDRESS}\r\n"
        "Subject: The kettle leaks\r\n"
        "Date: Mon, 02 Nov 2026 09:30:00 +0000\r\n"
        "Message-ID: <picture@customer.example>\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="edge"\r\n\r\n'
        "--edge\r\nContent-Type: text/html; charset=us-ascii\r\n\r\n"
        '<p>It leaks here:</p><p><img src="cid:leak@customer.example"></p>\r\n'
        "--edge\r\nContent-Type: image/png\r\n"
        "Content-ID: <leak@customer.example>\r\n"
        'Content-Disposition: inline; filename="leak.png"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{picture}\r\n--edge--\r\n"
    ).encode()


def picture_answer() -> bytes:
    """Grace's second mail about the kettle."""
    answer = letter(
        4,
        "Re: The kettle leaks",
        "Now it is rusty, too.",
        "Tue, 03 Nov 2026 10:00 +0000",
    )
    answer = answer.replace(b"Ada Byron <ada@", b"Grace Hopper <grace@")
    return answer.replace(
        b"MIME-Version", b"In-Reply-To: <picture@customer.example>\r\nMIME-Version", 1
    )


def quoting_answer() -> bytes:
    """Grace's third mail about the kettle, with an earlier one below it."""
    text = (
        "I bought it in May.\r\n\r\nOn 3 Nov 2026, at 11:00, Support "
        f"<{ADDRESS}> wrote:\r\n\r\n> When did you buy it?"
    )
    answer = letter(6, "Re: The kettle leaks", text, "Wed, 04 Nov 2026 07:00 +0000")
    answer = answer.replace(b"Ada Byron <ada@", b"Grace Hopper <grace@")
    return answer.replace(
        b"MIME-Version", b"In-Reply-To: <picture@customer.example>\r\nMIME-Version", 1
    )


def forwarded_letter(sender: str) -> bytes:
    """A mail of Carla's, about a chair, that `sender` forwards; it answers a mail."""
    text = (
        "Please help her.\r\n\r\n---------- Forwarded message ---------\r\n"
        "From: Carla Roy <carla@customer.example>\r\nSubject: Chair\r\n\r\n"
        "It is broken."
    )
    raw = letter(7, "Fwd: The chair broke", text, "Wed, 04 Nov 2026 07:30 +0000")
    return raw.replace(b"Ada Byron <ada@customer.example>", sender.encode())


def first_letter_with_quotation() -> bytes:
    """A mail that makes a case and quotes one that we do not have."""
    text = (
        "Is the lamp there?\r\n\r\n-----Original Message-----\r\n"
        "From: Shop <shop@acme.example>\r\nSubject: Lamp\r\n\r\nIt comes in May."
    )
    return letter(8, "Re: The lamp", text, "Wed, 04 Nov 2026 07:40 +0000")


EXISTING = [
    letter(1, "Old question", "Is it old?", "Fri, 05 Jan 2024 08:00:00 +0000"),
    letter(2, "Re: Old question", "It is.", "Sat, 06 Jan 2024 08:00:00 +0000", 1),
    letter(3, "Other question", "And this?", "Wed, 07 Feb 2024 08:00:00 +0000"),
]
STUBBORN = letter(5, "Stubborn", "Try me.", "Wed, 04 Nov 2026 08:00:00 +0000")
