"""`rust_docxtpl_loop.py TEMPLATE VALUES.json OUTPUT.docx`: the same as `loop.mjs`, for rust-docxtpl.

It runs in an environment of its own, because rust-docxtpl takes docxtpl's name.
"""

import io
import json
import sys
import time
from pathlib import Path

import docxtpl

template, values, output = sys.argv[1:]
data = json.loads(Path(values).read_text(encoding="utf-8"))


def render() -> bytes:
    """One document; its manual has a new object for each."""
    made = docxtpl.DocxTemplate(template)
    made.render(data, autoescape=True)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


Path(output).write_bytes(render())
for _ in range(5):
    render()
print("ready", flush=True)
for seconds in sys.stdin:
    times: list[float] = []
    end = time.perf_counter() + float(seconds)
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        render()
        times.append(1000 * (time.perf_counter() - start))
    print(json.dumps(times), flush=True)
