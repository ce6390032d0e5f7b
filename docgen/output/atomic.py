"""Whole files or none: written beside, flushed, then moved into place."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from contextlib import contextmanager, suppress
from itertools import chain, count
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.francais import panne

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

PREFIX, SUFFIX = ".docgen-", ".tmp"  # what a killed run leaves behind, and the next one sweeps up
LOCK = f"{PREFIX}verrou{SUFFIX}"
LOCK_SECONDS = 2
NUMBERED_SECONDS = 1  # nobody takes as long to write a number: a lock without one was left by a killed run
STALE_SECONDS = 600  # a younger one may belong to another run, at work now
NOTE = "-journal"  # in the name of a leftover that `journal` reads before it goes
_STARTED = time.time() - 0.1  # files are dated by a clock that ticks less often

# What Windows says of a file that is open in Word: the second when it is to be replaced, and of much else too.
_SHARING_VIOLATION, _ACCESS_DENIED = 32, 5
_NAME_TOO_LONG = 206  # Windows gives it the number of « not found »
_ELSEWHERE = "Choisissez un autre dossier, avec -o si la commande l’accepte."
_FULL = ("E003", "le disque est plein", "Libérez de la place, puis relancez la commande.")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: ("E002", "vous n’avez pas le droit d’écrire ici", _ELSEWHERE),
    errno.EPERM: ("E002", "vous n’avez pas le droit d’écrire ici", _ELSEWHERE),
    errno.EROFS: ("E002", "ce disque est en lecture seule", _ELSEWHERE),
    errno.ENAMETOOLONG: ("E004", "le nom du fichier est trop long", "Raccourcissez la référence ou le dossier."),
    errno.ENOTDIR: ("E005", "un fichier porte le nom d’un dossier à créer", "Renommez-le ou déplacez-le."),
    errno.EEXIST: ("E005", "un fichier porte le nom d’un dossier à créer", "Renommez-le ou déplacez-le."),
    errno.EISDIR: ("E005", "un dossier porte déjà ce nom", "Renommez-le ou déplacez-le."),
}


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put `data` at `path`, whole or not at all; the folder is made when it lacks.

    `durable` waits for the disk, so that not even a power cut leaves half a file: what can be made again need not.
    Raises FaultsFoundError (E001 to E006, E010) with what a person can do about it.
    """
    _spare(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{PREFIX}{os.getpid()}-", suffix=SUFFIX, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            os.chmod(name, 0o666 & ~_umask())  # noqa: PTH101 - mkstemp's own is for the owner alone
            os.replace(name, path)  # noqa: PTH105 - atomic on POSIX and Windows alike
        except BaseException:
            with suppress(OSError):
                os.unlink(name)  # noqa: PTH108 - a name, as mkstemp gave it
            raise
    except OSError as error:
        raise FaultsFoundError([fault_of(error, path)]) from error


def _spare(path: Path) -> None:
    """Raise FaultsFoundError (E010) for what somebody put there that no file may replace: a pipe, a link to nothing."""
    try:
        there = path.lstat().st_mode
        spared = not (stat.S_ISREG(there) or stat.S_ISDIR(there) or path.is_file())
    except OSError:  # nothing is there, or writing will say why
        return
    if spared:
        what = "un lien qui ne mène à aucun fichier" if stat.S_ISLNK(there) else "autre chose qu’un fichier"
        message = f"document laissé tel quel : {what} porte ce nom."
        raise FaultsFoundError(
            [Finding("E010", message, "Renommez-le ou déplacez-le, puis relancez.", fichier=str(path))]
        )


def dated(path: Path, now: dt.datetime) -> Path:
    """A name for the copy of a file, that nobody has: two runs in one second leave two copies."""
    stamp = f"{path.stem}.{now:%Y-%m-%d-%H%M%S}"
    names = chain([f"{stamp}{path.suffix}"], (f"{stamp}-{number}{path.suffix}" for number in count(2)))
    return next(there for name in names if not (there := path.with_name(name)).exists())


def write_new(path: Path, data: bytes) -> None:
    """Put `data` at `path`, where nothing may be yet. Raises FaultsFoundError (E001 to E006; E013 taken)."""
    if path.exists() or path.is_symlink():
        message = "ce fichier existe déjà, et docgen ne le remplace pas."
        remede = "Choisissez un autre nom avec -o, ou déplacez ce fichier."
        raise FaultsFoundError([Finding("E013", message, remede, fichier=str(path))])
    write_atomically(path, data)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder while reading and rewriting one of its files; two runs at once take turns.

    A lock that stays, or cannot be made, hinders nobody for long: `sweep` removes it like any leftover.
    """
    lock = folder / LOCK
    end = time.monotonic() + LOCK_SECONDS
    held = False
    while not held and time.monotonic() < end:
        try:
            held = _take(lock)
        except OSError:
            break
        if not held:
            _free(lock)
            time.sleep(0.005)
    try:
        yield
    finally:
        if held:
            with suppress(OSError):
                lock.unlink()


def _take(lock: Path) -> bool:
    """Make the lock, with our number in it; False when somebody has it. Raises OSError where none can be made."""
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except OSError as error:
        # Windows says EACCES while the file is being removed.
        if error.errno == errno.EEXIST or os.name == "nt":
            return False
        raise
    with suppress(OSError):  # on a full disk it holds without the number
        os.write(handle, str(os.getpid()).encode())
    os.close(handle)
    return True


def sweep(folder: Path) -> None:
    """Remove what a killed run left in a folder, and leave what a run at work has just begun."""
    _free(folder / LOCK)
    for leftover in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            if NOTE not in leftover.name and is_left(leftover):
                leftover.unlink()


def is_left(leftover: Path) -> bool:
    """Whether the run that made this file is at an end. Raises OSError."""
    owner, made_at = leftover.name.removeprefix(PREFIX).split("-")[0], leftover.stat().st_mtime
    return _is_over(owner, made_at) or time.time() - made_at > STALE_SECONDS


def _free(lock: Path) -> None:
    """Remove the lock of a run that was killed."""
    with suppress(OSError):
        owner = lock.read_text(encoding="ascii", errors="replace")
        made_at = lock.stat().st_mtime
        nobody = not owner and time.time() - made_at > NUMBERED_SECONDS
        if nobody or _is_over(owner, made_at):
            lock.unlink()


def _is_over(process: str, made_at: float) -> bool:
    """Whether the run that made a file then, under that number, is at an end: in a container, all have the same."""
    return _is_gone(process) or (process == str(os.getpid()) and made_at < _STARTED)


def _is_gone(process: str) -> bool:
    """Whether the process of that number runs no more; False where that cannot be told."""
    if not process.isdigit() or os.name == "nt":  # on Windows, asking with os.kill would end it
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def fault_of(error: OSError, path: Path) -> Finding:
    """What kept a file from being written, in words."""
    code, message, remede = _reason(error, path)
    return Finding(code, f"{message}.", remede, fichier=str(path))


def _reason(error: OSError, path: Path) -> tuple[str, str, str]:
    windows = getattr(error, "winerror", None)
    if windows == _SHARING_VIOLATION:
        return "E006", "le fichier est ouvert dans Word", "Fermez-le, puis relancez la commande."
    if windows == _ACCESS_DENIED and path.is_file():
        message = "le fichier est ouvert dans Word, ou protégé"
        return "E006", message, "Fermez-le, puis relancez la commande ; s’il est fermé, choisissez un autre dossier."
    if windows == _NAME_TOO_LONG:
        return _REASONS[errno.ENAMETOOLONG]
    unknown = ("E001", f"l’écriture a échoué : {panne(error)}", "Vérifiez le dossier, puis relancez la commande.")
    return _REASONS.get(error.errno or 0, unknown)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
