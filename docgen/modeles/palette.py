"""The Word palette: a document from which a manager copies tags into a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.documents.champs import fields_of
from docgen.modeles.balises import balises
from docgen.word.filters import ROWS
from docgen.word.lint.loops import loops_of
from docgen.word.tables import Section, tables_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.documents.registre import Document
    from docgen.workspace import Workspace

COLONNES = ("Balise à copier", "Ce qu’elle imprime", "Exemple")
LARGEURS = (11.0, 8.5, 6.5)
LARGEURS_DES_FILTRES = (3.5, 8.5, 14.0)
FILTRES = "Un filtre s’ajoute après le champ, dans la balise, et en change la forme : {{ client.nom|upper }}."
RETRAIT = "\u2003"  # an em space per loop around
MODE_D_EMPLOI = (
    "Copiez une balise entière, accolades comprises, et collez-la dans votre modèle, là où le texte doit paraître. "
    "Une balise qui commence par {%tr se place seule dans une ligne de tableau ; par {%p, seule dans un paragraphe : "
    "cette ligne ou ce paragraphe disparaît, et ce qui suit se répète jusqu’à la balise « endfor »."
)


def palette(documents: Iterable[Document], workspace: Workspace) -> bytes:
    """The tags of these documents, a table each."""
    sections = [
        Section(
            titre=document.titre,
            texte=f"Modèle : {document.modele}.docx",
            colonnes=COLONNES,
            lignes=[
                (RETRAIT * balise.niveau + balise.texte, balise.description, balise.exemple)
                for balise in balises(fields_of(document.vue), loops_of(workspace.template(document.modele)))
            ],
            widths=LARGEURS,
        )
        for document in documents
    ]
    return tables_document("Palette des balises", MODE_D_EMPLOI, [*sections, _filters()])


def _filters() -> Section:
    """Those that a template may use, whatever the document, each by the fuller of its names."""
    rows = {id(row): (f"|{name}", row.sens, row.exemple) for name, row in ROWS.items() if row.sens}
    return Section("Filtres", FILTRES, ("Filtre", *COLONNES[1:]), sorted(rows.values()), widths=LARGEURS_DES_FILTRES)
