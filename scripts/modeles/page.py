"""The page: A4, its header and footer, and the title block that opens every document."""

from dataclasses import dataclass

from .styles import CLIENT, EN_TETE, PIED, REFERENCE, SOUS_TITRE, TITRE
from .text import draft_mark, field, p, paragraph, run, runs

_EMU = 36_000  # per millimetre
LOGO_WIDTH, LOGO_HEIGHT = 36 * _EMU, 12 * _EMU
LOGO_ALT = "logo"  # what docgen looks for


@dataclass(frozen=True)
class Modele:
    """A template: its name for people, its body, and whether it lies on its side."""

    titre: str
    body: str
    landscape: bool = False
    dossier: bool = True  # whether it is about a dossier, which has a reference and drafts


def title_block() -> str:
    """Name of the document, of the training, of the client; reference and date."""
    return (
        p(TITRE, "{{ document.titre }}")
        + p(SOUS_TITRE, "{{ intitule }}")
        + p(CLIENT, "{{ client.designation }}")
        + p(REFERENCE, "{{ document.ligne }}")
    )


def header(modele: Modele) -> str:
    """The organisation's name, its logo, and the mention of a draft."""
    titre, draft = ("{{ document.titre }}", draft_mark()) if modele.dossier else (modele.titre, "")
    return paragraph(EN_TETE, _logo() + draft + runs(f"{{{{ organisme.raison_sociale }}}} – {titre}"))


def footer(modele: Modele) -> str:
    """Reference and page number."""
    ligne = "{{ document.ligne }}" if modele.dossier else modele.titre
    return paragraph(PIED, runs(f"{ligne} – page ") + field("PAGE") + run(" / ") + field("NUMPAGES"))


def section(*, landscape: bool = False, columns: int = 1) -> str:
    """The page's size and margins: two centimetres at the sides, room for the logo at the top.

    It goes on where the section before it stops.
    """
    width, height = (16838, 11906) if landscape else (11906, 16838)
    lying = ' w:orient="landscape"' if landscape else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:footerReference w:type="default" r:id="rIdFooter"/><w:type w:val="continuous"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{lying}/>'
        '<w:pgMar w:top="1247" w:right="1134" w:bottom="964" w:left="1134" w:header="510" w:footer="510" '
        f'w:gutter="0"/><w:cols w:num="{columns}" w:space="397"/></w:sectPr>'
    )


def ends_section(block: str, *, columns: int = 1) -> str:
    """A paragraph after which another section begins; `columns` are those of the section that it ends."""
    return block.replace("</w:pPr>", f"{section(columns=columns)}</w:pPr>", 1)


def _logo() -> str:
    """An anchored picture at the right margin: nothing is left, nor moves, when there is no logo."""
    size = f'cx="{LOGO_WIDTH}" cy="{LOGO_HEIGHT}"'
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="72000" distL="114300" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/>'
        f'<wp:docPr id="1" name="Logo" descr="{LOGO_ALT}"/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="1" name="Logo" descr="{LOGO_ALT}"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )
