"""The styles: everything that a reader sees is decided here, in theme roles (ECMA-376, part 1, 17.7).

Built-in styles keep their English names, which Word shows in the language of its menus (« heading 1 » is « Titre 1 »).
Sizes are in half-points, distances in twentieths of a point, borders in eighths.
"""

from dataclasses import dataclass

from .theme import ACCENT1, ACCENT2, DARK, LIGHT

# Colour roles: the literal is for a program that reads no theme.
_ROLES = {
    "accent1": ACCENT1,
    "accent2": ACCENT2,
    "text1": "000000",
    "text2": DARK,
    "background2": LIGHT,
}
RULE = "C9D1DC"  # accent1 at three tenths, which the rules of tables have
_TINT = "33"
BOX = "8C9299"  # text2 at six tenths, 3.1:1 on white: a box to sign or to tick is seen on a photocopy

TITRE, SOUS_TITRE, CLIENT, REFERENCE = "Title", "Subtitle", "Client", "Reference"
TITRES = ("Heading1", "Heading2", "Heading3", "Heading4")
NORMAL, PUCE, NOTE, ENCADRE, LEGENDE = "Normal", "ListBullet", "Note", "Encadre", "Caption"
CELLULE, TITRE_DE_LIGNE, PUCE_DE_CELLULE, ENTETE = "Cellule", "TitreDeLigne", "PuceDeCellule", "EnteteDeTableau"
INTRODUCTION, LIGNE, ENTETE_DE_NOMBRE, ENTETE_DE_FICHE = "Introduction", "Ligne", "EnteteDeNombre", "EnteteDeFiche"
DISCRET, NOMBRE, CHOIX = "Discret", "Nombre", "Choix"
A_REMPLIR, A_REMPLIR_SOLIDAIRE = "ARemplir", "ARemplirSolidaire"
EN_TETE, PIED, EN_HAUT, BALISE = "Header", "Footer", "TitreEnHautDePage", "Balise"
FORT, BROUILLON, CASE, INVITE = "Strong", "MentionBrouillon", "Case", "PlaceholderText"
TABLEAU, FICHE, GRILLE = "TableauDocgen", "FicheDocgen", "GrilleDocgen"


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph style, in the words of Word's dialog."""

    ident: str
    name: str
    parent: str | None = "Normal"
    following: str | None = None
    size: int | None = None
    colour: str | None = None
    bold: bool | None = None
    italic: bool = False
    headings: bool = False
    align: str | None = None
    before: int | None = None
    after: int | None = None
    line: int | None = None
    indent: int | None = None
    hanging: int | None = None
    numbering: int | None = None
    outline: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    borders: str = ""
    shade: str | None = None
    rank: int = 10

    def xml(self) -> str:
        """`w:style`."""
        parent = f'<w:basedOn w:val="{self.parent}"/>' if self.parent else ""
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        default = "" if self.parent else ' w:default="1"'
        custom = ' w:customStyle="1"' if self.ident in _OWN else ""
        return (
            f'<w:style w:type="paragraph"{default}{custom} w:styleId="{self.ident}"><w:name w:val="{self.name}"/>'
            f'{parent}{following}<w:uiPriority w:val="{self.rank}"/><w:qFormat/>'
            f"<w:pPr>{self._layout()}</w:pPr><w:rPr>{self._look()}</w:rPr></w:style>"
        )

    def _layout(self) -> str:
        # In the order of CT_PPrBase (17.3.1.26).
        spacing = _attributes(before=self.before, after=self.after, line=self.line)
        rule = ' w:lineRule="auto"' if self.line else ""
        indents = _attributes(left=self.indent, hanging=self.hanging)
        parts = (
            "<w:keepNext/>" if self.keep_next else "",
            "<w:keepLines/>" if self.keep_lines else "",
            "<w:pageBreakBefore/>" if self.page_break else "",
            f'<w:numPr><w:numId w:val="{self.numbering}"/></w:numPr>' if self.numbering else "",
            f"<w:pBdr>{self.borders}</w:pBdr>" if self.borders else "",
            f'<w:shd w:val="clear" w:color="auto" {_fill(self.shade)}/>' if self.shade else "",
            f"<w:spacing{spacing}{rule}/>" if spacing else "",
            f"<w:ind{indents}/>" if indents else "",
            f'<w:jc w:val="{self.align}"/>' if self.align else "",
            "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>',
        )
        return "".join(parts)

    def _look(self) -> str:
        font = '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:cstheme="majorBidi"/>'
        weight = {True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>', None: ""}[self.bold]
        parts = (
            font if self.headings else "",
            weight,
            "<w:i/><w:iCs/>" if self.italic else "",
            f"<w:color {_colour(self.colour)}/>" if self.colour else "",
            f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>' if self.size else "",
        )
        return "".join(parts)


def _attributes(**values: int | None) -> str:
    return "".join(f' w:{name}="{value}"' for name, value in values.items() if value is not None)


def _colour(role: str) -> str:
    return f'w:val="{_ROLES[role]}" w:themeColor="{role}"'


def _fill(role: str) -> str:
    return f'w:fill="{_ROLES[role]}" w:themeFill="{role}"'


def _border(side: str, role: str, size: int, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{_ROLES[role]}" w:themeColor="{role}"/>'


def _rule(side: str, size: int = 4) -> str:
    return (
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{RULE}" w:themeColor="accent1" '
        f'w:themeTint="{_TINT}"/>'
    )


def _box(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="{BOX}" w:themeColor="text2" w:themeTint="99"/>'


_PARAGRAPHS = (
    _Paragraph("Normal", "Normal", None, before=0, after=100, line=252, rank=0),
    _Paragraph(
        "Title", "Title", following="Subtitle", headings=True, size=44, bold=True, colour="accent1",
        before=0, after=40, line=240, keep_next=True, keep_lines=True, rank=1,
    ),
    _Paragraph(
        "Subtitle", "Subtitle", headings=True, size=30, colour="text2", before=0, after=80, line=240,
        keep_next=True, keep_lines=True, rank=2,
    ),
    _Paragraph("Client", "Client", size=26, bold=True, colour="accent2", before=60, after=20, line=240, keep_next=True),
    _Paragraph(
        "Reference", "Référence du document", size=22, colour="text2", before=0, after=140, line=240,
        borders=_border("bottom", "accent1", 12, 4),
    ),
    _Paragraph(
        "Heading1", "heading 1", following="Normal", headings=True, size=32, bold=True, colour="accent1",
        before=200, after=60, line=240, keep_next=True, keep_lines=True, outline=0, rank=3,
    ),
    _Paragraph(
        "Heading2", "heading 2", following="Normal", headings=True, size=27, bold=True, colour="accent1",
        before=200, after=60, line=240, keep_next=True, keep_lines=True, outline=1, rank=3,
    ),
    _Paragraph(
        "Heading3", "heading 3", following="Normal", headings=True, size=25, bold=True, colour="text2",
        before=160, after=60, line=240, keep_next=True, keep_lines=True, outline=2, rank=3,
    ),
    _Paragraph(
        "Heading4", "heading 4", following="Normal", headings=True, size=24, italic=True, colour="text2",
        before=160, after=60, line=240, keep_next=True, keep_lines=True, outline=3, rank=3,
    ),
    _Paragraph(
        "TitreEnHautDePage", "Titre en haut de page", "Heading1", following="Normal", before=0, page_break=True,
        outline=0,
    ),
    _Paragraph(
        "ListBullet", "List Bullet", before=0, after=40, indent=340, hanging=255, numbering=1, rank=4,
    ),
    _Paragraph("Introduction", "Introduction d’un tableau", keep_next=True),
    _Paragraph("Note", "Note docgen", size=22, colour="text2", before=80, after=120, line=240, keep_lines=True),
    _Paragraph(
        "Encadre", "Encadré docgen", before=120, after=160, indent=170, keep_lines=True, shade="background2",
        borders=_border("left", "accent2", 24, 8),
    ),
    _Paragraph(
        "Caption", "caption", following="Normal", size=22, bold=True, colour="text2", before=120, after=60, line=240,
        keep_next=True, rank=5,
    ),
    _Paragraph("Cellule", "Texte de tableau", size=22, before=10, after=10, line=240),
    _Paragraph("TitreDeLigne", "Titre de ligne", "Cellule", bold=True),
    _Paragraph("PuceDeCellule", "Puce de tableau", "Cellule", indent=227, hanging=198, numbering=2),
    _Paragraph("EnteteDeTableau", "En-tête de tableau", "Cellule", bold=True, keep_next=True),
    _Paragraph("EnteteDeNombre", "En-tête de nombres", "EnteteDeTableau", align="right"),
    _Paragraph("EnteteDeFiche", "En-tête de fiche", "EnteteDeTableau", size=18, bold=False, colour="text2"),
    _Paragraph("Discret", "Texte discret", "Cellule", italic=True, colour="text2"),
    _Paragraph("Ligne", "Ligne solidaire", "Cellule", keep_next=True),
    _Paragraph("Nombre", "Nombre à droite", "Ligne", align="right"),
    _Paragraph("ARemplir", "À remplir", "Cellule", size=18, colour="text2"),
    _Paragraph("ARemplirSolidaire", "À remplir, solidaire", "ARemplir", keep_next=True),
    _Paragraph("Choix", "Choix à cocher", "Cellule", align="center"),
    _Paragraph("Header", "header", size=18, colour="text2", before=0, after=0, line=240, rank=99),
    _Paragraph(
        "Footer", "footer", size=18, colour="text2", before=0, after=0, line=240, align="right",
        borders=_rule("top", 4).replace('w:space="0"', 'w:space="4"'), rank=99,
    ),
    _Paragraph("Balise", "Balise docgen", size=16, colour="accent2", before=0, after=0, line=240, rank=98),
)  # fmt: skip

_OWN = {
    *("Client", "Reference", "TitreEnHautDePage", "Note", "Encadre", "Cellule", "TitreDeLigne", "PuceDeCellule"),
    *("EnteteDeTableau", "EnteteDeNombre", "EnteteDeFiche", "Introduction", "Ligne", "Discret", "Nombre", "ARemplir"),
    *("ARemplirSolidaire", "Choix", "Balise"),
}

_CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:uiPriority w:val="6"/><w:qFormat/>'
    "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
    '<w:style w:type="character" w:customStyle="1" w:styleId="MentionBrouillon"><w:name w:val="Mention brouillon"/>'
    '<w:uiPriority w:val="11"/><w:qFormat/><w:rPr><w:b/><w:bCs/>'
    f"<w:color {_colour('accent2')}/></w:rPr></w:style>"
    # The one font that is no theme role: text fonts have no ballot box.
    '<w:style w:type="character" w:customStyle="1" w:styleId="Case"><w:name w:val="Case à cocher"/>'
    '<w:uiPriority w:val="11"/><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
    '<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>'
)

# What a field says until it is filled: paler than any text, and still legible (4.5:1 on white).
_PLACEHOLDER = (
    '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    '<w:uiPriority w:val="99"/><w:rPr><w:i/><w:iCs/><w:color w:val="6E767F" w:themeColor="text2" '
    'w:themeTint="BF"/></w:rPr></w:style>'
)

_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def _table(ident: str, name: str, borders: str, *, head: bool) -> str:
    first = (
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
        f"<w:tcBorders>{_border('bottom', 'accent1', 8)}</w:tcBorders>"
        f'<w:shd w:val="clear" w:color="auto" {_fill("background2")}/><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr>"
        if head
        else ""
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{ident}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="7"/><w:qFormat/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblCellMar><w:top w:w="17" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="17" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"{first}</w:style>"
    )


def styles(*, form: bool = False) -> str:
    """`word/styles.xml`; a form has the style of placeholders too."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    accents = _border("top", "accent1", 8) + _border("bottom", "accent1", 8)
    open_rules = accents + _rule("insideH")
    grid = "".join(_box(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    quiet = _rule("top") + _rule("bottom") + _rule("insideH")
    return (
        f'<w:styles xmlns:w="{namespace}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" '
        'w:cstheme="minorBidi"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
        + "".join(style.xml() for style in _PARAGRAPHS)
        + _CHARACTERS
        + (_PLACEHOLDER if form else "")
        + _TABLES
        + _table(TABLEAU, "Tableau docgen", open_rules, head=True)
        + _table(FICHE, "Fiche docgen", quiet, head=False)
        + _table(GRILLE, "Grille docgen", grid, head=True)
        + "</w:styles>"
    )
