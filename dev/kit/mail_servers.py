"""Mail servers beside Dovecot: Debian's packages, unpacked, not installed.

They refuse to be installed beside one another. What an unpacked one needs of the
machine to run is in tests/peers/unpacked.py.
"""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .debian import Index
from .paths import DEV, MAIL_SERVERS
from .say import Missing, say
from .stamp import Stamp

# gamin: Courier waits for it for some seconds at each log-in where it is not there.
PACKAGES = {
    "courier": (
        *("courier-imap", "courier-pop", "courier-base", "courier-authlib"),
        *("courier-authlib-userdb", "courier-authdaemon", "gamin"),
    ),
    "cyrus": ("cyrus-imapd", "cyrus-pop3d", "cyrus-common", "sasl2-bin"),
    "mailutils": ("mailutils-imap4d", "mailutils-pop3d", "mailutils-common"),
}


def ensure() -> None:
    """Unpack each of `PACKAGES` below `.dev/servers`, with the libraries it needs.

    Raises Missing where apt has none of them.
    """
    stamp = Stamp("servers", *(name for names in PACKAGES.values() for name in names))
    if stamp.fresh() and all((MAIL_SERVERS / name).is_dir() for name in PACKAGES):
        return
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise Missing(
            "Cyrus, Courier and GNU Mailutils come from Debian's packages, but apt-get "
            "is not on this machine."
        )
    say("Mail servers: fetching Debian's packages and unpacking them in .dev/servers")
    shutil.rmtree(MAIL_SERVERS, ignore_errors=True)
    index = Index(DEV / "apt" / "servers")
    index.update()
    for server, names in PACKAGES.items():
        tree = MAIL_SERVERS / server
        _unpack(index.download([*names, *_libraries(index, names)]), tree)
    stamp.write()


def _libraries(index: Index, names: Iterable[str]) -> list[str]:
    """The libraries that `names` need, and those need, and the machine does not have.

    What else a package depends on (a mail transport agent, scripts for the start of
    the machine) is for a server that is installed.
    """
    found: list[str] = []
    waiting = list(names)
    while waiting:
        for name in index.dependencies(waiting.pop()):
            library = name.startswith(("lib", "guile-")) and name not in found
            if library and not _installed(name):
                found.append(name)
                waiting.append(name)
    return found


def _installed(name: str) -> bool:
    """True where the machine has it itself."""
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}", name]
    return subprocess.run(query, capture_output=True, text=True).stdout == "installed"


def _unpack(packages: Iterable[Path], tree: Path) -> None:
    """Unpack into a tree where, as on the machine, /lib is a link to /usr/lib."""
    for name in ("bin", "lib", "sbin"):
        (tree / "usr" / name).mkdir(parents=True)
        (tree / name).symlink_to(Path("usr") / name)
    tar = ["tar", "--extract", "--keep-directory-symlink", "--directory", str(tree)]
    for package in packages:
        with subprocess.Popen(
            ["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE
        ) as read:
            done = subprocess.run(tar, stdin=read.stdout, capture_output=True)
        if read.returncode or done.returncode:
            raise Missing(f"{package} cannot be unpacked:\n{done.stderr.decode()}")
        package.unlink()
