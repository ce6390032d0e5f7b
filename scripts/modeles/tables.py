"""Tables: a grid of columns, a header row that comes back on every page, rows that no page cuts."""

from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import quoteattr

from .styles import BALISE, CELLULE, ENTETE, ENTETE_DE_FICHE, ENTETE_DE_NOMBRE, FICHE, LIGNE, TABLEAU, TITRE_DE_LIGNE
from .text import p, paragraph, run

PORTRAIT, LANDSCAPE = 9638, 14570  # width of the text, in twentieths of a point
_HEADER = "<w:tblHeader/>"


def texte(text: str, style: str = CELLULE) -> str:
    """The content of a cell: one paragraph."""
    return p(style, text)


@dataclass(frozen=True)
class Grid:
    """The columns of a table, by their widths."""

    widths: tuple[int, ...]
    style: str = TABLEAU

    @classmethod
    def parts(cls, *shares: int, width: int = PORTRAIT, style: str = TABLEAU) -> "Grid":
        """Columns that share a width."""
        edges = [round(width * sum(shares[:rank]) / sum(shares)) for rank in range(len(shares) + 1)]
        return cls(tuple(right - left for left, right in pairwise(edges)), style)

    def table(self, title: str, *rows: str, flexible: bool = False) -> str:
        """The table; `title` is what a screen reader says of it. `flexible` where a loop makes columns."""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        head, first = int(any(_HEADER in row for row in rows)), int(self.style == FICHE)
        width = '<w:tblW w:w="5000" w:type="pct"/>' if flexible else f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
        layout = "autofit" if flexible else "fixed"
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.style}"/>{width}<w:tblLayout w:type="{layout}"/>'
            f'<w:tblLook w:val="{0x600 + 0x20 * head + 0x80 * first:04X}" w:firstRow="{head}" w:lastRow="0" '
            f'w:firstColumn="{first}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def head(self, *titles: str, numbers: int = 0) -> str:
        """The header row; its last columns hold `numbers`."""
        look = ENTETE_DE_FICHE if self.style == FICHE else ENTETE
        looks = [look] * (len(titles) - numbers) + [ENTETE_DE_NOMBRE] * numbers
        columns = zip(titles, looks, self.widths, strict=True)
        return head(*(cell(p(look, title), width) for title, look, width in columns))

    def row(self, *contents: str, height: int = 0, first: int = 1) -> str:
        """A row of cells, each of one or several paragraphs. The first spans `first` columns, the last what is left."""
        edges = [0, *range(first, first + len(contents) - 1), len(self.widths)]
        return row(
            *(
                cell(content, sum(self.widths[start:end]), end - start)
                for content, (start, end) in zip(contents, pairwise(edges), strict=True)
            ),
            height=height,
        )

    def each(self, loop: str, *rows: str) -> str:
        """Rows printed for each item; the tags stand alone in their rows."""
        return "".join((self._statement(f"for {loop}"), *rows, self._statement("endfor")))

    def when(self, condition: str, *rows: str, otherwise: tuple[str, ...] = ()) -> str:
        """Rows printed on a condition."""
        other = [self._statement("else"), *otherwise] if otherwise else []
        return "".join((self._statement(f"if {condition}"), *rows, *other, self._statement("endif")))

    def _statement(self, words: str) -> str:
        return row(cell(paragraph(BALISE, run(f"{{%tr {words} %}}")), sum(self.widths), len(self.widths)))


@dataclass(frozen=True)
class Fiche:
    """A card of facts in two columns: what it is, and the value."""

    width: int = PORTRAIT
    label: int = 24  # percent
    whole: bool = False  # lines on one page with the next; the last one with what follows the card

    @property
    def _grid(self) -> Grid:
        return Grid.parts(self.label, 100 - self.label, width=self.width, style=FICHE)

    def table(self, title: str, *lines: str, value: str = "Précisions") -> str:
        """The card, of lines made below, under a header row: a PDF reader announces each value by it."""
        return self._grid.table(title, self._grid.head("Rubrique", value), *lines)

    def ligne(self, label: str, value: str) -> str:
        """A line: the value is a text, or paragraphs."""
        content = value if value.startswith("<w:p>") else texte(value)
        if not self.whole:
            return self._grid.row(texte(label, TITRE_DE_LIGNE), content)
        # Word and LibreOffice keep rows together by the style of their first paragraph. The last row with what follows
        # the table: Word by the style too, LibreOffice when the first paragraph of every row says it itself.
        title = texte(f"**{label}**", LIGNE).replace("</w:pPr>", "<w:keepNext/></w:pPr>")
        return self._grid.row(title, content.replace(f'"{CELLULE}"', f'"{LIGNE}"'))

    def ligne_si(self, field: str, label: str) -> str:
        """A line, where the field is there."""
        return self._grid.when(field, self.ligne(label, f"{{{{ {field} }}}}"))


def cell(content: str, width: int, span: int = 1) -> str:
    """`w:tc`."""
    spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanning}</w:tcPr>{content}</w:tc>'


def row(*cells: str, height: int = 0) -> str:
    """`w:tr`, that no page cuts; `height` is the least."""
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}</w:trPr>{''.join(cells)}</w:tr>"


def head(*cells: str) -> str:
    """The row that comes back on every page."""
    return row(*cells).replace("</w:trPr>", f"{_HEADER}</w:trPr>")


def looped_cells(loop: str, content: str, width: int) -> str:
    """A cell per item: `{%tc for %}` and `{%tc endfor %}` stand alone in their cells."""
    opening, closing = (paragraph(BALISE, run(f"{{%tc {words} %}}")) for words in (f"for {loop}", "endfor"))
    return cell(opening, width) + cell(content, width) + cell(closing, width)
