"""docxtpl's own values: RichText, RichTextParagraph and Listing print; what needs docxtpl's package is refused by name.

docxtpl makes their line breaks after rendering, with its regular expressions, and so does docgen (docxtpl 0.20 manual,
« Escaping, newline, new paragraph, Listing »).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docgen.word.characters import FORBIDDEN, ValueFaultError, check_characters

if TYPE_CHECKING:
    from docgen.word.rendering import Rendering

# These add parts to a package that docxtpl holds open; docgen's is shared by all renders.
_REFUSED = {
    "InlineImage": "Mettez dans le modèle une image avec un texte de remplacement, et donnez celle qui la remplace.",
    "Subdoc": "Recopiez ce contenu dans le modèle, ou donnez-le comme texte.",
}
_BREAKS = re.compile("[\n\t\a\f]")
_LINK = re.compile(r'\br:(?:id|embed|link)="')


def word_xml(context: Rendering, value: Any) -> str:
    """What an object prints that knows how to print itself. Raises ValueFaultError (M006, M007)."""
    remede = _REFUSED.get(type(value).__name__)
    if remede is not None:
        message = f"la valeur est un « {type(value).__name__} » de docxtpl, que docgen n’insère pas."
        raise ValueFaultError("M007", message, remede)
    xml = str(value.__html__())
    if _LINK.search(xml):
        message = "la valeur contient un lien ou une image (« url_id ») qui n’est pas dans le modèle."
        raise ValueFaultError("M007", message, "Mettez le lien dans le modèle, ou écrivez l’adresse en toutes lettres.")
    if FORBIDDEN.search(xml):
        check_characters(xml.replace("\a", "").replace("\f", ""))
    context.breaks = context.breaks or _BREAKS.search(xml) is not None
    context.markup = context.markup or context.breaks or "<" in xml
    return xml


def make_breaks(xml: str) -> str:
    r"""Turn the \n, \t, \a and \f of a rendered part into breaks, tabs, paragraphs and pages."""
    from docxtpl import DocxTemplate

    made: str = object.__new__(DocxTemplate).resolve_listing(xml)  # it reads no state of the object
    return made
