"""The second wall: what a template of unknown bytes asks for is done in a child process, ended when it goes on.

    open_template, lint, annotate ──a job, by a pipe──> `confined`, in the child
                                  <──findings, bytes──

The wall knows nothing of Jinja. It reads the child's processor time and resident memory from outside, where no loop and
no C call can stand in the way. One child serves all the templates and threads of a process, one job at a time; it is
started when it is first needed, and sees its pipe close when its parent dies. After one that was ended, the next job
starts another.
"""

from __future__ import annotations

import atexit
import json
import os
import pickle
import struct
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, cast

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite
from docgen.word.files import read_bytes
from docgen.word.groups import Group, fields_by_name

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from docgen.word.controls import Value
    from docgen.word.fields import Champs
    from docgen.word.pictures import Shown
    from docgen.word.properties import Properties
    from docgen.word.template import Template
    from docgen.word.theme import Theme

# Short of what a user is promised (5 s and 500 MB), by what starting, parent and one look more take.
SECONDS = 3.5  # of the child's processor time, for one job
CLOCK = 60.0  # seconds
MEMORY = 320_000_000  # bytes that are resident, of which the child holds some 50 MB at its start
TIRED = 160_000_000  # bytes: a child that still holds them after its work makes room for another
MOST_TEMPLATES = 100  # that one child holds open
_QUIET = 0.02  # seconds before the first look: most documents are made by then
_BETWEEN = 0.01
TEMPS, MEMOIRE = "temps", "mémoire"
CONFINED = "--confined"
BOOT = "import sys; sys.path[:] = {path!r}; from docgen.word.confined import serve; serve()"

Made: TypeAlias = "tuple[bytes, tuple[Finding, ...]]"


@dataclass(frozen=True, slots=True)
class EditedTemplate:
    """A template whose bytes are not docgen's own: `Template`, at arm's length."""

    fichier: str
    data: bytes
    findings: tuple[Finding, ...] = ()

    def render(
        self,
        values: Mapping[str, Any],
        *,
        properties: Properties | None = None,
        pictures: Mapping[str, Path | Shown | None] | None = None,
        theme: Theme | None = None,
        controls: Mapping[str, Value] | None = None,
    ) -> bytes:
        """As `Template.render`. Raises FaultsFoundError (M007) too for what takes more time or memory than it may."""
        given = {"properties": properties, "pictures": pictures, "theme": theme, "controls": controls}
        return _ask("render", self.fichier, self.data, values=values, **given)[0]


def open_template(path: Path, own: Container[str]) -> tuple[Template | EditedTemplate, str]:
    """A template ready to be filled: here when the digest of its bytes is one of `own`, else in the child; the digest.

    Raises FaultsFoundError as `Template.open` does.
    """
    data = read_bytes(path)
    digest = sha256(data).hexdigest()
    if digest in own:
        from docgen.word.package import package_in
        from docgen.word.template import Template

        return Template.of(package_in(data, path), str(path)), digest
    return EditedTemplate(str(path), data, _ask("warnings", str(path), data)[1]), digest


def lint(path: Path, fields: Champs | None, own: Container[str], *, titre: str = "") -> list[Finding]:
    """As `lint.lint`; in the child for a template whose digest is none of `own`."""
    try:
        data = read_bytes(path)
        if sha256(data).hexdigest() in own:
            from docgen.word.lint import lint as here

            return here(path, fields, titre=titre)
        return list(_ask("lint", str(path), data, fields=fields, titre=titre)[1])
    except FaultsFoundError as error:
        return list(error.findings)


def annotate(path: Path, fields: Champs | None, *, titre: str = "") -> bytes:
    """As `annotate.annotate`, in the child."""
    return _ask("annotate", str(path), read_bytes(path), fields=fields, titre=titre)[0]


def warm() -> None:
    """Start the child now, without waiting for it: it gets ready while other work is done."""
    _ward().warm()


def _ask(job: str, fichier: str, data: bytes, **given: Any) -> Made:
    return _ward().ask(job, fichier, data, given)


def _here() -> str:
    """The working folder, which pictures are named from: it may be another one than when the child began, or gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""


def _ward() -> Ward:
    """This process's own: a worker that was forked has its parent's in memory, and must leave it alone."""
    return _WARDS.setdefault(os.getpid(), Ward())


class Ward:
    """The child, its pipes, and what it has been given."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._ready = False  # whether it has said that it waits for jobs
        self._sent: set[str] = set()
        self._spent = 0.0  # seconds of processor time, when the last job ended

    def warm(self) -> None:
        """Start the child, unless there is one."""
        with self._lock:
            self._started()

    def ask(self, job: str, fichier: str, data: bytes, given: Mapping[str, Any]) -> Made:
        """What the job makes. Raises FaultsFoundError for the faults that it raises, and for a job that was ended."""
        digest = sha256(data).hexdigest()
        with self._lock:
            child = self._started()
            request = _pickled((_here(), job, fichier, digest, None if digest in self._sent else data, given))
            self._sent.add(digest)
            watch = _Watch(child, self._spent if self._ready else None)
            answer = None
            try:
                answer = self._exchange(child, request, watch)
            finally:  # after Ctrl-C too: an answer that nobody waits for would be taken for the next
                ready = self._ready
                if answer is None or watch.resident > TIRED or len(self._sent) >= MOST_TEMPLATES:
                    self.end()
        if answer is None:
            raise FaultsFoundError([_stopped(fichier, watch.why) if ready else _no_child(fichier)])
        return _told(*answer)

    def end(self) -> None:
        """End the child, and see that it is gone."""
        child, self._child = self._child, None
        self._sent.clear()
        self._ready, self._spent = False, 0.0
        if child is not None:
            child.kill()
            child.wait()
            for pipe in _pipes(child):
                with suppress(OSError):
                    pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.end()
            flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
            pipe = subprocess.PIPE
            self._child = subprocess.Popen(  # noqa: S603 - this very program
                _command(), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=flags
            )
        return self._child

    def _exchange(
        self, child: subprocess.Popen[bytes], request: bytes, watch: _Watch
    ) -> tuple[dict[str, Any], bytes] | None:
        """The child's answer; None when it ended without one."""
        jobs, answers = _pipes(child)
        with suppress(OSError, EOFError), watch:
            if not self._ready:
                watch.spent = float(receive(answers))
                self._ready = True
            send(jobs, request)
            answer: dict[str, Any] = json.loads(receive(answers))
            made = receive(answers)
            self._spent = answer["spent"]
            return answer, made
        return None


_WARDS: dict[int, Ward] = {}


@atexit.register
def _end_own() -> None:
    if (ward := _WARDS.get(os.getpid())) is not None:
        ward.end()


def _pipes(child: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    return cast("BinaryIO", child.stdin), cast("BinaryIO", child.stdout)


def _command() -> list[str]:
    """What starts the child, with the same modules in reach."""
    if getattr(sys, "frozen", False):  # a program in one file, which is no Python: `docgen.cli` knows the word
        return [sys.executable, CONFINED]
    # On Windows a virtual environment's Python only starts the true one, which would then be watched by nobody.
    python = getattr(sys, "_base_executable", sys.executable) if sys.platform == "win32" else sys.executable
    return [python, "-c", BOOT.format(path=sys.path)]


class _Watch:
    """Looks at the child while it works, from a thread of its own, and ends it when it takes too much."""

    def __init__(self, child: subprocess.Popen[bytes], spent: float | None) -> None:
        self._child = child
        self.spent = spent  # seconds of processor time before this job; None while the child gets ready
        self._done = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self.resident = 0
        self.why = ""

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_raised: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        end = time.monotonic() + CLOCK
        wait = _QUIET
        while not self.why and not self._done.wait(wait):
            wait = _BETWEEN
            try:
                seconds, self.resident = usage(self._child.pid)
            except OSError:  # it has just ended by itself
                return
            if self.resident > MEMORY:
                self.why = MEMOIRE
            elif (self.spent is not None and seconds - self.spent > SECONDS) or time.monotonic() > end:
                self.why = TEMPS
        if self.why:
            self._child.kill()


def usage_elsewhere(pid: int) -> tuple[float, int]:
    """Processor seconds and resident bytes of a process, on any system. Raises OSError when it is gone."""
    import psutil

    try:
        process = psutil.Process(pid)
        times = process.cpu_times()
        return times.user + times.system, process.memory_info().rss
    except psutil.Error as error:
        raise OSError from error


def usage_on_linux(pid: int) -> tuple[float, int]:
    """The same, sooner than psutil is imported (proc(5): fields 14, 15 and 24 of stat)."""
    fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK"), int(fields[21]) * os.sysconf("SC_PAGE_SIZE")


usage = usage_on_linux if sys.platform == "linux" else usage_elsewhere


class _Pickler(pickle.Pickler):
    """Views become groups: the child knows none of the rooms that make them."""

    def reducer_override(self, value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type) and not type(value).__module__.startswith(_ENGINE):
            return Group, (), fields_by_name(value)
        return NotImplemented


_ENGINE = __name__.rpartition(".")[0]


def _pickled(request: Any) -> bytes:
    out = BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(request)
    return out.getvalue()


def _told(answer: Mapping[str, Any], made: bytes) -> Made:
    """The child's answer. It is JSON, so that nothing that a template could get hold of is run here."""
    if answer["bug"]:
        raise RuntimeError(answer["bug"])
    findings = tuple(Finding(**{**each, "gravite": Gravite(each["gravite"])}) for each in answer["findings"])
    if answer["raised"]:
        raise FaultsFoundError(findings)
    return made, findings


def _stopped(fichier: str, why: str) -> Finding:
    cause = {
        TEMPS: "il n’en finissait pas",
        MEMOIRE: "il demandait trop de mémoire",
    }.get(why, "il a fait tomber ce qui le remplissait")
    remede = (
        "Cherchez-y une boucle dans une boucle, un texte ou un nombre qui grossit à chaque tour, ce qui s’appelle "
        "soi-même ; ou repartez d’une copie plus ancienne."
    )
    return Finding("M007", f"ce modèle a été arrêté : {cause}.", remede, fichier=fichier, lieu="tout le modèle")


def _no_child(fichier: str) -> Finding:
    message = "docgen remplit à l’écart un modèle qui n’est pas le sien, et n’a pas pu lancer ce qui le fait."
    remede = "Vérifiez que votre antivirus laisse docgen lancer Python, puis recommencez."
    return Finding("M075", message, remede, fichier=fichier)


def send(pipe: BinaryIO, data: bytes) -> None:
    """Write one message."""
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes:
    """Read one message. Raises EOFError where the other end is gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


_LENGTH = struct.Struct("<Q")
