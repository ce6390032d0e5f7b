"""What the system refuses to docgen, wherever that was, in words: a name too long, a full disk, a folder that is gone.

Rooms say what they foresee of a file, with its place; this is the net under them, so that no refusal passes for a bug.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from docgen.findings import Finding
from docgen.francais import panne
from docgen.validation.wording import quoted

if TYPE_CHECKING:
    from typing import TextIO

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# What is wrong with a path that was given, rather than with the machine.
NAMED = frozenset({
    errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EACCES, errno.EPERM, errno.EINVAL,
})  # fmt: skip
SORTIE = "sortie standard"


def refusal(error: Exception) -> Finding | None:
    """What the system would not do; None for an error that no system call answered."""
    if not isinstance(error, OSError) or error.errno is None:
        return None
    if error.errno == errno.ENOENT and not _here():
        message = "le dossier où vous êtes n’existe plus."
        return Finding("U001", message, "Placez-vous dans un autre, puis relancez la commande.")
    named = error.filename if isinstance(error.filename, str) else ""
    if named and error.errno in NAMED:
        message = f"{quoted(named)} ne peut pas servir : {panne(error)}."
        return Finding("U001", message, "Vérifiez ce nom et son dossier, puis relancez la commande.")
    if error.errno in FULL:
        message = "ce que docgen affiche ne peut pas être écrit là où vous l’envoyez : le disque est plein."
        remede = "Libérez de la place, ou affichez-le à l’écran, puis relancez la commande."
        return Finding("E022", message, remede, fichier=SORTIE)
    message = f"le système a refusé ce que docgen lui demandait : {panne(error)}."
    remede = "Relancez la commande ; si cela revient, envoyez-nous ce qu’elle affiche avec --debug."
    return Finding("E023", message, remede, fichier=named or SORTIE)


def _here() -> bool:
    """Whether the current folder is still there."""
    try:
        return os.path.isdir(os.getcwd())  # noqa: PTH109, PTH112 - Path.cwd() would raise the very error
    except OSError:
        return False


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is at the other end; a stream that was closed before docgen began is None."""
    return stream is not None and stream.isatty()
