"""What runs in the watched child: one job after the other, as `watch` sends them; no room but this one is imported."""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO

from docgen.errors import FaultsFoundError
from docgen.word.package import package_in
from docgen.word.template import Template
from docgen.word.watch import SECONDS, receive, send

if TYPE_CHECKING:
    from collections.abc import Callable

    from docgen.findings import Finding
    from docgen.word.fields import Champs
    from docgen.word.package import Package
    from docgen.word.watch import Made

_LEFT_ALONE = 10  # seconds of processor time more than a parent that lives would grant


def serve() -> None:
    """Work until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints falls among the answers
    gc.set_threshold(50_000)
    waiting: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(sys.stdin.buffer, waiting), daemon=True).start()
    send(answers, str(time.process_time()).encode())  # ready
    held = _Held()
    while True:
        answer, made = held.answer(pickle.loads(waiting.get()))  # noqa: S301 - of the parent, by a pipe
        send(answers, json.dumps(answer).encode())
        send(answers, made)


def _receive(jobs: BinaryIO, waiting: SimpleQueue[bytes]) -> None:
    """Hand the jobs over; without a parent there is nothing to live for, whatever the job in hand."""
    try:
        while True:
            waiting.put(receive(jobs))
    finally:
        os._exit(0)


class _Held:
    """The templates that were sent, by digest and name."""

    def __init__(self) -> None:
        self._data: dict[str, bytes] = {}
        self._templates: dict[tuple[str, str], Template] = {}

    def answer(self, request: tuple[str, str, str, str, bytes | None, dict[str, Any]]) -> tuple[dict[str, Any], bytes]:
        """What becomes of a job, in the folder where it was asked for."""
        here, job, fichier, digest, data, given = request
        with suppress(OSError):
            os.chdir(here)
        if data is not None:
            self._data[digest] = data
        raised, bug, made = False, "", b""
        findings: tuple[Finding, ...] = ()
        _limit(_LEFT_ALONE)
        try:
            made, findings = _JOBS[job](self, digest, fichier, **given)
        except FaultsFoundError as error:
            raised, findings = True, error.findings
        except Exception:  # noqa: BLE001 - the parent owns up to it
            bug = traceback.format_exc()
        _limit(0)
        told = [{name: getattr(each, name) for name in _TOLD} for each in findings]
        return {"raised": raised, "bug": bug, "findings": told, "spent": time.process_time()}, made

    def warnings(self, digest: str, fichier: str) -> Made:
        """Compile a template."""
        return b"", self._template(digest, fichier).findings

    def render(self, digest: str, fichier: str, *, values: dict[str, Any], **given: Any) -> Made:
        """Fill a template."""
        return self._template(digest, fichier).render(values, **given), ()

    def lint(self, digest: str, fichier: str, *, fields: Champs | None, titre: str) -> Made:
        """Look for the faults of a template."""
        from docgen.word.lint import located_in

        found = located_in(self._package(digest, fichier), fichier, fields, titre=titre)
        return b"", tuple(each.finding for each in found)

    def annotate(self, digest: str, fichier: str, *, fields: Champs | None, titre: str) -> Made:
        """Comment the faults of a template."""
        from docgen.word.annotate import annotated

        return annotated(self._package(digest, fichier), fichier, fields, titre=titre), ()

    def _template(self, digest: str, fichier: str) -> Template:
        key = (digest, fichier)
        if key not in self._templates:
            self._templates[key] = Template.of(self._package(digest, fichier), fichier)
        return self._templates[key]

    def _package(self, digest: str, fichier: str) -> Package:
        return package_in(self._data[digest], Path(fichier))


_JOBS: dict[str, Callable[..., Made]] = {
    "warnings": _Held.warnings,
    "render": _Held.render,
    "lint": _Held.lint,
    "annotate": _Held.annotate,
}
_TOLD = ("code", "message", "remede", "gravite", "fichier", "lieu")  # a template has no lines to be named


def _limit(seconds: float) -> None:
    """Have the system end this process after so much processor time: a C call would keep it from seeing the pipe."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds and seconds + SECONDS)
