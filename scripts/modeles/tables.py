"""Tables: a grid of columns, a header row that repeats, rows that no page cuts."""

from dataclasses import dataclass

from .styles import BALISE, CELLULE, ENTETE, FICHE, TABLEAU, TITRE_DE_LIGNE
from .text import p, paragraph, run

PORTRAIT, LANDSCAPE = 9638, 14570  # width of the text, in twentieths of a point


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
        total = sum(shares)
        edges = [round(width * sum(shares[:rank]) / total) for rank in range(len(shares) + 1)]
        return cls(tuple(right - left for left, right in zip(edges, edges[1:], strict=False)), style)

    def table(self, title: str, *rows: str, flexible: bool = False) -> str:
        """The table; `title` is what a screen reader says of it. `flexible` when a loop makes columns."""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        head = int(any("<w:tblHeader/>" in row for row in rows))
        first = int(self.style == FICHE)
        width = '<w:tblW w:w="5000" w:type="pct"/>' if flexible else f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
        layout = "autofit" if flexible else "fixed"
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.style}"/>{width}<w:tblLayout w:type="{layout}"/>'
            f'<w:tblLook w:val="{0x600 + 0x20 * head + 0x80 * first:04X}" w:firstRow="{head}" w:lastRow="0" '
            f'w:firstColumn="{first}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{title}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
        )

    def head(self, *titles: str) -> str:
        """The header row; it comes back on every page."""
        cells = [p(ENTETE, title) for title in titles]
        return self.row(*cells, properties="<w:tblHeader/>")

    def row(self, *contents: str, height: int = 0, properties: str = "") -> str:
        """A row of cells, each of one or several paragraphs; the last one spans what is left."""
        spans = [1] * (len(contents) - 1) + [len(self.widths) - len(contents) + 1]
        starts = range(len(contents))
        cells = [
            cell(content, sum(self.widths[at : at + span]), span)
            for at, content, span in zip(starts, contents, spans, strict=True)
        ]
        return row(*cells, height=height, properties=properties)

    def each(self, loop: str, *rows: str) -> str:
        """Rows printed for each item; the tags stand alone in their rows."""
        return "".join((self._statement(f"for {loop}"), *rows, self._statement("endfor")))

    def when(self, condition: str, *rows: str, otherwise: tuple[str, ...] = ()) -> str:
        """Rows printed on a condition."""
        other = [self._statement("else"), *otherwise] if otherwise else []
        return "".join((self._statement(f"if {condition}"), *rows, *other, self._statement("endif")))

    def _statement(self, words: str) -> str:
        return self.row(paragraph(BALISE, run(f"{{%tr {words} %}}")))


def cell(content: str, width: int, span: int = 1) -> str:
    """`w:tc`."""
    spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanning}</w:tcPr>{content}</w:tc>'


def row(*cells: str, height: int = 0, properties: str = "") -> str:
    """`w:tr`, that no page cuts; `height` is the least."""
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{properties}</w:trPr>{''.join(cells)}</w:tr>"


def looped_cells(loop: str, content: str, width: int) -> str:
    """A cell per item: `{%tc for %}` and `{%tc endfor %}` stand alone in their cells."""
    opening, closing = (paragraph(BALISE, run(f"{{%tc {words} %}}")) for words in (f"for {loop}", "endfor"))
    return cell(opening, width) + cell(content, width) + cell(closing, width)


def fiche(title: str, *lines: str, share: int = 26, width: int = PORTRAIT) -> str:
    """A card of facts: made of `ligne` and `ligne_si`."""
    return grid_of_fiche(share, width).table(title, *lines)


def grid_of_fiche(share: int = 26, width: int = PORTRAIT) -> Grid:
    """The two columns of a card."""
    return Grid.parts(share, 100 - share, width=width, style=FICHE)


def ligne(label: str, value: str, share: int = 26, width: int = PORTRAIT) -> str:
    """A line of a card: what it is, and the value, a text or paragraphs."""
    content = value if value.startswith("<w:p>") else texte(value)
    return grid_of_fiche(share, width).row(texte(label, TITRE_DE_LIGNE), content)


def ligne_si(field: str, label: str, value: str | None = None) -> str:
    """A line of a card, where the field is there."""
    return grid_of_fiche().when(field, ligne(label, value or f"{{{{ {field} }}}}"))
