"""Customers' mail programs, run for real: they read by IMAPS and send by SMTP."""

import os
import pty
import select
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

WAIT_SECONDS = 60.0
# Writes the answer over the quoted mail, as a person does who answers on top.
EDITOR = """#!/bin/sh
{ sed '/^$/q' "$1"; cat "$ANSWER"; echo; sed '1,/^$/d' "$1"; } > "$1.new"
mv "$1.new" "$1"
"""
MUTTRC = """
set folder="imaps://localhost:{imaps}/" spoolfile="imaps://localhost:{imaps}/INBOX"
set imap_user="{address}" imap_pass="{password}" certificate_file="{ca}"
set ssl_starttls=no ssl_force_tls=no smtp_url="smtp://127.0.0.1:{smtp}/"
set from="{address}" realname="{name}" use_from=yes record="" move=no quit=yes
set editor="{editor}" edit_headers=yes fast_reply=yes include=yes autoedit=yes
"""
MUTT_KEYS = "<last-entry><reply><send-message><quit>"
MAILRC = """
set v15-compat from="{name} <{address}>" mta=smtp://127.0.0.1:{smtp}
set nosmtp-use-starttls smtp-auth=none DEAD=/dev/null hostname=customer.example
set tls-ca-file={ca} tls-ca-no-defaults tls-verify=strict
set user={address} password='{password}' indentprefix="> " quote
"""


@dataclass(frozen=True)
class Customer:
    """A person with a mailbox (`imaps` port) who sends through the `smtp` port;
    `place`: a folder of theirs; `ca`: file with the authority they trust."""

    place: Path
    name: str
    address: str
    password: str
    imaps: int
    smtp: int
    ca: Path

    def answer_with_mutt(self, text: str) -> None:
        """Answer the newest mail, text on top of the quotation."""
        editor, answer = self.place / "editor", self.place / "answer"
        editor.write_text(EDITOR)
        editor.chmod(0o700)
        answer.write_text(text + "\n")
        muttrc = self._write("muttrc", MUTTRC, editor=editor)
        command = ["mutt", "-n", "-F", str(muttrc), "-e", f'push "{MUTT_KEYS}"']
        _in_terminal(command, self._environment(ANSWER=str(answer)))

    def answer_with_s_nail(self, text: str) -> None:
        """Answer the newest mail, text below the quotation."""
        mailrc = self._write("mailrc", MAILRC)
        user = self.address.replace("@", "%40")
        box = f"imaps://{user}@localhost:{self.imaps}/INBOX"
        done = subprocess.run(
            ["s-nail", "-n", "-#", "-R", "-X", f"source {mailrc}", "-f", box],
            input=f"reply $\n{text}\n~.\nxit\n",
            capture_output=True,
            text=True,
            env=self._environment(),
            timeout=WAIT_SECONDS,
        )
        if done.returncode:
            raise AssertionError(f"s-nail: {done.stderr}")

    def _write(self, name: str, template: str, **more) -> Path:
        values = {
            key: getattr(self, key)
            for key in ("name", "address", "password", "imaps", "smtp", "ca")
        }
        path = self.place / name
        path.write_text(template.format(**values, **more))
        return path

    def _environment(self, **more: str) -> dict[str, str]:
        plain = {"TERM": "xterm", "LANG": "C.UTF-8", "HOME": str(self.place)}
        return {**os.environ, **plain, **more}


def _in_terminal(command: list[str], environment: dict[str, str]) -> None:
    """Run a full-screen program to its end; AssertionError where it does not end."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, environment)
    shown, end = b"", time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:  # Linux says so when the program has ended
                break
    else:
        os.kill(child, 9)
    status = os.waitpid(child, 0)[1]
    os.close(terminal)
    if status:
        tail = shown[-2000:].decode(errors="replace")
        raise AssertionError(f"{command[0]} ended with {status}: {tail}")
