"""Paragraphs and the tags in them. A tag stands in a run of its own, so that Word never splits it.

A text may hold tags, and `**strong**` words. Blocks are strings of WordprocessingML; a document is their sum.
"""

import re
from xml.sax.saxutils import escape

from docgen.francais import typographie

from .styles import BALISE, BROUILLON, CASE, FORT, NORMAL, PUCE

_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_MARK = "\ue000"


def run(text: str, style: str | None = None) -> str:
    """One run, with the look of a character style."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def runs(text: str, style: str | None = None) -> str:
    """The runs of a text: one per tag, one per stretch between tags, typeset as French is."""
    made = []
    for rank, stretch in enumerate(_STRONG.split(_typeset(text))):
        look = FORT if rank % 2 else style
        made += [run(piece, look) for piece in _TAG.split(stretch) if piece]
    return "".join(made)


def _typeset(text: str) -> str:
    """The text with French typography, its tags as they were: a mark stands for each meanwhile."""
    tags = iter(_TAG.findall(text))
    return re.sub(_MARK, lambda _: next(tags), typographie(_TAG.sub(_MARK, text)))


def paragraph(style: str, content: str) -> str:
    """A paragraph around runs."""
    look = "" if style == NORMAL else f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{look}{content}</w:p>"


def p(style: str, text: str) -> str:
    """A paragraph of text."""
    return paragraph(style, runs(text))


def when(condition: str, *blocks: str, otherwise: tuple[str, ...] = ()) -> str:
    """Blocks printed on a condition; the tags stand alone in their paragraphs."""
    other = [_statement("else"), *otherwise] if otherwise else []
    return "".join((_statement(f"if {condition}"), *blocks, *other, _statement("endif")))


def each(loop: str, *blocks: str) -> str:
    """Blocks printed for each item: `each("jour in session.jours", …)`."""
    return "".join((_statement(f"for {loop}"), *blocks, _statement("endfor")))


def bullets(items: str, text: str = "{{ point }}", style: str = PUCE) -> str:
    """A list of strings, one bullet each: `bullets("contexte.enjeux")`."""
    return each(f"point in {items}", p(style, text))


def _statement(words: str) -> str:
    return paragraph(BALISE, run(f"{{%p {words} %}}"))


def draft_mark() -> str:
    """« BROUILLON – », on a draft alone."""
    return run("{% if brouillon %}") + run("BROUILLON – ", BROUILLON) + run("{% endif %}")


def box() -> str:
    """A box that a click ticks in Word and a pen ticks on paper. Word numbers content controls without an id."""
    return (
        "<w:sdt><w:sdtPr><w14:checkbox>"
        '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('☐', CASE)}</w:sdtContent></w:sdt>"
    )


def field(instruction: str) -> str:
    """A field that Word works out: PAGE, NUMPAGES."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
