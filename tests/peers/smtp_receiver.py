"""A real SMTP server on loopback that keeps what it is given (aiosmtpd)."""

from __future__ import annotations

import asyncio
import email.policy
import threading
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from .ports import LOOPBACK, free_port

WAIT_SECONDS = 120.0


@dataclass(frozen=True)
class Delivery:
    """One mail as it came: envelope sender and recipients, and the exact bytes."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The bytes, parsed."""
        return BytesParser(policy=email.policy.default).parsebytes(self.raw)

    @property
    def text(self) -> str:
        """What the first plain text part says, or '' where there is none."""
        return _content(self.message.get_body(("plain",)))

    @property
    def html(self) -> str:
        """What the HTML part says, or '' where there is none."""
        return _content(self.message.get_body(("html",)))


class SmtpReceiver:
    """A receiving server; ``port`` says where, `deliveries` what came.

    `refuse` makes it answer each mail with a reply such as "550 5.1.1 unknown".
    """

    def __init__(self) -> None:
        self.host = LOOPBACK
        self.port = free_port()
        self.refuse = ""
        self._deliveries: list[Delivery] = []
        self._arrived = threading.Condition()
        self._controller = Controller(_Handler(self), LOOPBACK, self.port)

    def __enter__(self) -> SmtpReceiver:
        self._controller.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._controller.stop()

    @property
    def deliveries(self) -> list[Delivery]:
        """What came since the start or the last `clear`, oldest first."""
        with self._arrived:
            return list(self._deliveries)

    def clear(self) -> None:
        """Forget what came, and refuse nothing any more."""
        with self._arrived:
            self._deliveries.clear()
        self.refuse = ""

    def to(self, address: str) -> list[Delivery]:
        """Return what was delivered to one address, oldest first."""
        wanted = address.lower()
        return [d for d in self.deliveries if wanted in map(str.lower, d.recipients)]

    def wait_for(self, count: int, seconds: float = WAIT_SECONDS) -> list[Delivery]:
        """Return the deliveries once there are ``count``; raises TimeoutError."""
        with self._arrived:
            if not self._arrived.wait_for(
                lambda: len(self._deliveries) >= count, seconds
            ):
                found = len(self._deliveries)
                raise TimeoutError(f"{found} mails came, not {count}")
            return list(self._deliveries)

    def mail_to(
        self, address: str, words: str, seconds: float = WAIT_SECONDS
    ) -> Delivery:
        """Wait for a mail to `address` with `words` in its text; the newest such one.

        Raises TimeoutError with the subjects of the mails that came instead.
        """

        def found() -> list[Delivery]:
            return [d for d in self.to(address) if words in d.text]

        with self._arrived:
            if not self._arrived.wait_for(found, seconds):
                others = [str(d.message["Subject"]) for d in self.to(address)]
                raise TimeoutError(f"no mail to {address} says {words!r}: {others}")
            return found()[-1]

    def keep(self, envelope: Envelope) -> str:
        """Take one mail; returns the server's reply to it."""
        if self.refuse:
            return self.refuse
        sender, recipients = envelope.mail_from or "", tuple(envelope.rcpt_tos)
        with self._arrived:
            self._deliveries.append(Delivery(sender, recipients, envelope.content))
            self._arrived.notify_all()
        return "250 2.0.0 kept"


class _Handler:
    """What aiosmtpd calls for each mail."""

    def __init__(self, receiver: SmtpReceiver) -> None:
        self._receiver = receiver

    async def handle_DATA(
        self, _server: object, _session: object, envelope: Envelope
    ) -> str:
        # In a thread, since keeping one mail may take long, and others come meanwhile.
        return await asyncio.to_thread(self._receiver.keep, envelope)


def _content(part: EmailMessage | None) -> str:
    """A text part with plain line ends."""
    return part.get_content().replace("\r\n", "\n") if part else ""
