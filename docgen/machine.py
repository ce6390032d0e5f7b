"""What the machine offers."""

from __future__ import annotations

import os


def cores() -> int:
    """The processors that this process may use: a container has fewer than its machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
