"""The tailoring: a brief and the catalogue made into a programme. Pure: no I/O, no clock.

select → share (fit → lay_out) → days_of → cover
which sequences   which half-days, for how long   at what times   answering what
"""

from docgen.programme.answers import answers, needless
from docgen.programme.building import build_programme
from docgen.programme.coverage import untaught
from docgen.programme.explanation import explain
from docgen.programme.faults import ProgrammeFault
from docgen.programme.notices import notices

__all__ = ["ProgrammeFault", "answers", "build_programme", "explain", "needless", "notices", "untaught"]
