"""Many briefs at once: one job per brief, over as many processes as asked, results in the order given."""

from __future__ import annotations

import os
import signal
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from docgen.machine import cores
from docgen.production import open_atelier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from docgen.production import Atelier
    from docgen.workspace import Workspace

Result = TypeVar("Result")

# Starting a process costs as much as some ten briefs: below this many, one process is quicker than two.
WORTH_A_PROCESS = 24
CHUNK = 8
LOOK = 0.5  # seconds between two looks at the first process

_atelier: Atelier  # one per worker process, opened by `_start`


def run(
    atelier: Atelier,
    chemins: Sequence[Path],
    job: Callable[[Atelier, Path], Result],
    processus: int | None = None,
) -> Iterator[Result]:
    """Yield `job(atelier, chemin)` for each brief, in order, as soon as each is ready.

    `job` and its results must be picklable. A job is expected to return its faults as values; what it
    raises ends the run.
    """
    workers = _workers(len(chemins), processus)
    if workers == 1:
        for chemin in chemins:
            yield job(atelier, chemin)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, initializer=_start, initargs=(atelier.workspace, os.getpid())) as pool:
        yield from pool.map(
            _work, [job] * len(chemins), chemins, chunksize=CHUNK if len(chemins) > WORTH_A_PROCESS else 1
        )


def _workers(briefs: int, asked: int | None) -> int:
    if asked is not None:
        return max(1, min(asked, briefs))
    return max(1, min(cores(), briefs // WORTH_A_PROCESS))


def _start(workspace: Workspace, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which lets each brief be finished
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    global _atelier  # noqa: PLW0603 - the one thing that a worker keeps between briefs
    _atelier = open_atelier(workspace)


def _end_with(parent: int) -> None:
    """End this process when the first one has: killed, it could not say so."""
    import multiprocessing
    from multiprocessing.connection import wait

    first = multiprocessing.parent_process()
    # Elsewhere the number of a parent stays when it dies; where processes are forked, siblings hold the pipe open.
    while os.getppid() == parent and not (first and wait([first.sentinel], LOOK)):
        pass
    os._exit(1)


def _work(job: Callable[[Atelier, Path], Result], chemin: Path) -> Result:
    return job(_atelier, chemin)
