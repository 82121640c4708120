"""A real SMTP server on this machine, for tests: keeps what it is given, refuses when told."""

from __future__ import annotations

import asyncio
import email
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keeping:
    """What arrives at the server; ``answers`` are given first, one a message."""

    def __init__(self) -> None:
        self.arrived: list[EmailMessage] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answers:
            return self.answers.pop(0)
        message = email.message_from_bytes(envelope.original_content, policy=default)
        assert isinstance(message, EmailMessage)
        self.arrived.append(message)
        return "250 Kept"


@contextmanager
def mail_server(settings) -> Iterator[Keeping]:
    """Run a server in a thread, and let Django send by it."""
    keeping = Keeping()
    with asyncio.Runner() as runner:
        server = runner.run(_listen(keeping))
        loop = runner.get_loop()
        thread = threading.Thread(target=loop.run_forever)
        thread.start()
        try:
            _send_by(settings, server.sockets[0].getsockname()[1])
            yield keeping
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            server.close()


async def _listen(keeping: Keeping) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    return await loop.create_server(
        lambda: SMTP(keeping, hostname="mail.test", loop=loop), "127.0.0.1", 0
    )


def _send_by(settings, port: int) -> None:
    settings.BLUELAMP_MAIL_URL = f"smtp+plain://127.0.0.1:{port}"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 60
