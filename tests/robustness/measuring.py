"""Run commands one after the other within limits, and print what each answered, took and left.

python measuring.py CASES.json     a list of {"folder": …, "args": […]}
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from desk import docgen, files_of

LIMIT = 1_500_000_000  # bytes of address space: beyond, Python raises MemoryError


def main(cases: Path) -> None:
    """Print a list of {code, findings, printed, seconds, megabytes, changed}, in the order of the cases."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    told = []
    for case in json.loads(cases.read_text("utf-8")):
        folder = Path(case["folder"])
        before = files_of(folder)
        start = time.process_time()
        answer = docgen(folder, *case["args"])
        seconds = time.process_time() - start
        after = files_of(folder)
        told.append(
            {
                "code": answer.code,
                "findings": answer.findings,
                "printed": answer.printed,
                "seconds": seconds,
                "megabytes": _peak() / 1024,
                "changed": [name for name in before | after if before.get(name) != after.get(name)],
            }
        )
    print(json.dumps(told))  # noqa: T201 - the answer


def _peak() -> int:
    """The most memory that this program held, in kB: ru_maxrss begins at what its parent held (getrusage(2))."""
    return int(Path("/proc/self/status").read_text("utf-8").split("VmHWM:")[1].split()[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
