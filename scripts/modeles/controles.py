"""Content controls: the fields of a form (ECMA-376, part 1, 17.5.2).

A field of text has no kind of its own, which makes it a rich text control: LibreOffice keeps its lines and its
placeholder, and loses both of a plain one.
"""

from xml.sax.saxutils import quoteattr

from docgen.brief.formulaire.champs import Champ, Genre

from .styles import CASE, INVITE
from .text import run, runs

_DATE = (
    '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="fr-FR"/><w:storeMappedDataAs w:val="dateTime"/>'
    '<w:calendar w:val="gregorian"/></w:date>'
)
_BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
_LISTS = {Genre.LISTE: "dropDownList", Genre.SAISIE: "comboBox"}


def controle(champ: Champ) -> str:
    """The field, in a line; a check box is followed by what it says."""
    if champ.genre is Genre.CASE:
        said = runs(f"\u00a0{champ.invite}") if champ.invite else ""
        return _control(champ, _BOX, run("☐", CASE)) + said
    return _control(champ, _kind(champ), run(champ.invite, INVITE), "<w:showingPlcHdr/>")


def _control(champ: Champ, kind: str, content: str, state: str = "") -> str:
    # In the order of CT_SdtPr (17.5.2.38). The lock keeps the field from being deleted with its text.
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={quoteattr(champ.libelle)}/><w:tag w:val="{champ.repere}"/>'
        f'<w:lock w:val="sdtLocked"/>{state}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def _kind(champ: Champ) -> str:
    if champ.genre is Genre.DATE:
        return _DATE
    if champ.genre not in _LISTS:
        return ""
    items = "".join(f"<w:listItem w:displayText={quoteattr(one)} w:value={quoteattr(one)}/>" for one in champ.choix)
    return f"<w:{_LISTS[champ.genre]}>{items}</w:{_LISTS[champ.genre]}>"
